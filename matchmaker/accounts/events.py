"""What becomes true of accounts, for those who write the letters."""

from dataclasses import dataclass, field

from matchmaker.kernel.events import Event


@dataclass(frozen=True)
class ConfirmationAsked(Event):
    """Somebody registered and has to show that the mail address is theirs."""

    account_id: int
    email: str
    language: str
    name: str
    token: str = field(repr=False)


@dataclass(frozen=True)
class ResetAsked(Event):
    """Somebody asked for a new password."""

    account_id: int
    email: str
    language: str
    name: str
    token: str = field(repr=False)


@dataclass(frozen=True)
class Invited(Event):
    """Somebody was invited to a role."""

    email: str
    language: str
    organization_name: str
    """Empty where the role has no organization."""
    role: str
    """The value of a `kernel.rights.Role`."""
    inviter_name: str
    token: str = field(repr=False)


@dataclass(frozen=True)
class AddressTaken(Event):
    """Somebody registered with the mail address of an account that exists already."""

    account_id: int
    email: str
    language: str
    name: str


@dataclass(frozen=True)
class PasswordChanged(Event):
    """An account has a new password, and all its sittings have ended."""

    account_id: int
