"""Needs out of a file."""

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from matchmaker.exchange.actions.loading import Loaded, load, organization_of
from matchmaker.exchange.rules import NeedRow
from matchmaker.kernel import clock
from matchmaker.kernel.rights import PLATFORM, Actor
from matchmaker.needs.actions import RequirementGiven, create_need, revise_need, take_step

ANSWER_DAYS = 90
"""When an answer is needed, from the day of loading, where the row does not say it."""


def load_needs(
    session: Session,
    actor: Actor,
    rows: Sequence[NeedRow],
    *,
    sample: bool = True,
    step: Callable[[], None] = lambda: None,
) -> Loaded:
    """Publish the needs that are not there yet; all of them or, with faults, none."""
    return load(session, actor, "need", rows, _add, sample=sample, step=step)


def _add(session: Session, row: NeedRow, sample: bool) -> str:
    office = organization_of(session, row.organization, row.country, sample=sample)
    need = create_need(
        session,
        PLATFORM,
        office,
        row.lang,
        title=row.title,
        problem=row.description,
        mode=row.mode,
        beneficiaries=row.beneficiaries,
        budget=row.budget,
        sample=sample,
        source=row.provenance,
    )
    revise_need(
        session,
        PLATFORM,
        need,
        terms={
            "topic": row.topics,
            "assistance": row.assistance,
            "sector": row.sectors,
            "language": row.languages,
        },
        requirements=[
            RequirementGiven(one.kind, one.value, one.text, one.essential)
            for one in row.requirements
        ],
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        answer_by=row.answer_by or clock.days_from_now(ANSWER_DAYS),
    )
    for name in ("submit", "publish"):
        take_step(session, PLATFORM, need, name)
    return need.ref
