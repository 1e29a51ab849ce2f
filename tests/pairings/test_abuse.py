"""Steps out of order, behind somebody's back, and after a provider has left."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.experts import actions as experts
from matchmaker.experts.models import Expert
from matchmaker.kernel import clock
from matchmaker.kernel.errors import Refused, StepRefused
from matchmaker.kernel.rights import PLATFORM
from matchmaker.needs import actions as needs
from matchmaker.notices.models import Notice
from matchmaker.offers import actions as offers
from matchmaker.pairings import actions
from matchmaker.pairings.models import Pairing, PairingMessage
from matchmaker.publication.models import QueueItem
from tests.pairings.conftest import Scene


@pytest.fixture
def desk(client: FlaskClient, scene: Scene, sign_in: Callable[..., None]) -> FlaskClient:
    """The browser of somebody of the secretariat."""
    sign_in(client, scene.secretary)
    return client


@pytest.fixture
def by_kind(session: Session, scene: Scene) -> dict[str, Pairing]:
    """The need's pairings by kind of provider."""
    found = select(Pairing).where(Pairing.need_id == scene.need.id)
    return {one.provider_kind: one for one in session.scalars(found).unique()}


def _propose(session: Session, pairing: Pairing, *, follow: bool = False) -> None:
    actions.propose(session, PLATFORM, pairing, date(2098, 1, 1), follow_shortlist=follow)
    session.flush()


def _waiting(session: Session) -> list[str]:
    """Return the needs that wait for the secretariat to propose a provider."""
    found = select(QueueItem.ref).where(QueueItem.kind == "pairing")
    return list(session.scalars(found.where(QueueItem.closed_at.is_(None))))


def test_a_draft_is_not_seen_from_the_desk(
    session: Session, desk: FlaskClient, scene: Scene
) -> None:
    organization = scene.need.organization
    draft = needs.create_need(session, PLATFORM, organization, "en", title="Not said yet")
    session.commit()
    for address in (draft.ref, f"{draft.ref}/compare"):
        assert desk.get(f"/en/desk/candidates/{address}").status_code == 404
    assert desk.post(f"/en/desk/candidates/{draft.ref}/renew").status_code == 404


def test_a_need_that_is_not_open_gets_no_candidates(
    session: Session, desk: FlaskClient, scene: Scene
) -> None:
    needs.take_step(session, scene.secretary.as_actor(), scene.need, "close", reason="No budget")
    session.commit()
    before = session.scalar(select(func.count()).select_from(Pairing))
    assert desk.post(f"/en/desk/candidates/{scene.need.ref}/renew").status_code == 409
    added = desk.post(f"/en/desk/candidates/{scene.need.ref}", data={"provider": scene.offer.ref})
    assert added.status_code == 409
    assert scene.offer.ref in added.text
    assert session.scalar(select(func.count()).select_from(Pairing)) == before


def test_nobody_is_told_of_a_suggestion_by_a_message(
    session: Session, desk: FlaskClient, by_kind: dict[str, Pairing]
) -> None:
    refused = desk.post(f"/en/pairings/{by_kind['offer'].ref}/ask", data={"message": "Hello"})
    assert refused.status_code == 409
    assert session.scalar(select(func.count()).select_from(PairingMessage)) == 0
    assert not session.scalars(select(Notice).where(Notice.kind == "message_added")).all()


def test_a_proposal_is_taken_back_when_the_provider_leaves(
    session: Session, scene: Scene, by_kind: dict[str, Pairing]
) -> None:
    _propose(session, by_kind["expert"])
    owner = scene.consultant.as_actor()
    experts.take_step(session, owner, scene.expert, "withdraw", reason="Retired")
    session.flush()
    assert by_kind["expert"].state == "withdrawn"
    waiting = select(QueueItem.ref).where(
        QueueItem.kind == "pairing", QueueItem.closed_at.is_(None)
    )
    assert session.scalars(waiting).all() == [scene.need.ref]
    told = session.scalars(select(Notice).where(Notice.kind == "proposal_withdrawn")).all()
    reason = {"word": "The provider is not available any more."}
    assert [notice.params["reason"] for notice in told] == [reason] * 2
    with pytest.raises(StepRefused):
        actions.accept(session, scene.asker.as_actor(), by_kind["expert"])


def test_the_next_candidate_is_asked_when_the_provider_leaves(
    session: Session, scene: Scene, by_kind: dict[str, Pairing]
) -> None:
    actions.take_step(session, PLATFORM, by_kind["expert"], "shortlist")
    _propose(session, by_kind["offer"], follow=True)
    owner = scene.provider.as_actor()
    offers.take_step(session, owner, scene.offer, "withdraw", reason="Closed")
    session.flush()
    assert (by_kind["offer"].state, by_kind["expert"].state) == ("withdrawn", "proposed")


def test_why_the_platform_took_a_proposal_back_is_read_in_every_language(
    session: Session, desk: FlaskClient, scene: Scene, by_kind: dict[str, Pairing]
) -> None:
    _propose(session, by_kind["offer"])
    owner = scene.provider.as_actor()
    offers.take_step(session, owner, scene.offer, "withdraw", reason="Closed")
    session.commit()
    for address in (f"pairings/{by_kind['offer'].ref}", f"desk/candidates/{scene.need.ref}"):
        assert "The provider is not available any more." in desk.get(f"/en/{address}").text
        assert "The provider is not available any more." not in desk.get(f"/fr/{address}").text


def test_a_candidate_who_rests_is_passed_over(
    session: Session,
    scene: Scene,
    by_kind: dict[str, Pairing],
    make_expert: Callable[..., Expert],
) -> None:
    second = make_expert("KE")
    pairing = actions.add_candidate(session, scene.secretary.as_actor(), scene.need, second)
    actions.take_step(session, PLATFORM, by_kind["expert"], "shortlist")
    by_kind["expert"].score, pairing.score = 90.0, 10.0
    experts.take_step(session, scene.consultant.as_actor(), scene.expert, "pause")
    _propose(session, by_kind["offer"], follow=True)
    actions.decline(session, scene.asker.as_actor(), by_kind["offer"], "Too far")
    session.flush()
    assert (by_kind["expert"].state, pairing.state) == ("shortlisted", "proposed")


def test_the_farthest_date_can_lapse_too(
    session: Session,
    scene: Scene,
    by_kind: dict[str, Pairing],
    stop_clock: Callable[[datetime], None],
) -> None:
    actions.take_step(session, PLATFORM, by_kind["expert"], "shortlist")
    offer = by_kind["offer"]
    actions.propose(session, PLATFORM, offer, date.max, follow_shortlist=True)
    session.flush()
    stop_clock(clock.now() + timedelta(days=3))
    actions.decline(session, scene.provider.as_actor(), offer, "No time")
    session.flush()
    assert by_kind["expert"].state == "proposed"
    assert by_kind["expert"].answer_by == clock.today() + timedelta(days=366)


def test_proposals_lapse_one_after_the_other_and_are_reminded_of_once(
    session: Session,
    scene: Scene,
    by_kind: dict[str, Pairing],
    stop_clock: Callable[[datetime], None],
) -> None:
    stop_clock(datetime(2097, 1, 1, 12, tzinfo=UTC))
    actions.take_step(session, PLATFORM, by_kind["expert"], "shortlist")
    actions.propose(session, PLATFORM, by_kind["offer"], date(2097, 1, 11), follow_shortlist=True)
    session.flush()
    stop_clock(datetime(2097, 1, 7, tzinfo=UTC))
    assert [actions.remind_sides(session), actions.remind_sides(session)] == [1, 0]
    stop_clock(datetime(2097, 1, 11, 23, tzinfo=UTC))
    assert actions.lapse_overdue(session) == 0
    stop_clock(datetime(2097, 1, 12, 1, tzinfo=UTC))
    assert [actions.lapse_overdue(session), actions.lapse_overdue(session)] == [1, 0]
    assert (by_kind["offer"].state, by_kind["expert"].state) == ("lapsed", "proposed")
    assert by_kind["expert"].answer_by == date(2097, 1, 22)
    stop_clock(datetime(2097, 1, 23, 1, tzinfo=UTC))
    assert actions.lapse_overdue(session) == 1
    waiting = select(QueueItem.ref).where(
        QueueItem.kind == "pairing", QueueItem.closed_at.is_(None)
    )
    assert session.scalars(waiting).all() == [scene.need.ref]


def test_a_reason_without_end_is_refused_and_not_cut(
    desk: FlaskClient, by_kind: dict[str, Pairing]
) -> None:
    reason = "z" * 4001
    refused = desk.post(f"/en/pairings/{by_kind['offer'].ref}/dismiss", data={"reason": reason})
    assert refused.status_code == 422
    assert reason in refused.text


def test_an_answer_for_what_has_changed_is_refused_with_the_reason_kept(
    session: Session,
    client: FlaskClient,
    scene: Scene,
    by_kind: dict[str, Pairing],
    sign_in: Callable[..., None],
) -> None:
    _propose(session, by_kind["offer"])
    seen = by_kind["offer"].version
    actions.accept(session, scene.provider.as_actor(), by_kind["offer"])
    session.commit()
    sign_in(client, scene.asker)
    late = client.post(
        f"/en/pairings/{by_kind['offer'].ref}/answer",
        data={"answer": "no", "reason": "A long story", "version": seen},
    )
    assert late.status_code == 409
    assert "A long story" in late.text


def test_only_one_provider_is_proposed_at_a_time(
    session: Session, by_kind: dict[str, Pairing]
) -> None:
    _propose(session, by_kind["offer"])
    with pytest.raises(Refused):
        _propose(session, by_kind["expert"])
    assert by_kind["expert"].state == "suggested"
