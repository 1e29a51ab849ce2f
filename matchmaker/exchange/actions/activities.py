"""Activities out of a file, recorded as their sources tell of them."""

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from matchmaker.activities.actions import PartyGiven, record_activity
from matchmaker.activities.rules import BENEFICIARY, PROVIDER, SUPPORTER
from matchmaker.exchange.actions.loading import Loaded, load
from matchmaker.exchange.rules import ActivityRow
from matchmaker.kernel.rights import PLATFORM, Actor


def load_activities(
    session: Session,
    actor: Actor,
    rows: Sequence[ActivityRow],
    *,
    sample: bool = True,
    step: Callable[[], None] = lambda: None,
) -> Loaded:
    """Record the activities that are not there yet; all of them or, with faults, none."""
    return load(session, actor, "activity", rows, _add, sample=sample, step=step)


def _add(session: Session, row: ActivityRow, sample: bool) -> str:
    activity = record_activity(
        session,
        PLATFORM,
        language=row.lang,
        title=row.title,
        description=row.description,
        kind=row.kind,
        start=row.start,
        end=row.end,
        parties=_parties(row),
        topics=row.topics,
        south_south=row.south_south,
        triangular=row.triangular,
        results=row.results,
        source=row.source,
        confidence=row.confidence,
        sample=sample,
        slug=row.id,
    )
    return activity.ref


def _parties(row: ActivityRow) -> list[PartyGiven]:
    sides = (
        (BENEFICIARY, row.beneficiaries),
        (PROVIDER, row.providers),
        (SUPPORTER, row.supporters),
    )
    return [PartyGiven(side, one.country, one.name) for side, some in sides for one in some]
