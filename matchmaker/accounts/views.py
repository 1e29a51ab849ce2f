"""Signing in and out, registering, and one's own account."""

from typing import Any

import flask
from flask import Flask, Response, current_app, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import LoginManager, current_user, login_user, logout_user
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from matchmaker.accounts import actions, forms, queries, rules
from matchmaker.accounts.models import Account, Sitting
from matchmaker.accounts.rules import AccountPermission
from matchmaker.kernel import clock
from matchmaker.kernel.database import writing
from matchmaker.kernel.errors import Invalid
from matchmaker.kernel.rights import ROLE_LABELS
from matchmaker.web.database import db, session
from matchmaker.web.languages import COOKIE, current_language
from matchmaker.web.pages import page
from matchmaker.web.requests import Section, actor, commit, go, rollback

YEAR = 365 * 24 * 3600
section = Section("accounts", __name__, "/account")


class SignedIn:
    """Somebody who is signed in, as Flask-Login knows them."""

    is_authenticated = is_active = True
    is_anonymous = False

    def __init__(self, token: str, sitting: Sitting) -> None:
        """Keep who it is; the actor stays what it was when the request began."""
        self._token = token
        self.sitting, self.account = sitting, sitting.account
        self.sitting_id = sitting.id
        self.actor = sitting.account.as_actor()

    def get_id(self) -> str:
        """Return the secret that the person's cookie holds."""
        return self._token


def _load(token: str) -> SignedIn | None:
    """Return whoever the cookie's token belongs to, while the sitting lasts."""
    if g.get("sign_in_unknown"):
        return None
    try:
        sitting = queries.live_sitting(session(), token)
    except OperationalError:
        # The page that says so is shown as to the public, instead of failing again.
        g.sign_in_unknown = True
        raise
    if sitting is None:
        return None
    if clock.now() - sitting.seen_at >= rules.SEEN_EVERY:
        g.seen_sitting = sitting.id
    return SignedIn(token, sitting)


def _keep_seen(response: Response) -> Response:
    """Write down that the person was here, once the answer is on its way."""
    number = g.pop("seen_sitting", None)
    if number is not None:
        begin, now, log = db.sessionmaker.begin, clock.now(), current_app.logger

        def write() -> None:
            try:
                with writing(), begin() as own_session:
                    seen = update(Sitting).where(Sitting.id == number)
                    own_session.execute(seen.values(seen_at=now))
            except OperationalError:
                log.info("a sitting's last use could not be written down")

        response.call_on_close(write)
    return response


def init_sign_in(app: Flask) -> None:
    """Let every request know who is acting."""
    manager = LoginManager()
    manager.session_protection = None
    manager.user_loader(_load)
    manager.init_app(app)
    app.after_request(_keep_seen)


@section.after_request
def _never_stored(response: Response) -> Response:
    """Keep pages with secrets in their address or in their fields out of every cache."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _prove(email: str, password: str) -> actions.Claim:
    """Return the proven claim; a failure counts although the request itself is refused."""
    claim = actions.claim_account(session(), email, request.remote_addr)
    rollback()  # nothing is locked while the password is compared
    try:
        return actions.prove(claim, password)
    except rules.WrongPassword:
        actions.count_failure(session(), claim)
        commit()
        raise


def _admit(account: Account) -> None:
    """Sign the person in on this device, in a fresh session."""
    if current_user.is_authenticated:
        actions.end_sitting(session(), actor(), current_user.sitting_id)
    device = request.headers.get("User-Agent", "")
    token = actions.begin_sitting(session(), account, device)
    flask.session.clear()
    login_user(_load(token))


def _remember_language(response: Response, language: str) -> Response:
    response.set_cookie(
        COOKIE,
        language,
        max_age=YEAR,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return response


def _welcome(account: Account) -> Response:
    wanted = rules.same_site_path(request.args.get("next"))
    home = url_for("portal.home", lang=account.language)
    return _remember_language(redirect(wanted or home, 303), account.language)  # type: ignore[arg-type]


@section.page("/sign-in", AccountPermission.SIGN_IN, ("GET", "POST"))
def sign_in() -> object:
    """Sign in with mail address and password."""
    form = forms.SignInForm()
    if form.sent():
        with form.refusals():
            claim = _prove(form.email.data, form.password.data)
            account = actions.sign_in(session(), claim)
            _admit(account)
        if form.accepted:
            return _welcome(account)
    elif current_user.is_authenticated and request.method == "GET":
        return go("portal.home")
    return page("accounts/sign_in.html", form.status, form=form)


@section.page("/sign-out", AccountPermission.SIGN_IN, ("POST",))
def sign_out() -> object:
    """End this sitting, so that even a copy of its cookie is worth nothing."""
    if current_user.is_authenticated:
        actions.end_sitting(session(), actor(), current_user.sitting_id)
    logout_user()
    flask.session.clear()
    flash(_("You are signed out."))
    return go("accounts.sign_in")


@section.page("/register", AccountPermission.REGISTER, ("GET", "POST"))
def register() -> object:
    """Open an account as a consultant."""
    form = forms.RegistrationForm(language=current_language().code)
    if form.sent():
        with form.refusals():
            actions.register(
                session(),
                email=form.email.data,
                password=form.password.data,
                name=form.name.data,
                language=form.language.data,
                address=request.remote_addr,
            )
        if form.accepted:
            return go("accounts.sent")
    return page("accounts/register.html", form.status, form=form)


@section.page("/mail-sent", AccountPermission.SIGN_IN)
def sent() -> object:
    """Say that a letter is on its way, the same whether or not there is an account."""
    return page("accounts/sent.html")


@section.page("/confirm/<token>", AccountPermission.SIGN_IN, ("GET", "POST"))
def confirm(token: str) -> object:
    """Confirm a mail address; only pressing the button does it, not opening the page."""
    queries.live_ticket(session(), token, "confirm")
    form = forms.ConfirmationForm()
    if form.sent():
        actions.confirm_address(session(), token)
        flash(_("Your mail address is confirmed. You can sign in now."))
        return go("accounts.sign_in")
    return page("accounts/confirm.html", form.status, form=form)


@section.page("/forgotten", AccountPermission.SIGN_IN, ("GET", "POST"))
def forgotten() -> object:
    """Ask for a link to set a new password."""
    form = forms.ForgottenForm()
    if form.sent():
        with form.refusals():
            actions.ask_reset(session(), form.email.data, request.remote_addr)
        if form.accepted:
            return go("accounts.sent")
    return page("accounts/forgotten.html", form.status, form=form)


@section.page("/reset/<token>", AccountPermission.SIGN_IN, ("GET", "POST"))
def reset(token: str) -> object:
    """Set a new password with the link from the letter."""
    queries.live_ticket(session(), token, "reset")
    form = forms.ResetForm()
    if form.sent():
        with form.refusals():
            actions.reset_password(session(), token, form.password.data)
        if form.accepted:
            logout_user()
            flash(_("Your password is set. You can sign in now."))
            return go("accounts.sign_in")
    return page("accounts/reset.html", form.status, form=form)


@section.page("/join/<token>", AccountPermission.SIGN_IN, ("GET", "POST"))
def join(token: str) -> object:
    """Accept an invitation: with an account at a press, else with name and password."""
    ticket = queries.live_ticket(session(), token, "invite")
    account = queries.account_by_email(session(), ticket.email)
    known = account is not None and account.confirmed_at is not None
    form: Any = forms.ConfirmationForm() if known else forms.JoinForm(language=ticket.language)
    facts = {
        "email": ticket.email,
        "role": ROLE_LABELS[ticket.as_role()],
        "organization": ticket.organization.name if ticket.organization else "",
    }
    if form.sent():
        with form.refusals():
            account = actions.accept_invitation(session(), token, **{} if known else form.answers())
            if not known:
                _admit(account)
        if form.accepted and account is not None:
            flash(
                _("Welcome. Your account is ready.") if not known else _("You have the new role.")
            )
            return go("accounts.sign_in") if known else _welcome(account)
    return page("accounts/join.html", form.status, form=form, known=known, **facts)


@section.page("/", AccountPermission.OWN, ("GET", "POST"))
def profile() -> object:
    """Show and change one's own name, language and telephone number."""
    account = current_user.account
    form = forms.ProfileForm(obj=account)
    if form.sent():
        with form.refusals():
            actions.revise_own(session(), actor(), account, **form.answers())
        if form.accepted:
            flash(_("Your details have been saved."))
            saved = go("accounts.profile", lang=form.language.data)
            return _remember_language(saved, form.language.data)
    return page(
        "accounts/profile.html", form.status, form=form, account=account, role_labels=ROLE_LABELS
    )


@section.page("/password", AccountPermission.OWN, ("GET", "POST"))
def password() -> object:
    """Change one's own password; other devices are signed out."""
    form = forms.PasswordForm()
    if form.sent():
        email = current_user.account.email
        with form.refusals():
            try:
                claim = _prove(email, form.current.data)
            except rules.WrongPassword as refusal:
                raise Invalid("current", rules.NOT_YOUR_PASSWORD) from refusal
            account = actions.change_password(session(), claim, form.password.data)
            _admit(account)
        if form.accepted:
            flash(_("Your password has been changed. Other devices have been signed out."))
            return go("accounts.profile")
    return page("accounts/password.html", form.status, form=form)


@section.page("/sittings", AccountPermission.OWN)
def sittings() -> object:
    """Show where one is signed in."""
    account_id = actor().account_id or 0
    return page(
        "accounts/sittings.html",
        sittings=queries.live_sittings(session(), account_id),
        this_one=current_user.sitting_id,
    )


@section.page("/sittings/<int(max=2147483647):number>/end", AccountPermission.OWN, ("POST",))
def end_sitting(number: int) -> object:
    """Sign out on one device."""
    actions.end_sitting(session(), actor(), number)
    flash(_("The device has been signed out."))
    return go("accounts.sittings")


@section.page("/sittings/end-others", AccountPermission.OWN, ("POST",))
def end_other_sittings() -> object:
    """Sign out on all devices but this one."""
    actions.end_other_sittings(session(), actor(), current_user.sitting_id)
    flash(_("All other devices have been signed out."))
    return go("accounts.sittings")
