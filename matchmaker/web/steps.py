"""One answer for every button that takes a step of a workflow."""

from collections.abc import Callable
from typing import Any

from flask import current_app, flash, redirect, request

from matchmaker.config import Settings
from matchmaker.kernel.errors import NotAllowed, Refused
from matchmaker.kernel.words import whole_number
from matchmaker.kernel.workflow import Step
from matchmaker.web.forms import stripped
from matchmaker.web.languages import tr
from matchmaker.web.pages import page
from matchmaker.web.requests import flush, rollback

Act = Callable[[str, int | None, int], None]


def settings() -> Settings:
    """Return the settings of the running application."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def seen_version() -> int | None:
    """Return the version that the person was looking at."""
    return whole_number(request.form.get("version", ""))


def answer_step(act: Act, step: Step, address: str) -> Any:
    """Take the step and go to the record, or say on a page of its own why not.

    The page of a refusal holds the form again with the reason that was typed, so that nothing
    is lost; its status is the refusal's.
    """
    reason = stripped(request.form.get("reason"))[:4000]
    try:
        act(reason, seen_version(), settings().review_days)
        flush()
    except NotAllowed:
        raise
    except Refused as refusal:
        rollback()
        why = tr(refusal.message, **refusal.params)
        return page(
            "web/step.html", refusal.status, step=step, why=why, reason=reason, address=address
        )
    flash(tr(step.done))
    return redirect(address, code=303)
