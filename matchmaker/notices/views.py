"""A person's notices."""

from flask import Flask, current_app, flash
from flask_babel import gettext as _

from matchmaker.notices import actions, queries
from matchmaker.notices.letters.texts import Said, say
from matchmaker.notices.models import Letter, Notice
from matchmaker.notices.rules import NoticePermission
from matchmaker.web.database import session
from matchmaker.web.pages import page, paged
from matchmaker.web.requests import Section, actor, go

section = Section(
    "notices", __name__, "/notices", find=queries.notice_by_ref, see=NoticePermission.OWN
)


@section.page("/", NoticePermission.OWN)
def index() -> tuple[str, int]:
    """Show my notices, what is unread first."""
    account_id = actor().account_id or 0
    return page(
        "notices/index.html",
        notices=paged(session(), queries.notices_of(account_id)),
        unread=queries.count_unread(session(), account_id),
    )


@section.page("/<ref>/open", NoticePermission.OWN, ("POST",))
def open_record(notice: Notice) -> object:
    """Mark the notice as read and go to what it is about."""
    actions.mark_read(session(), actor(), notice)
    if notice.endpoint not in current_app.view_functions:
        return go("notices.index")
    return go(notice.endpoint, **({"ref": notice.ref} if notice.ref else {}))


@section.page("/<ref>/read", NoticePermission.OWN, ("POST",))
def mark_read(notice: Notice) -> object:
    """Mark one notice as read."""
    actions.mark_read(session(), actor(), notice)
    return go("notices.index")


@section.page("/read", NoticePermission.OWN, ("POST",))
def mark_all_read() -> object:
    """Mark all my notices as read."""
    actions.mark_all_read(session(), actor())
    flash(_("All notices are marked as read."))
    return go("notices.index")


def text_of(told: Notice | Letter) -> Said:
    """Return what a notice or a letter says, in the page's language."""
    return say(told.kind, told.params)


def init_notices(app: Flask) -> None:
    """Listen to what happens, and let templates read notices and letters."""
    actions.listen()
    app.jinja_env.globals["text_of"] = text_of
