"""Statuses of countries, what makes a pairing South-South, and what a dated fact must say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from matchmaker.kernel.errors import Invalid
from matchmaker.kernel.rights import Permission, anybody, secretariat
from matchmaker.kernel.words import N_, Message

UNKNOWN = "unknown"
PRECISIONS: Mapping[str, Message] = {
    "day": N_("To the day"),
    "month": N_("To the month"),
    "year": N_("To the year"),
    UNKNOWN: N_("Not known"),
}
CERTAINTIES: Mapping[str, Message] = {
    "solid": N_("Seen in a source"),
    "background": N_("Well known, not looked up"),
    "weak": N_("To be verified before use"),
}
KINDS: Mapping[str, Message] = {
    "status": N_("Categories of the United Nations"),
    "region": N_("Regions"),
    "organization": N_("Organizations and groups"),
    "cross_regional": N_("Groups across regions"),
}
UN_STATUSES: Mapping[str, Message] = {
    "member": N_("Member State"),
    "observer": N_("Observer State"),
    "non_member": N_("Not a member"),
}
ACTS: Mapping[str, Message] = {
    "membership_added": N_("Membership added"),
    "membership_revised": N_("Membership corrected"),
    "membership_ended": N_("End of membership recorded"),
}


class PlacePermission(Permission):
    """What can be done with countries and their groups."""

    SEE = "places:country:see"
    """Read countries, groups and memberships on any date."""
    EDIT = "places:membership:edit"
    """Add, correct and end memberships."""


RIGHTS = {PlacePermission.SEE: anybody, PlacePermission.EDIT: secretariat}


class Status(StrEnum):
    """What a country is to South-South cooperation on a date."""

    LDC = "ldc"
    DEVELOPING = "developing"
    TRANSITION = "transition"
    DEVELOPED = "developed"


STATUS_LABELS: Mapping[Status, Message] = {
    Status.LDC: N_("Least developed country"),
    Status.DEVELOPING: N_("Developing country"),
    Status.TRANSITION: N_("Country in transition"),
    Status.DEVELOPED: N_("Developed country"),
}
_BY_REGION: Mapping[str, Status] = {
    "africa": Status.DEVELOPING,
    "arab": Status.DEVELOPING,
    "asia_pacific": Status.DEVELOPING,
    "lac": Status.DEVELOPING,
    "central_asia_caucasus_eastern_europe": Status.TRANSITION,
    "transition_southeast_europe": Status.TRANSITION,
    "developed": Status.DEVELOPED,
}


def status_on(region: str, is_ldc: bool) -> Status:
    """Return a country's status from its region and whether it is an LDC, both on one date.

    No organization keeps a list of developing countries, so the status follows the regional
    divisions of WIPO: those for Africa, the Arab countries, Asia and the Pacific, and Latin
    America and the Caribbean serve developing countries; its division for transition and
    developed countries serves the rest. The United Nations' list of LDCs comes before both.
    What follows from it, and is noted with the memberships: Türkiye and Israel count as
    developed; the Republic of Korea, Singapore and China as developing, by their region; and
    Central Asia, the Caucasus, Eastern and South-East Europe as in transition, the landlocked
    among them too. Correcting a country's region corrects its status.
    """
    if is_ldc:
        return Status.LDC
    return _BY_REGION.get(region, Status.DEVELOPED)


def is_south(status: Status) -> bool:
    """Return whether the status belongs to the South: developing or least developed."""
    return status in {Status.LDC, Status.DEVELOPING}


def south_south(provider: Status, beneficiary: Status) -> bool:
    """Return whether help from one to the other is South-South cooperation."""
    return is_south(provider) and is_south(beneficiary)


def triangular(provider: Status, beneficiary: Status, supporters: Iterable[Status | None]) -> bool:
    """Return whether somebody from outside the South supports a South-South pairing.

    None stands for a supporter without a country: an international organization, or a
    Funds-in-Trust that one administers, whichever country paid into it.
    """
    supported = any(status is None or not is_south(status) for status in supporters)
    return south_south(provider, beneficiary) and supported


def holds_on(since: date | None, until: date | None, day: date, *, ended: bool = False) -> bool:
    """Return whether a dated fact holds; `until` is the first day on which it does not.

    `ended` stands for an end whose day nobody knows: then no day is known to be covered.
    """
    if ended and until is None:
        return False
    return (since is None or since <= day) and (until is None or day < until)


def overlap(
    since: date | None, until: date | None, other_since: date | None, other_until: date | None
) -> bool:
    """Return whether two periods share a day; None is open on its side."""
    starts_before_other_ends = since is None or other_until is None or since < other_until
    return starts_before_other_ends and (
        until is None or other_since is None or other_since < until
    )


@dataclass(frozen=True)
class Period:
    """What a membership says of itself: its dates, how well they are known, and from where."""

    since: date | None = None
    since_precision: str = UNKNOWN
    until: date | None = None
    until_precision: str = ""
    """Empty while it lasts; `unknown` when it has ended on a day that nobody knows."""
    certainty: str = "background"
    source: str = ""
    note: str = ""

    @property
    def ended(self) -> bool:
        """Return whether it has ended on a day that nobody knows."""
        return self.until is None and self.until_precision == UNKNOWN


def rounded(day: date | None, precision: str) -> date | None:
    """Return the first day of the month or year that a date stands for."""
    if day is None:
        return None
    if precision == "year":
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision == "month" else day


def checked(period: Period) -> Period:
    """Return the period in its normal form, or raise `Invalid` on the field that is wrong."""
    if not period.source.strip():
        raise Invalid("source", N_("Say where this fact comes from."))
    if period.certainty not in CERTAINTIES:
        raise Invalid("certainty", N_("Say how well this fact is established."))
    since_precision = _precision("since", period.since, period.since_precision) or UNKNOWN
    until_precision = _precision("until", period.until, period.until_precision)
    since = rounded(period.since, since_precision)
    until = rounded(period.until, until_precision)
    if since is not None and until is not None and until <= since:
        raise Invalid("until", N_("The end must come after the beginning."))
    return replace(
        period,
        since=since,
        since_precision=since_precision,
        until=until,
        until_precision=until_precision,
        source=period.source.strip(),
        note=period.note.strip(),
    )


def _precision(field: str, day: date | None, precision: str) -> str:
    if day is None and precision in {"", UNKNOWN}:
        return precision
    if day is None:
        raise Invalid(field, N_("Give the date, or say that it is not known."))
    if precision not in PRECISIONS or precision == UNKNOWN:
        raise Invalid(f"{field}_precision", N_("Say how exactly the date is known."))
    return precision
