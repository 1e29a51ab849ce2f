"""One answer for every button that takes a step of a workflow."""

from collections.abc import Callable
from typing import Any

from flask import current_app, flash, redirect, request
from sqlalchemy.orm.exc import StaleDataError

from matchmaker.config import Settings
from matchmaker.kernel.errors import Invalid, NotAllowed, Refused, Stale
from matchmaker.kernel.words import N_, whole_number
from matchmaker.kernel.workflow import Step
from matchmaker.web.forms import stripped
from matchmaker.web.languages import tr
from matchmaker.web.pages import page
from matchmaker.web.requests import flush, rollback

LONGEST_REASON = 4000
Act = Callable[[str, int | None, int], None]


def settings() -> Settings:
    """Return the settings of the running application."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def seen_version() -> int | None:
    """Return the version that the person was looking at."""
    return whole_number(request.form.get("version", ""))


def reason_code() -> str:
    """Return what the reason is about, where a step offers choices."""
    return stripped(request.form.get("reason_code"))


def _check_length(reason: str) -> None:
    if len(reason) > LONGEST_REASON:
        too_long = N_("This is too long: at most %(max)d characters.")
        raise Invalid("reason", too_long, max=LONGEST_REASON)


def answer_step(act: Act, step: Step, address: str) -> Any:
    """Take the step and go to the record, or say on a page of its own why not.

    The page of a refusal holds the form again with the reason that was typed, so that nothing
    is lost; its status is the refusal's.
    """
    reason = stripped(request.form.get("reason"))
    try:
        _check_length(reason)
        act(reason, seen_version(), settings().review_days)
        flush()
    except NotAllowed:
        raise
    except (Refused, StaleDataError) as error:
        refusal = error if isinstance(error, Refused) else Stale()
        rollback()
        why = tr(refusal.message, **refusal.params)
        return page(
            "web/step.html",
            refusal.status,
            step=step,
            why=why,
            reason=reason,
            about=reason_code(),
            address=address,
        )
    flash(tr(step.done))
    return redirect(address, code=303)
