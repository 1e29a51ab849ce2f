"""What a person sees when something is refused or fails."""

import logging

from flask import Flask, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from matchmaker.kernel.errors import Refused, Stale
from matchmaker.kernel.words import N_, Message
from matchmaker.web.languages import tr
from matchmaker.web.pages import page
from matchmaker.web.requests import SignInFirst, rollback

log = logging.getLogger(__name__)
TITLES: dict[int, Message] = {
    400: N_("This could not be understood"),
    403: N_("Not allowed"),
    404: N_("Not found"),
    405: N_("Not possible here"),
    409: N_("Not possible now"),
    413: N_("Too large"),
    422: N_("Something is not right yet"),
    429: N_("Too many attempts"),
    500: N_("Something went wrong on our side"),
    503: N_("Out of service for a moment"),
}
ADVICE: dict[int, Message] = {
    400: N_("The page was open for too long or the address is incomplete. Go back and try again."),
    403: N_("You do not have the right to do this."),
    404: N_("There is no such page or record."),
    405: N_("This address cannot be used in this way."),
    409: N_("The record has changed in the meantime. Look at it again."),
    413: N_("What you sent is larger than the platform accepts."),
    429: N_("Wait a few minutes and try again."),
    500: N_("Nothing was saved. The fault has been recorded; please try again later."),
    503: N_("Nothing was saved. The platform will be back shortly; please try again."),
}


def _refused(status: int, advice: str) -> tuple[str, int]:
    title = tr(TITLES.get(status, TITLES[400]))
    return page("web/refusal.html", status, title=title, advice=advice, code=status)


def _on_refusal(refusal: Refused) -> tuple[str, int]:
    rollback()
    return _refused(refusal.status, tr(refusal.message, **refusal.params))


def _on_http(error: HTTPException) -> tuple[str, int] | HTTPException:
    status = error.code or 500
    if status < 400:
        return error
    return _refused(status, tr(ADVICE.get(status, ADVICE[400])))


def _on_csrf(_error: CSRFError) -> tuple[str, int]:
    rollback()
    return _refused(400, tr(ADVICE[400]))


def _on_sign_in_first(_refusal: SignInFirst) -> Response:
    rollback()
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=wanted), code=303)


def _on_conflict(error: IntegrityError) -> tuple[str, int]:
    log.warning("refused by the database: %s", type(error.orig).__name__)
    rollback()
    return _refused(409, tr(ADVICE[409]))


def _on_stale(_error: StaleDataError) -> tuple[str, int]:
    return _on_refusal(Stale())


def _on_outage(error: OperationalError) -> tuple[str, int]:
    log.error("the database did not answer: %s", type(error.orig).__name__)
    try:
        rollback()
    except OperationalError:
        log.error("the transaction could not be ended")
    return _refused(503, tr(ADVICE[503]))


def init_refusals(app: Flask) -> None:
    """Turn refusals and failures into pages, in one place."""
    app.register_error_handler(Refused, _on_refusal)
    app.register_error_handler(HTTPException, _on_http)
    app.register_error_handler(CSRFError, _on_csrf)
    app.register_error_handler(SignInFirst, _on_sign_in_first)
    app.register_error_handler(IntegrityError, _on_conflict)
    app.register_error_handler(StaleDataError, _on_stale)
    app.register_error_handler(OperationalError, _on_outage)
