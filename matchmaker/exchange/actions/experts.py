"""Experts out of a file."""

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from matchmaker.exchange.actions.loading import Loaded, load
from matchmaker.exchange.rules import ExpertRow
from matchmaker.experts.actions import (
    ConflictGiven,
    MissionGiven,
    register_expert,
    revise_expert,
    take_step,
)
from matchmaker.kernel.rights import PLATFORM, Actor


def load_experts(
    session: Session,
    actor: Actor,
    rows: Sequence[ExpertRow],
    *,
    sample: bool = True,
    step: Callable[[], None] = lambda: None,
) -> Loaded:
    """Take the experts into the roster who are not there yet; all or, with faults, none."""
    return load(session, actor, "expert", rows, _add, sample=sample, step=step)


def _add(session: Session, row: ExpertRow, sample: bool) -> str:
    expert = register_expert(
        session,
        PLATFORM,
        row.lang,
        name=row.name,
        country_code=row.country,
        residence_code=row.residence,
        title=row.headline,
        mode=row.mode,
        available_from=row.available_from,
        unavailable_until=row.unavailable_until,
        capacity=row.capacity,
        engaged=row.engaged,
        show_name=row.visibility.name,
        show_missions=row.visibility.missions,
        sample=sample,
        source=row.provenance,
    )
    revise_expert(
        session,
        PLATFORM,
        expert,
        terms={
            "topic": row.topics,
            "assistance": row.assistance,
            "language": row.languages,
        },
        missions=[
            MissionGiven(one.title, one.text, one.year, one.country, row.lang)
            for one in row.missions
        ],
        conflicts=[
            ConflictGiven(one.country, one.organization, one.reason) for one in row.conflicts
        ],
    )
    for name in ("submit", "publish"):
        take_step(session, PLATFORM, expert, name)
    return expert.ref
