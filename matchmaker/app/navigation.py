"""The main menu: which pages it leads to, for whom."""

from dataclasses import dataclass

from flask import Flask, request, url_for

from matchmaker.accounts.rules import AccountPermission
from matchmaker.activities.rules import ActivityPermission
from matchmaker.admin.rules import AdminPermission
from matchmaker.experts.rules import ExpertPermission
from matchmaker.kernel.rights import Permission, may
from matchmaker.kernel.words import N_, Message
from matchmaker.needs.rules import NeedPermission
from matchmaker.notices.rules import NoticePermission
from matchmaker.offers.rules import OfferPermission
from matchmaker.pairings.rules import PairingPermission
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
    Entry("offers.index", N_("Offers"), OfferPermission.BROWSE),
    Entry("experts.index", N_("Experts"), ExpertPermission.BROWSE),
    Entry("activities.index", N_("Activities"), ActivityPermission.BROWSE),
    Entry("places.index", N_("Countries"), PlacePermission.SEE),
    Entry("needs.mine", N_("My office's needs"), NeedPermission.CREATE),
    Entry("offers.mine", N_("My office's offers"), OfferPermission.CREATE),
    Entry("experts.mine", N_("My profile"), ExpertPermission.REGISTER),
    Entry("pairings.mine", N_("Proposals"), PairingPermission.MINE),
    Entry("queue.index", N_("Queue"), QueuePermission.SEE),
    Entry("portfolio.index", N_("Portfolio"), PairingPermission.REVIEW),
    Entry("people.index", N_("People"), AccountPermission.SEE_PEOPLE),
    Entry("letters.index", N_("Letters"), NoticePermission.READ_LETTERS),
    Entry("admin.journal", N_("Journal"), AdminPermission.READ_JOURNAL),
)


def menu() -> list[Shown]:
    """Return the entries of the main menu that the actor may follow."""
    followed = [entry for entry in ENTRIES if may(actor(), entry.permission)]
    here = _current([entry.endpoint for entry in followed])
    return [
        Shown(tr(entry.label), url_for(entry.endpoint), entry.endpoint == here)
        for entry in followed
    ]


def _current(endpoints: list[str]) -> str:
    """Return the entry of this very page, or else that of its section, or else nothing."""
    page = request.endpoint or ""
    index = f"{page.rpartition('.')[0]}.index"
    return page if page in endpoints else index if index in endpoints else ""


def init_navigation(app: Flask) -> None:
    """Let the layout show the main menu."""
    app.jinja_env.globals["menu"] = menu
