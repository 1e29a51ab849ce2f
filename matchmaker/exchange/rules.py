"""What a file's rows hold, what is wrong with them, and who may load them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from matchmaker.kernel.errors import Refused
from matchmaker.kernel.rights import Permission, staff
from matchmaker.kernel.words import N_, Message

MOST_FAULTS = 50
"""How many faults are told at once; more than that is a wrong file, not a wrong row."""


class ExchangePermission(Permission):
    """What can be done with files."""

    LOAD = "exchange:file:load"
    """Load a file of needs, offers, experts or activities, published at once."""


RIGHTS = {ExchangePermission.LOAD: staff}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a file, and where."""

    file: str
    line: int
    column: str
    """The field, as `requirements[2].value`; of broken JSON, the character."""
    value: str
    reason: Message
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """Return file, line and column, as far as there are any."""
        return ":".join([self.file, str(self.line), self.column or "1"])

    def __str__(self) -> str:
        reason = self.reason % self.params if self.params else self.reason
        return f"{self.where}: {reason}" + (f" ({self.value})" if self.value else "")


class FileRefused(Refused):
    """A file has faults; nothing of it was loaded."""

    status = 422
    message = N_("The file has faults: %(count)d. Nothing of it was loaded.")

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults[:MOST_FAULTS]
        super().__init__(count=len(faults))


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a file: where it stands, what it is known by, and where it comes from."""

    file: str
    line: int
    id: str
    lang: str
    source: str = ""
    stated: str = ""
    """A year, a month or a day: 2013, 2013-11, 2013-11-22."""
    confidence: str = ""
    basis: str = ""
    illustrative: tuple[str, ...] = ()
    """The fields that were made up."""

    @property
    def provenance(self) -> str:
        """Return what is kept with the record about where it comes from."""
        parts = [
            self.source,
            f"stated {self.stated}" if self.stated else "",
            self.confidence,
            self.basis,
            f"illustrative: {', '.join(self.illustrative)}" if self.illustrative else "",
        ]
        return " · ".join(part for part in parts if part)

    def fault(self, column: str, value: str, reason: Message, **params: object) -> Fault:
        """Return a fault of this row."""
        return Fault(self.file, self.line, column, value, reason, params)


@dataclass(frozen=True, kw_only=True)
class RequirementRow:
    """A requirement of a need."""

    kind: str
    value: str = ""
    text: str = ""
    essential: bool = False


@dataclass(frozen=True, kw_only=True)
class NeedRow(Row):
    """A need of an organization."""

    country: str
    organization: str
    title: str
    description: str
    topics: tuple[str, ...]
    assistance: tuple[str, ...]
    languages: tuple[str, ...]
    mode: str
    sectors: tuple[str, ...] = ()
    beneficiaries: str = ""
    budget: str = "none"
    requirements: tuple[RequirementRow, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    answer_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class EvidenceRow:
    """A text that shows what an offer rests on."""

    title: str
    text: str
    year: int | None = None
    country: str | None = None


@dataclass(frozen=True, kw_only=True)
class OfferRow(Row):
    """An offer of an organization."""

    country: str
    organization: str
    title: str
    description: str
    topics: tuple[str, ...]
    assistance: tuple[str, ...]
    languages: tuple[str, ...]
    mode: str
    sectors: tuple[str, ...] = ()
    capacity: str = ""
    """What the source says of it, in words."""
    capacity_per_year: int | None = None
    evidence: tuple[EvidenceRow, ...] = ()

    @property
    def provenance(self) -> str:
        """Return what is kept about where it comes from, with the capacity it states."""
        stated = f"capacity: {self.capacity}" if self.capacity else ""
        return " · ".join(part for part in (super().provenance, stated) if part)


@dataclass(frozen=True, kw_only=True)
class MissionRow:
    """A mission that an expert carried out."""

    title: str
    text: str
    year: int
    country: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConflictRow:
    """A country or organization for which an expert does not work, and why."""

    country: str
    reason: str
    organization: str = ""


@dataclass(frozen=True, kw_only=True)
class VisibilityRow:
    """Who may see what of an expert."""

    name: str
    languages: str
    missions: str


@dataclass(frozen=True, kw_only=True)
class ExpertRow(Row):
    """An expert of the roster."""

    name: str
    country: str
    headline: str
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    assistance: tuple[str, ...]
    mode: str
    missions: tuple[MissionRow, ...]
    visibility: VisibilityRow
    residence: str | None = None
    available_from: date | None = None
    unavailable_until: date | None = None
    capacity: int = 1
    engaged: int = 0
    conflicts: tuple[ConflictRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PartyRow:
    """A party to an activity: a country, or somebody known by name."""

    country: str | None = None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class ActivityRow(Row):
    """An activity that took place or goes on."""

    title: str
    description: str
    kind: str
    topics: tuple[str, ...]
    beneficiaries: tuple[PartyRow, ...]
    providers: tuple[PartyRow, ...]
    supporters: tuple[PartyRow, ...] = ()
    start: str = ""
    end: str = ""
    south_south: bool = False
    triangular: bool = False
    results: str = ""
