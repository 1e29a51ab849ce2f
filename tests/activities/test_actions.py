"""What happens to activities, their needs, the queue and the journal."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.activities import actions
from matchmaker.activities.actions import PartyGiven, give_report, take_step
from matchmaker.activities.events import (
    ActivityConfirmationAsked,
    ActivityConfirmed,
    ActivityDisputed,
    ActivityOverdue,
    ActivityReported,
)
from matchmaker.activities.models import Activity
from matchmaker.activities.queries import marks_of, overdue
from matchmaker.kernel import events, journal
from matchmaker.kernel.errors import Invalid, NotAllowed, Stale, StepRefused
from matchmaker.kernel.rights import PLATFORM
from matchmaker.needs.models import Need
from matchmaker.pairings.events import PairingAgreed
from matchmaker.pairings.models import Pairing
from matchmaker.places.models import GroupMembership
from matchmaker.publication.queries import open_item
from tests.activities.conftest import People


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every event of these kinds that is announced during the test."""
    found: list[Any] = []
    kinds = (
        ActivityReported,
        ActivityConfirmationAsked,
        ActivityConfirmed,
        ActivityDisputed,
        ActivityOverdue,
    )
    for kind in kinds:
        monkeypatch.setitem(events._listeners, kind, [lambda _session, event: found.append(event)])
    return found


def report(session: Session, activity: Activity, account: Account, side: str) -> None:
    """Report for a side."""
    give_report(
        session, account.as_actor(), activity, side, text=f"{side}: ten trained", language="fr"
    )


def reported(session: Session, activity: Activity, people: People) -> None:
    """Let it begin and both offices report."""
    take_step(session, people.morocco.as_actor(), activity, "start")
    report(session, activity, people.senegal, "beneficiary")
    report(session, activity, people.morocco, "provider")


def test_it_is_opened_as_the_need_describes_it(activity: Activity, need: Need) -> None:
    assert activity.state == "planned"
    assert activity.ref.startswith("ACT-")
    assert (activity.title, activity.kind) == (need.title, "training")
    assert activity.topics == ["patent-examination"]
    assert activity.south_south is True
    assert activity.triangular is False


def test_it_goes_from_planned_to_confirmed_and_meets_the_need(
    session: Session, activity: Activity, need: Need, people: People, heard: list[Any]
) -> None:
    reported(session, activity, people)
    assert activity.state == "reported"
    take_step(session, people.senegal.as_actor(), activity, "confirm")
    assert activity.state == "reported"
    take_step(session, people.morocco.as_actor(), activity, "confirm")
    assert activity.state == "confirmed"
    assert activity.closed_at is not None
    assert need.state == "met"
    kinds = [type(event) for event in heard]
    assert kinds == [
        ActivityReported,
        ActivityReported,
        ActivityConfirmationAsked,
        ActivityConfirmed,
    ]
    lines = journal.history(session, "need", need.ref, public_only=True)
    assert [line.act for line in lines] == [
        "activity_opened",
        "activity_started",
        "activity_reported",
        "activity_confirmed",
        "meet",
    ]


def test_one_office_cannot_confirm_twice_or_for_the_other(
    session: Session, activity: Activity, people: People
) -> None:
    reported(session, activity, people)
    take_step(session, people.senegal.as_actor(), activity, "confirm")
    for account in (people.senegal, people.stranger, people.secretariat):
        with pytest.raises(NotAllowed):
            take_step(session, account.as_actor(), activity, "confirm")
    assert activity.state == "reported"


def test_nobody_reports_for_another_side_or_before_it_began(
    session: Session, activity: Activity, people: People
) -> None:
    with pytest.raises(NotAllowed):
        report(session, activity, people.senegal, "beneficiary")
    take_step(session, people.secretariat.as_actor(), activity, "start")
    with pytest.raises(NotAllowed):
        report(session, activity, people.senegal, "provider")
    with pytest.raises(NotAllowed):
        report(session, activity, people.stranger, "beneficiary")
    with pytest.raises(Invalid):
        give_report(
            session, people.senegal.as_actor(), activity, "beneficiary", text=" ", language="fr"
        )


def test_a_report_that_is_changed_takes_confirmations_back(
    session: Session, activity: Activity, people: People, heard: list[Any]
) -> None:
    reported(session, activity, people)
    take_step(session, people.senegal.as_actor(), activity, "confirm")
    report(session, activity, people.morocco, "provider")
    assert all(party.confirmed_at is None for party in activity.parties)
    assert activity.state == "reported"
    assert isinstance(heard[-1], ActivityConfirmationAsked)
    assert len(activity.reports) == 2


def test_a_disagreement_is_kept_and_the_secretariat_reopens_reporting(
    session: Session, activity: Activity, people: People, need: Need, heard: list[Any]
) -> None:
    reported(session, activity, people)
    with pytest.raises(Invalid):
        take_step(session, people.senegal.as_actor(), activity, "disagree")
    take_step(session, people.senegal.as_actor(), activity, "disagree", reason="Only six came.")
    assert activity.state == "disputed"
    assert heard[-1] == ActivityDisputed(activity.id, "Only six came.")
    assert activity.on_side("beneficiary")[0].disagreement == "Only six came."
    assert open_item(session, "activity", activity.ref) is not None
    with pytest.raises(NotAllowed):
        take_step(session, people.senegal.as_actor(), activity, "reopen", reason="x")
    take_step(session, people.secretariat.as_actor(), activity, "reopen", reason="Count again.")
    assert activity.state == "under_way"
    assert open_item(session, "activity", activity.ref) is None
    report(session, activity, people.senegal, "beneficiary")
    assert activity.state == "under_way", "the other side has not reported anew"
    report(session, activity, people.morocco, "provider")
    assert activity.state == "reported"
    acts = [line.act for line in journal.history(session, "need", need.ref, public_only=True)]
    assert "activity_disputed" in acts


def test_the_need_is_open_again_when_it_is_cancelled(
    session: Session, activity: Activity, people: People, need: Need
) -> None:
    with pytest.raises(NotAllowed):
        take_step(session, people.senegal.as_actor(), activity, "cancel", reason="x")
    take_step(session, people.secretariat.as_actor(), activity, "cancel", reason="No visas.")
    assert activity.state == "cancelled"
    assert need.state == "published"
    with pytest.raises(StepRefused):
        take_step(session, people.secretariat.as_actor(), activity, "cancel", reason="again")


def test_the_slower_of_two_decisions_is_refused(
    session: Session, activity: Activity, people: People
) -> None:
    seen = activity.version
    take_step(session, people.morocco.as_actor(), activity, "start", seen=seen)
    with pytest.raises(Stale):
        take_step(session, people.secretariat.as_actor(), activity, "cancel", reason="x", seen=seen)
    assert activity.state == "under_way"


def test_an_expert_answers_for_the_providers_side(
    session: Session, need: Need, pairing: Pairing, people: People
) -> None:
    activity = actions.open_activity_from_pairing(session, PLATFORM, pairing)
    assert actions.open_activity_from_pairing(session, PLATFORM, pairing) is activity
    assert activity.account_ids("provider") == {people.expert.id}
    assert activity.south_south is True
    take_step(session, people.expert.as_actor(), activity, "start")
    report(session, activity, people.expert, "expert")
    report(session, activity, people.senegal, "beneficiary")
    assert activity.state == "reported"
    with pytest.raises(NotAllowed):  # the office of the expert's country is not a party
        take_step(session, people.morocco.as_actor(), activity, "confirm")
    take_step(session, people.expert.as_actor(), activity, "confirm")
    take_step(session, people.senegal.as_actor(), activity, "confirm")
    assert (activity.state, need.state, pairing.state) == ("confirmed", "met", "completed")


def test_a_pairing_ends_with_its_activity(
    session: Session, need: Need, pairing: Pairing, people: People
) -> None:
    activity = actions.open_activity_from_pairing(session, PLATFORM, pairing)
    take_step(session, people.secretariat.as_actor(), activity, "cancel", reason="No visas.")
    assert (need.state, pairing.state) == ("published", "ended")


def test_it_is_opened_when_both_sides_agree_to_a_pairing(
    session: Session, need: Need, pairing: Pairing
) -> None:
    events.announce(session, PairingAgreed(pairing.id))
    opened = session.scalars(select(Activity).where(Activity.need_id == need.id)).one()
    assert (opened.pairing_ref, opened.state) == ("P-2026-0001", "planned")
    assert [party.country_code for party in opened.parties] == ["SN", "MA"]


def test_a_supporter_makes_it_triangular_and_dates_must_be_in_order(
    session: Session, activity: Activity, people: People
) -> None:
    actor = people.senegal.as_actor()
    fund = PartyGiven("supporter", "JP", "Funds-in-Trust Japan")
    actions.revise_plan(session, actor, activity, supporters=[fund])
    assert activity.triangular is True
    assert marks_of(session, activity).triangular.because[0].country == "JP"
    actions.revise_plan(session, actor, activity, supporters=[fund])
    assert len(activity.on_side("supporter")) == 1
    actions.revise_plan(session, actor, activity, supporters=[])
    assert activity.triangular is False
    with pytest.raises(Invalid):
        actions.revise_plan(session, actor, activity, ends_on=date(2026, 1, 1))
    with pytest.raises(NotAllowed):
        actions.revise_plan(session, people.stranger.as_actor(), activity, title="x")


def record(session: Session, **changes: Any) -> Activity:
    """Record an activity of 2012 from its source."""
    given: dict[str, Any] = {
        "language": "en",
        "title": "Meeting in Brasilia",
        "description": "Policy makers compared experience.",
        "kind": "conference",
        "start": "2012-08",
        "end": None,
        "parties": [
            PartyGiven("beneficiary", None, "developing countries and LDCs"),
            PartyGiven("provider", "BR"),
        ],
        "topics": ["south-south-cooperation"],
        "south_south": True,
        "triangular": False,
        "results": "Shared experience.",
        "source": "CDIP/7/6",
        "confidence": "excerpt",
        "slug": "act-002",
    }
    return actions.record_activity(session, PLATFORM, **(given | changes))


def test_a_past_activity_is_recorded_once_with_its_source(session: Session) -> None:
    activity = record(session)
    assert activity.state == "recorded"
    assert activity.ref.startswith("ACT-2012-")
    assert (activity.start_precision, activity.sample) == ("month", True)
    assert marks_of(session, activity).south_south.from_source
    assert activity.south_south is True
    assert record(session, title="Another title") is activity
    assert len(session.scalars(select(Activity)).all()) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"start": "around 2012"}, "start"),
        ({"start": "2012", "end": "2011"}, "ends_on"),
        ({"kind": "party"}, "kind"),
        ({"source": " "}, "source"),
        ({"parties": [PartyGiven("provider", "XX")]}, "parties"),
        ({"parties": [PartyGiven("provider")]}, "parties"),
    ],
)
def test_a_record_that_cannot_be_right_is_refused(
    session: Session, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        record(session, **changes)
    assert refused.value.field == field


def test_missing_reports_are_followed_up_once(
    session: Session,
    activity: Activity,
    people: People,
    stop_clock: Callable[[datetime], None],
    heard: list[Any],
) -> None:
    stop_clock(datetime(2026, 6, 19, tzinfo=UTC))
    assert overdue(session) == []
    stop_clock(datetime(2026, 6, 20, tzinfo=UTC))
    assert overdue(session) == [activity]
    assert actions.remind_overdue(session) == 1
    assert actions.remind_overdue(session) == 0
    assert heard == [ActivityOverdue(activity.id)]
    item = open_item(session, "activity", activity.ref)
    assert item is not None
    assert item.country_code == "SN"
    actions.revise_plan(session, people.senegal.as_actor(), activity, ends_on=date(2026, 8, 1))
    assert open_item(session, "activity", activity.ref) is None


def test_marks_follow_the_status_on_the_day_and_corrected_memberships(
    session: Session, activity: Activity
) -> None:
    senegal = marks_of(session, activity).south_south.because[1]
    assert (senegal.country, senegal.status) == ("SN", "ldc")
    regions = select(GroupMembership).where(
        GroupMembership.country_code == "MA", GroupMembership.group_code == "arab"
    )
    for membership in session.scalars(regions):
        membership.group_code = "developed"
    session.flush()
    assert actions.derive_marks(session) == 1
    assert activity.south_south is False
