"""Who may do what with accounts, what a good password is, and how long things last."""

import hashlib
import ipaddress
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from email_validator import EmailNotValidError, validate_email

from matchmaker.kernel.errors import Invalid, Missing, Refused
from matchmaker.kernel.rights import (
    Actor,
    Permission,
    Predicate,
    Role,
    administrator,
    anybody,
    signed_in,
    staff,
)
from matchmaker.kernel.words import N_, Message

STAFF = frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR})
WITHOUT_ORGANIZATION = frozenset({Role.CONSULTANT, Role.ADMINISTRATOR})


class AccountPermission(Permission):
    """What can be done with accounts, organizations and signing in."""

    SIGN_IN = "accounts:sitting:begin"
    """Sign in, ask for a new password, follow a link that was sent by mail."""
    REGISTER = "accounts:account:register"
    """Open an account of one's own, as a consultant."""
    OWN = "accounts:account:own"
    """See and change one's own account, and end one's own sittings."""
    SEE_PEOPLE = "accounts:people:see"
    """See who has an account, with which role and organization."""
    INVITE = "accounts:people:invite"
    """Invite somebody to a role; only administrators invite to the staff's roles."""
    ADD_ORGANIZATION = "accounts:organization:add"
    """Add an organization for which people can speak."""
    MANAGE = "accounts:account:manage"
    """Deactivate and reactivate the accounts of others."""


def may_invite(actor: Actor, role: Role | None) -> bool:
    """Return whether the actor may invite to the role, or to any role at all."""
    return administrator(actor, role) if role in STAFF else staff(actor, role)


RIGHTS: Mapping[Permission, Predicate] = {
    AccountPermission.SIGN_IN: anybody,
    AccountPermission.REGISTER: anybody,
    AccountPermission.OWN: signed_in,
    AccountPermission.SEE_PEOPLE: staff,
    AccountPermission.INVITE: may_invite,
    AccountPermission.ADD_ORGANIZATION: staff,
    AccountPermission.MANAGE: administrator,
}

ORGANIZATION_KINDS: Mapping[str, Message] = {
    "office": N_("Intellectual property office"),
    "ministry": N_("Ministry or other public body"),
    "regional": N_("Regional or intergovernmental organization"),
    "funder": N_("Fund or donor"),
    "secretariat": N_("Secretariat of the platform"),
    "other": N_("Other organization"),
}

ACTS: Mapping[str, Message] = {
    "registered": N_("Registered"),
    "confirmed": N_("Mail address confirmed"),
    "signed_in": N_("Signed in"),
    "password_changed": N_("Password changed"),
    "password_reset": N_("Password set anew"),
    "revised": N_("Details changed"),
    "sittings_ended": N_("Signed out on all devices"),
    "invited": N_("Invited"),
    "invitation_withdrawn": N_("Invitation withdrawn"),
    "joined": N_("Invitation accepted"),
    "deactivated": N_("Account deactivated"),
    "reactivated": N_("Account reactivated"),
    "added": N_("Organization added"),
}
"""What histories say of the acts that the journal keeps about accounts."""


class WrongPassword(Refused):
    """The mail address and the password do not belong together, or nobody has the address."""

    status = 422
    message = N_("The mail address or the password is not right.")


NOT_YOUR_PASSWORD = N_("This is not your present password.")


class TooManyAttempts(Refused):
    """There were too many failures for this account or from this address."""

    status = 429
    message = N_("There were too many attempts. Wait a few minutes and try again.")


class LinkDead(Missing):
    """The link from a mail was used already, has expired or never existed."""

    message = N_("This link has been used already or is too old. Ask for a new one.")


@dataclass(frozen=True)
class Limit:
    """How often something may happen within a time."""

    most: int
    within: timedelta


SIGN_IN_LIMIT = Limit(5, timedelta(minutes=15))
RESET_LIMIT = Limit(5, timedelta(days=1))
LETTER_LIMIT = Limit(20, timedelta(days=1))
"""For letters asked for from one network address, to whomever they go."""

IDLE_STAFF = timedelta(minutes=30)
IDLE = timedelta(hours=2)
LONGEST_SITTING = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
LIFETIMES: Mapping[str, timedelta] = {
    "confirm": timedelta(days=3),
    "reset": timedelta(hours=1),
    "invite": timedelta(days=14),
}
"""How long a ticket can be used, by its purpose."""


def idle_limit(roles: frozenset[Role]) -> timedelta:
    """Return how long somebody with these roles can be away before being signed out."""
    return IDLE_STAFF if roles & STAFF else IDLE


def sitting_holds(
    began_at: datetime, seen_at: datetime, roles: frozenset[Role], now: datetime
) -> bool:
    """Return whether a sitting that nobody ended still lasts."""
    return now - began_at < LONGEST_SITTING and now - seen_at < idle_limit(roles)


def throttle_key(kind: str, value: str) -> str:
    """Return the key under which failures are counted; it does not tell whose they are."""
    return f"{kind}:{hashed(value)[:40]}"


def network_of(address: str | None) -> str:
    """Return the network address to count by: an IPv6 host has a whole /64 to itself."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def hashed(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128
_COMMON_WORDS = """
password passwort motdepasse contraseña contrasena senha пароль parol welcome bienvenue
bienvenido bemvindo letmein iloveyou qwerty qwertyuiop qwertyuiopasdf azerty azertyuiop qwertz
asdfghjkl zxcvbnm qazwsxedc abcdef abcdefgh abcdefghijkl abcabcabcabc administrator admin
adminadmin superman football baseball princess sunshine dragon monkey master trustno changeme
changemenow secret default computer internet matchmaker wipo ompi passwordpassword
iloveyouiloveyou йцукен йцукенгшщзхъ qweasdzxc
"""
COMMON = frozenset(_COMMON_WORDS.split())
"""What the commonest passwords are made of, once digits and signs are taken away."""
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def demand_good_password(password: str, *, email: str, name: str) -> None:
    """Raise `Invalid` unless the password is long enough and not easily guessed."""
    plain = unicodedata.normalize("NFKC", password).casefold()
    letters = "".join(char for char in plain if char.isalpha())
    own = {email.casefold(), email.casefold().partition("@")[0], name.casefold()}
    own_letters = {"".join(char for char in text if char.isalpha()) for text in own} - {""}
    if len(plain) < SHORTEST_PASSWORD:
        raise Invalid(
            "password", N_("Choose at least %(least)d characters."), least=SHORTEST_PASSWORD
        )
    if len(plain) > LONGEST_PASSWORD:
        raise Invalid("password", N_("Choose at most %(most)d characters."), most=LONGEST_PASSWORD)
    if plain in own or letters in own_letters:
        raise Invalid("password", N_("The password must not be your name or mail address."))
    if letters in COMMON or not letters or len(set(plain)) < 5:
        raise Invalid("password", N_("This password is among the first that others would try."))


def password_hash(password: str) -> str:
    """Return the Argon2id hash of the password."""
    return _hasher.hash(unicodedata.normalize("NFKC", password))


def password_fits(stored: str, password: str) -> bool:
    """Return whether the stored hash is that of the password."""
    try:
        return _hasher.verify(stored, unicodedata.normalize("NFKC", password))
    except (VerificationError, InvalidHashError):
        return False


def hash_outdated(stored: str) -> bool:
    """Return whether the hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(stored)


def normal_email(text: str) -> str:
    """Return the mail address in the one form in which it is stored, or raise `Invalid`."""
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise Invalid(
            "email", N_("This is not a mail address. It looks like name@example.org.")
        ) from None


def same_site_path(target: str | None) -> str | None:
    """Return the path if it surely stays on this site, or nothing."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return None
    if "\\" in target or any(ord(char) < 33 or ord(char) == 127 for char in target):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target


_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """Return a short name of the browser and the system, for people to recognize."""
    browsers = [*_BROWSERS, ("Safari", "Safari")]
    found = [
        next((name for mark, name in marks if re.search(mark, user_agent)), "")
        for marks in (browsers, _SYSTEMS)
    ]
    return ", ".join(name for name in found if name)
