"""The platform's letters, for administrators."""

from flask import current_app, flash, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup

from matchmaker.notices import actions, queries
from matchmaker.notices.letters.messages import opened
from matchmaker.notices.models import Letter
from matchmaker.notices.rules import FAILED, KEPT, STATE_LABELS, NoticePermission
from matchmaker.web.database import session
from matchmaker.web.pages import page, paged
from matchmaker.web.requests import Section, actor, go

section = Section(
    "letters",
    __name__,
    "/desk/letters",
    find=queries.letter_by_ref,
    see=NoticePermission.READ_LETTERS,
)


@section.page("/", NoticePermission.READ_LETTERS)
def index() -> tuple[str, int]:
    """Show the letters and where they stand: all of them, or those in one state."""
    wanted = request.args.get("state", "")
    state = wanted if wanted in STATE_LABELS else ""
    return page(
        "notices/letters.html",
        letters=paged(session(), queries.letters(state)),
        counts=queries.count_by_state(session()),
        labels=STATE_LABELS,
        state=state,
    )


@section.page("/<ref>", NoticePermission.READ_LETTERS)
def show(letter: Letter) -> tuple[str, int]:
    """Show a letter as its recipient reads it.

    A link that lets whoever has it act for the person is shown only where no mail server was
    named, so that there is no other way for the letter to reach them.
    """
    withheld = letter.secret and letter.state != KEPT
    linked = not withheld and letter.endpoint in current_app.view_functions
    with opened(letter, current_app.config["SETTINGS"], link=linked) as reading:
        body = Markup(render_template("notices/_letter.html", reading=reading))  # noqa: S704
    return page(
        "notices/letter_shown.html",
        letter=letter,
        reading=reading,
        body=body,
        withheld=withheld,
        label=STATE_LABELS[letter.state],
        may_retry=letter.state == FAILED,
    )


@section.page("/<ref>/retry", NoticePermission.SEND_LETTERS, ("POST",))
def retry(letter: Letter) -> object:
    """Have a letter that failed tried again."""
    actions.retry(session(), actor(), letter)
    flash(_("The letter will be tried again within a minute."))
    return go("letters.show", ref=letter.id)
