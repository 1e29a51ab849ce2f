"""The main menu: which pages it leads to, for whom."""

from dataclasses import dataclass

from flask import Flask, request, url_for

from matchmaker.kernel.rights import Permission, may
from matchmaker.kernel.words import Message, N_
from matchmaker.needs.rules import NeedPermission
from matchmaker.places.rules import PlacePermission
from matchmaker.publication.rules import QueuePermission
from matchmaker.web.languages import tr
from matchmaker.web.requests import actor


@dataclass(frozen=True)
class Entry:
    """A page that the main menu leads to, for those who have the permission."""

    endpoint: str
    label: Message
    permission: Permission


@dataclass(frozen=True)
class Shown:
    """An entry as a page shows it."""

    label: str
    address: str
    current: bool
    count: int = 0


ENTRIES = (
    Entry("needs.index", N_("Needs"), NeedPermission.BROWSE),
    Entry("places.index", N_("Countries"), PlacePermission.SEE),
    Entry("needs.mine", N_("My office's needs"), NeedPermission.CREATE),
    Entry("queue.index", N_("Queue"), QueuePermission.SEE),
)


def menu() -> list[Shown]:
    """Return the entries of the main menu that the actor may follow."""
    section = (request.endpoint or "").rsplit(".", 1)[0]
    return [
        Shown(
            tr(entry.label),
            url_for(entry.endpoint),
            entry.endpoint == request.endpoint
            or (entry.endpoint.endswith(".index") and entry.endpoint.startswith(f"{section}.")),
        )
        for entry in ENTRIES
        if may(actor(), entry.permission)
    ]


def init_navigation(app: Flask) -> None:
    """Let the layout show the main menu."""
    app.jinja_env.globals["menu"] = menu
