"""What people fill in about accounts, organizations and signing in."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, PasswordField, SelectField, TelField, URLField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, Regexp

from matchmaker.accounts.models import Organization
from matchmaker.accounts.rules import LONGEST_PASSWORD, ORGANIZATION_KINDS, SHORTEST_PASSWORD
from matchmaker.kernel.rights import ROLE_LABELS, Role
from matchmaker.places import lexicon
from matchmaker.web.forms import FilterForm, Form, line, needed, stripped
from matchmaker.web.languages import LANGUAGES, current_language, tr

_TOO_LONG = _l("This is too long: at most %(max)d characters.")


def _email() -> EmailField:
    checks = [needed(), Length(max=254, message=_TOO_LONG)]
    attributes = {"autocomplete": "email", "dir": "ltr", "spellcheck": "false"}
    return EmailField(_l("Mail address"), checks, filters=[stripped], render_kw=attributes)


def _known_password(label: Any) -> PasswordField:
    checks = [needed(), Length(max=4 * LONGEST_PASSWORD, message=_TOO_LONG)]
    return PasswordField(label, checks, render_kw={"autocomplete": "current-password"})


def _new_password(label: Any) -> PasswordField:
    # what a good password is, is decided by the action, which knows whose it is
    checks = [needed(), Length(max=4 * LONGEST_PASSWORD, message=_TOO_LONG)]
    help_text = _l(
        "At least %(least)d characters. A few words that belong together only for you "
        "are easy to remember and hard to guess.",
        least=SHORTEST_PASSWORD,
    )
    attributes = {"autocomplete": "new-password"}
    return PasswordField(label, checks, description=help_text, render_kw=attributes)


def _name() -> Any:
    help_text = _l("As it should appear to those with whom you work.")
    attributes = {"autocomplete": "name"}
    return line(_l("Your name"), required=True, description=help_text, render_kw=attributes)


def _language(label: Any) -> SelectField:
    choices = [SelectChoice(language.code, language.name) for language in LANGUAGES.values()]
    return SelectField(label, [needed()], choices=choices)


class SignInForm(Form):
    """Mail address and password."""

    email = _email()
    password = _known_password(_l("Password"))


class RegistrationForm(Form):
    """What a consultant says to open an account."""

    name = _name()
    email = _email()
    password = _new_password(_l("Password"))
    language = _language(_l("Language in which we write to you"))


class ConfirmationForm(Form):
    """Nothing but the button that a mail scanner does not press."""


class ForgottenForm(Form):
    """The mail address of an account whose password is lost."""

    email = _email()


class ResetForm(Form):
    """A new password."""

    password = _new_password(_l("New password"))


class JoinForm(Form):
    """What somebody who was invited says to open their account."""

    name = _name()
    password = _new_password(_l("Password"))
    language = _language(_l("Language in which we write to you"))

    def answers(self) -> dict[str, str]:
        """Return what was filled in, by the names that the action knows."""
        return {field: self[field].data for field in ("name", "password", "language")}


class ProfileForm(Form):
    """What people say about themselves."""

    name = _name()
    language = _language(_l("Language in which we write to you"))
    phone = TelField(
        _l("Telephone"),
        [
            Optional(),
            Length(max=40, message=_TOO_LONG),
            Regexp(
                r"^\+?[0-9 ()./-]+$",
                message=_l("Write digits only, with the country's code: +254 20 555 0100."),
            ),
        ],
        filters=[stripped],
        description=_l("Shown only to those with whom you have agreed to cooperate."),
        render_kw={"autocomplete": "tel", "dir": "ltr"},
    )

    def answers(self) -> dict[str, str]:
        """Return what was filled in, by the names that the action knows."""
        return {field: self[field].data or "" for field in ("name", "language", "phone")}


class PasswordForm(Form):
    """The present password and a new one."""

    current = _known_password(_l("Present password"))
    password = _new_password(_l("New password"))


class PeopleFilter(FilterForm):
    """Which people to list."""

    q = line(_l("Name, mail address or organization"))
    role = SelectField(_l("Role"), [Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [SelectChoice("", _("All roles")), *role_choices(list(Role))]


class InvitationForm(Form):
    """Whom to invite, to which role and for which organization."""

    email = _email()
    role = SelectField(_l("Role"), [needed()])
    organization = SelectField(
        _l("Organization"),
        [Optional()],
        description=_l("Consultants and administrators need none."),
    )
    language = _language(_l("Language of the invitation"))


class OrganizationForm(Form):
    """An organization for which people can speak."""

    name = line(_l("Name of the organization"), required=True, most=300)
    kind = SelectField(_l("Kind of organization"), [needed()])
    country = SelectField(
        _l("Country"), [Optional()], description=_l("Needed for offices and ministries.")
    )
    website = URLField(
        _l("Website"),
        [
            Optional(),
            Length(max=300, message=_TOO_LONG),
            Regexp(
                r"^https?://[^\s/]+\.[^\s]+$",
                message=_l("Write the whole address, beginning with https://."),
            ),
        ],
        filters=[stripped],
        render_kw={"dir": "ltr"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [
            SelectChoice(kind, tr(label)) for kind, label in ORGANIZATION_KINDS.items()
        ]
        countries = lexicon.country_choices(current_language().code)
        offered = [SelectChoice(code, name) for code, name in countries]
        self.country.choices = [SelectChoice("", _("None in particular")), *offered]


def role_choices(roles: list[Role]) -> list[SelectChoice]:
    """Return roles with their labels in the page's language."""
    return [SelectChoice(role.value, tr(ROLE_LABELS[role])) for role in roles]


def organization_choices(known: Iterable[Organization]) -> list[SelectChoice]:
    """Return organizations by their numbers, and the choice of none."""
    offered = [SelectChoice(str(one.id), one.name) for one in known]
    return [SelectChoice("", _("None")), *offered]
