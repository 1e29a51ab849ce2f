"""Lists hold exactly the records that one may read singly: all states, all kinds of actors."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from matchmaker.activities.models import Activity
from matchmaker.activities.queries import visible_activities
from matchmaker.activities.rules import ActivityPermission
from matchmaker.experts.models import Expert
from matchmaker.experts.queries import visible_experts
from matchmaker.experts.rules import ExpertPermission
from matchmaker.kernel import clock
from matchmaker.kernel.rights import PLATFORM, PUBLIC, Actor, Permission, Role, may
from matchmaker.kernel.workflow import registered
from matchmaker.needs.models import Need
from matchmaker.needs.queries import visible_needs
from matchmaker.needs.rules import NeedPermission
from matchmaker.offers.models import Offer
from matchmaker.offers.queries import visible_offers
from matchmaker.offers.rules import OfferPermission
from matchmaker.web.database import db
from tests.quality.world import World

Visible = Callable[[Actor], Select[Any]]
LISTS: dict[str, tuple[Any, Visible, Permission]] = {
    "need": (Need, visible_needs, NeedPermission.SEE),
    "offer": (Offer, visible_offers, OfferPermission.SEE),
    "expert": (Expert, visible_experts, ExpertPermission.SEE),
    "activity": (Activity, visible_activities, ActivityPermission.SEE),
}


def actors(session: Session, world: World) -> dict[str, Actor]:
    """Return everybody of the sample, and people in unusual situations."""
    found = {
        name: session.get_one(type(one), one.id).as_actor() for name, one in world.people.items()
    }
    every = frozenset(Role)
    offices = frozenset().union(*(one.organizations for one in found.values()))
    return found | {
        "public": PUBLIC,
        "platform": PLATFORM,
        "an account without a role": Actor(10**6, organizations=offices),
        "a focal point of nothing": Actor(10**6, roles=frozenset({Role.FOCAL_POINT})),
        "a consultant of the offices": Actor(
            10**6, roles=frozenset({Role.CONSULTANT}), organizations=offices
        ),
        "everything at once": Actor(10**6, roles=every, organizations=offices),
    }


def bring(session: Session, model: Any, state: str) -> None:
    """Bring every record of a kind into a state, with all the evidence that states ask for."""
    columns = {column.name for column in model.__table__.columns}
    dates = {name: clock.now() for name in columns if name.endswith("_at")}
    told = {"source": func.coalesce(func.nullif(model.source, ""), "A source")}
    session.execute(update(model).values(state=state, **dates, **told))
    session.expire_all()


@pytest.mark.parametrize("kind", LISTS)
def test_lists_and_single_records_agree_in_every_state(world: World, kind: str) -> None:
    model, visible, see = LISTS[kind]
    counts: set[int] = set()
    with world.app.app_context(), db.sessionmaker() as session:
        for state in registered()[kind].states:
            bring(session, model, state.name)
            records = session.scalars(select(model)).unique().all()
            for name, actor in actors(session, world).items():
                listed = {one.ref for one in session.scalars(visible(actor)).unique()}
                allowed = {one.ref for one in records if may(actor, see, one)}
                assert listed == allowed, f"{name}, {state.name}"
                counts.add(len(listed))
        session.rollback()
    assert len(counts) > 2, "nobody sees some of the records and not others"
