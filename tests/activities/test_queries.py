"""Which activities are found, and that lists and single records agree on who may read them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.activities import actions
from matchmaker.activities.actions import PartyGiven
from matchmaker.activities.models import Activity
from matchmaker.activities.queries import (
    ActivityFilter,
    activities_of_country,
    search_activities,
    visible_activities,
)
from matchmaker.activities.rules import WORKFLOW, sees
from matchmaker.kernel import clock
from matchmaker.kernel.rights import PLATFORM, PUBLIC, Role
from tests.activities.conftest import People


@pytest.mark.parametrize("state", [state.name for state in WORKFLOW.states])
def test_a_list_holds_exactly_what_one_may_read(
    session: Session,
    activity: Activity,
    people: People,
    account: Callable[..., Account],
    state: str,
) -> None:
    activity.started_at = activity.reported_at = activity.closed_at = clock.now()
    activity.source = "a source"
    activity.state = state
    session.flush()
    funder = account(Role.FUNDER).as_actor()
    everybody = [person.as_actor() for person in vars(people).values()]
    for actor in [PUBLIC, funder, *everybody]:
        listed = activity in session.scalars(visible_activities(actor)).unique().all()
        assert listed == sees(actor, activity), actor


@pytest.fixture
def visit(session: Session) -> Activity:
    """Record a study visit of 2015 to 2016, from Brazil to Angola, with Japanese money."""
    return actions.record_activity(
        session,
        PLATFORM,
        language="pt",
        title="Visita de estudo sobre indicações geográficas",
        description="",
        kind="study-visit",
        start="2015-03",
        end="2016",
        parties=[
            PartyGiven("provider", "BR"),
            PartyGiven("beneficiary", "AO", "Instituto Angolano"),
            PartyGiven("supporter", "JP"),
        ],
        topics=["geographical-indications"],
        south_south=None,
        triangular=None,
        results="Duas indicações registadas.",
        source="A report",
        confidence="excerpt",
    )


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, True),
        ({"words": "INDICACOES estudo"}, True),
        ({"words": "instituto angolano"}, True),
        ({"words": "registadas"}, True),
        ({"words": "marcas"}, False),
        ({"countries": frozenset({"AO"})}, True),
        ({"countries": frozenset({"AO"}), "side": "beneficiary"}, True),
        ({"countries": frozenset({"AO"}), "side": "provider"}, False),
        ({"countries": frozenset()}, False),
        ({"topic": "geographical-indications"}, True),
        ({"topic": "patents"}, False),
        ({"topic": "no-such-topic"}, False),
        ({"kind": "study-visit"}, True),
        ({"kind": "training"}, False),
        ({"language": "pt"}, True),
        ({"language": "fr"}, False),
        ({"state": "confirmed"}, False),
        ({"mark": "south"}, True),
        ({"mark": "triangular"}, True),
        ({"year_from": 2016}, True),
        ({"year_from": 2017}, False),
        ({"year_until": 2015}, True),
        ({"year_until": 2014}, False),
        ({"year_from": 2015, "year_until": 2015}, True),
    ],
)
def test_a_filter_keeps_what_fits(
    session: Session, visit: Activity, wanted: dict[str, Any], found: bool
) -> None:
    listed = session.scalars(search_activities(PUBLIC, ActivityFilter(**wanted))).unique().all()
    assert (visit in listed) is found


def test_a_country_has_the_activities_in_which_it_takes_part(
    session: Session, visit: Activity
) -> None:
    for code, count in {"AO": 1, "JP": 1, "SN": 0}.items():
        found = session.scalars(activities_of_country(PUBLIC, code)).unique().all()
        assert len(found) == count


def test_a_year_stands_for_all_its_days(visit: Activity) -> None:
    assert (visit.starts_on, visit.ends_on) == (date(2015, 3, 1), date(2016, 12, 31))
