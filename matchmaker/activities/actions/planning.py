"""What is planned: dates, place, subject and supporters; and what lists keep of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from matchmaker.activities.models import Activity, Party
from matchmaker.activities.queries import marks_of
from matchmaker.activities.rules import KINDS, SIDES, SUPPORTER, ActivityPermission, is_overdue
from matchmaker.kernel import clock, journal
from matchmaker.kernel.errors import Invalid
from matchmaker.kernel.rights import Actor, demand
from matchmaker.kernel.words import N_
from matchmaker.kernel.workflow import check_version
from matchmaker.places.lexicon import country_codes
from matchmaker.publication.actions import dequeue
from matchmaker.publication.rules import searchable


@dataclass(frozen=True)
class PartyGiven:
    """A party as somebody names it: by its country, by a name, or by both."""

    side: str
    country_code: str | None = None
    name: str = ""


def revise_plan(
    session: Session,
    actor: Actor,
    activity: Activity,
    *,
    seen: int | None = None,
    terms: dict[str, Iterable[str]] | None = None,
    supporters: Iterable[PartyGiven] | None = None,
    **fields: Any,
) -> None:
    """Change what is planned; a date that is given is known to the day."""
    demand(actor, ActivityPermission.PLAN, activity)
    check_version(activity, seen)
    check_kind(fields.get("kind", activity.kind))
    check_dates(
        fields.get("starts_on", activity.starts_on), fields.get("ends_on", activity.ends_on)
    )
    for name, value in fields.items():
        setattr(activity, name, value)
    for scheme, codes in (terms or {}).items():
        activity.set_codes(scheme, codes)
    if supporters is not None:
        _set_supporters(activity, supporters)
    journal.note(session, actor, "planned", "activity", activity.ref)
    refresh(session, activity)
    if not is_overdue(activity.ends_on, clock.today()):
        dequeue(session, "activity", activity.ref)


def check_kind(kind: str) -> None:
    """Raise `Invalid` unless it is a kind of activity."""
    if kind not in KINDS:
        raise Invalid("kind", N_("Choose one of the values that are offered."))


def check_dates(starts_on: date | None, ends_on: date | None) -> None:
    """Raise `Invalid` if something ends before it begins."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Invalid("ends_on", N_("The end is before the beginning."))


def party_of(given: PartyGiven) -> Party:
    """Return the party that was named, or raise `Invalid` if it is nobody."""
    code = given.country_code or None
    named = code is not None or given.name.strip()
    if given.side not in SIDES or not named or (code and code not in country_codes()):
        raise Invalid("parties", N_("A party needs a known country or a name."))
    return Party(side=given.side, country_code=code, name=given.name.strip(), disagreement="")


def _set_supporters(activity: Activity, supporters: Iterable[PartyGiven]) -> None:
    """Make these the supporters; organizations of the platform stay, as nobody names them."""
    named = [one for one in activity.on_side(SUPPORTER) if one.organization_id is None]
    wanted = [party_of(one) for one in supporters]
    held = {(one.country_code, one.name): one for one in named}
    kept = {(one.country_code, one.name) for one in wanted}
    for key, party in held.items():
        if key not in kept:
            activity.parties.remove(party)
    for party in wanted:
        if (party.country_code, party.name) not in held:
            activity.parties.append(party)


def refresh(session: Session, activity: Activity) -> None:
    """Bring up to date what searches read and which marks lists show."""
    activity.changed_at = clock.now()
    names = [
        party.organization.name if party.organization else party.name for party in activity.parties
    ]
    reported = [text for report in activity.reports for text in (report.text, report.lessons)]
    own = [activity.ref, activity.title, activity.description, activity.place, activity.results]
    activity.search_text = searchable([*own, *names, *reported])
    session.flush()
    found = marks_of(session, activity)
    activity.south_south, activity.triangular = found.south_south.holds, found.triangular.holds
    session.flush()
