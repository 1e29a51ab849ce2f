"""Who is told what, and in which language, from an activity's opening to its confirmation."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from matchmaker.activities import actions
from matchmaker.activities.models import Activity
from matchmaker.notices.models import Letter
from matchmaker.pairings.models import Pairing
from tests.notices.stage import Cast, agree

ALL = {"asker", "provider", "colleague"}
"""The funder in the asking organization speaks for it in an activity, as its page allows."""
BEGAN, ENDED = date(2026, 5, 12), date(2026, 5, 20)


@pytest.fixture
def activity(cast: Cast, candidates: dict[str, Pairing]) -> Activity:
    """Open the activity in which the provider's office answers the need."""
    return agree(cast, candidates["offer"], "provider")


def step(cast: Cast, activity: Activity, who: str, name: str, reason: str = "") -> None:
    """Let somebody move the activity on."""
    actions.take_step(cast.session, cast.act(who), activity, name, reason=reason)


def report(cast: Cast, activity: Activity, who: str, side: str) -> None:
    """Let somebody say what came of it for a side."""
    actor = cast.act(who)
    actions.give_report(cast.session, actor, activity, side, text="Ten trained", language="fr")


def report_both(cast: Cast, activity: Activity) -> None:
    """Let it begin and both sides report."""
    step(cast, activity, "provider", "start")
    report(cast, activity, "asker", "beneficiary")
    report(cast, activity, "provider", "provider")


def test_it_begins_is_reported_and_confirmed(cast: Cast, activity: Activity) -> None:
    step(cast, activity, "provider", "start")
    assert cast.told() == {"activity_started": ALL}
    report(cast, activity, "asker", "beneficiary")
    assert cast.told() == {"activity_reported": {"provider"}}
    report(cast, activity, "provider", "provider")
    assert cast.told() == {"confirmation_awaited": ALL}
    step(cast, activity, "asker", "confirm")
    assert cast.told() == {}
    step(cast, activity, "provider", "confirm")
    assert cast.told() == {"activity_confirmed": ALL | {"secretary"}}


def test_an_expert_is_told_as_a_party(cast: Cast, candidates: dict[str, Pairing]) -> None:
    activity = agree(cast, candidates["expert"], "consultant")
    step(cast, activity, "consultant", "start")
    report(cast, activity, "asker", "beneficiary")
    told = {"asker", "consultant", "colleague"}
    assert cast.told() == {"activity_started": told, "activity_reported": {"consultant"}}
    report(cast, activity, "consultant", "expert")
    assert cast.told() == {"confirmation_awaited": told}


def test_who_disagrees_is_not_told_but_asked_to_report_again(
    cast: Cast, activity: Activity
) -> None:
    report_both(cast, activity)
    cast.told()
    step(cast, activity, "provider", "disagree", "Only six came.")
    letters = cast.session.scalars(select(Letter)).all()
    assert {letter.params["reason"] for letter in letters} == {"Only six came."}
    assert cast.told() == {"results_questioned": {"asker", "colleague", "secretary"}}
    step(cast, activity, "secretary", "reopen", "Please count again.")
    assert cast.told() == {"activity_reopened": ALL}
    report(cast, activity, "provider", "provider")
    assert cast.told() == {"activity_reported": {"asker", "colleague"}}


def test_it_is_cancelled_and_the_need_is_open_again(cast: Cast, activity: Activity) -> None:
    step(cast, activity, "secretary", "cancel", "No visas.")
    assert cast.told() == {
        "activity_cancelled": ALL | {"secretary"},
        "need_published": {"asker"},
    }


def test_only_who_has_not_reported_is_asked_what_came_of_it(
    cast: Cast, activity: Activity, stop_clock: Callable[[datetime], None]
) -> None:
    actions.revise_plan(cast.session, cast.act("asker"), activity, starts_on=BEGAN, ends_on=ENDED)
    step(cast, activity, "provider", "start")
    report(cast, activity, "asker", "beneficiary")
    cast.told()
    stop_clock(datetime(2099, 7, 1, tzinfo=UTC))
    actions.remind_overdue(cast.session)
    actions.remind_overdue(cast.session)
    assert cast.told() == {"results_awaited": {"provider"}, "activity_overdue": {"secretary"}}
