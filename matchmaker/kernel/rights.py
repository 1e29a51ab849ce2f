"""Who may do what: permissions as enums, predicates as pure functions, one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Any

from matchmaker.kernel.errors import NotAllowed
from matchmaker.kernel.words import N_, Message


class Role(StrEnum):
    """What a person is to the platform."""

    FOCAL_POINT = "focal_point"
    """Speaks for an IP office or another organization of a country."""
    CONSULTANT = "consultant"
    """Registers their own expertise in the roster."""
    FUNDER = "funder"
    """Speaks for a fund or a donor."""
    SECRETARIAT = "secretariat"
    """Reviews, publishes, proposes and closes."""
    ADMINISTRATOR = "administrator"
    """Keeps accounts, settings and the running of the platform."""


ROLE_LABELS: Mapping[Role, Message] = {
    Role.FOCAL_POINT: N_("Focal point of an office"),
    Role.CONSULTANT: N_("Consultant"),
    Role.FUNDER: N_("Funder"),
    Role.SECRETARIAT: N_("Secretariat"),
    Role.ADMINISTRATOR: N_("Administrator"),
}


@dataclass(frozen=True)
class Actor:
    """Who is acting: a person with roles in organizations, the public, or the platform itself."""

    account_id: int | None = None
    name: str = ""
    language: str = "en"
    roles: frozenset[Role] = frozenset()
    organizations: frozenset[int] = frozenset()
    """Whose focal point the person is; other roles in an organization speak for it in nothing."""
    funds: frozenset[int] = frozenset()
    """The organizations for which the person speaks as a funder."""
    confirmed: bool = False
    machine: bool = field(default=False)

    def is_a(self, role: Role) -> bool:
        """Return whether the actor has the role."""
        return role in self.roles

    @property
    def signed_in(self) -> bool:
        """Return whether the actor is a known person."""
        return self.account_id is not None


PUBLIC = Actor()
PLATFORM = Actor(name="Matchmaker", machine=True)


class Permission(Enum):
    """The base of every feature's permissions; a value reads `scope:resource:action`."""


Predicate = Callable[[Actor, Any], bool]
_rights: dict[Permission, Predicate] = {}


def grant(table: Mapping[Any, Predicate]) -> None:
    """Add a feature's table of permissions and predicates."""
    _rights.update(table)


def all_rights() -> Mapping[Permission, Predicate]:
    """Return the whole table, for the matrix that is printed and kept."""
    return dict(_rights)


def may(actor: Actor, permission: Permission, record: Any = None) -> bool:
    """Return whether the actor has the permission on the record."""
    return actor.machine or _rights[permission](actor, record)


def demand(actor: Actor, permission: Permission, record: Any = None) -> None:
    """Raise `NotAllowed` unless the actor has the permission on the record."""
    if not may(actor, permission, record):
        raise NotAllowed


def anybody(actor: Actor, record: Any) -> bool:
    """Everybody may, the public too."""
    return True


def signed_in(actor: Actor, record: Any) -> bool:
    """Everybody may who has signed in."""
    return actor.signed_in


def secretariat(actor: Actor, record: Any) -> bool:
    """The secretariat may."""
    return actor.is_a(Role.SECRETARIAT)


def administrator(actor: Actor, record: Any) -> bool:
    """Administrators may."""
    return actor.is_a(Role.ADMINISTRATOR)


def staff(actor: Actor, record: Any) -> bool:
    """The secretariat and administrators may."""
    return secretariat(actor, record) or administrator(actor, record)
