"""The secretariat's queue."""

from flask import Flask, flash, request
from flask_babel import gettext as _

from matchmaker.kernel import clock
from matchmaker.kernel.words import N_
from matchmaker.publication import actions, queries
from matchmaker.publication.models import QueueItem
from matchmaker.publication.rules import QueuePermission
from matchmaker.web.database import session
from matchmaker.web.languages import tr
from matchmaker.web.pages import page, paged
from matchmaker.web.requests import Section, actor, go

KINDS = {
    "need": N_("Need to review"),
    "offer": N_("Offer to review"),
    "expert": N_("Profile to review"),
    "pairing": N_("Pairing to decide"),
    "question": N_("Question to answer"),
    "activity": N_("Activity to follow up"),
}
section = Section(
    "queue", __name__, "/desk/queue", find=queries.item_by_id, see=QueuePermission.SEE
)


@section.page("/", QueuePermission.SEE)
def index() -> tuple[str, int]:
    """Show what waits: all of it, or what waits for me."""
    account_id = actor().account_id
    mine = request.args.get("whose") == "mine" and account_id is not None
    items = queries.waiting_for(account_id) if mine and account_id else queries.open_items()
    return page(
        "publication/queue.html",
        items=paged(session(), items),
        today=clock.today(),
        mine=mine,
        reviewers=queries.reviewers(session()),
    )


@section.page("/<ref>/assign", QueuePermission.TAKE, ("POST",))
def assign(item: QueueItem) -> object:
    """Give an item to somebody."""
    chosen = request.form.get("assignee", "")
    account_id = int(chosen) if chosen.isascii() and chosen.isdigit() else None
    actions.assign(session(), actor(), item, account_id)
    flash(_("The item has been assigned."))
    return go("queue.index")


def init_queue(app: Flask) -> None:
    """Let templates name the kinds of task."""
    app.jinja_env.globals["queue_kind"] = lambda kind: tr(KINDS[kind])
