"""Who is told what, and in which language, while a need finds its partner."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from matchmaker.experts import actions as experts
from matchmaker.needs import actions as needs
from matchmaker.notices.events import WHEN
from matchmaker.notices.lexicon import TELLING
from matchmaker.notices.models import Letter, Notice
from matchmaker.offers import actions as offers
from matchmaker.pairings import actions as pairings
from matchmaker.pairings.models import Pairing
from tests.notices.stage import NAME, Cast, make_offer, make_profile, propose, publish, state_need


def test_everything_on_the_list_is_told_at_some_time() -> None:
    assert {when.kind for when in WHEN} == TELLING.keys()


def test_a_need_is_submitted_returned_and_published(cast: Cast) -> None:
    need, owner, desk = state_need(cast), cast.act("asker"), cast.act("secretary")
    assert cast.told() == {}
    needs.take_step(cast.session, owner, need, "submit")
    assert cast.told() == {"submitted": {"secretary"}}
    needs.take_step(cast.session, desk, need, "return", reason="Which producers?")
    letter = cast.session.scalars(select(Letter)).one()
    assert letter.params["reason"] == "Which producers?"
    assert cast.told() == {"returned": {"asker"}}
    publish(cast, needs, need, "asker")
    told = {"submitted": {"secretary"}, "need_published": {"asker"}}
    assert cast.told() == told | {"nothing_fits": {"secretary"}}
    needs.take_step(cast.session, desk, need, "close", reason="Nobody has time.")
    assert cast.told() == {"need_closed": {"asker"}}


def test_suggestions_are_announced_once(cast: Cast) -> None:
    publish(cast, offers, make_offer(cast), "provider")
    cast.told()
    need = state_need(cast)
    publish(cast, needs, need, "asker")
    told = cast.told()
    assert told["suggestions_ready"] == {"secretary"}
    assert "nothing_fits" not in told
    pairings.suggest_all(cast.session)
    assert cast.told() == {}


@pytest.mark.parametrize(
    ("make", "feature", "owner", "published"),
    [
        (make_offer, offers, "provider", "offer_published"),
        (make_profile, experts, "consultant", "expert_published"),
    ],
)
def test_offers_and_profiles_take_the_same_path(
    cast: Cast, make: Callable[[Cast], Any], feature: Any, owner: str, published: str
) -> None:
    record = make(cast)
    feature.take_step(cast.session, cast.act(owner), record, "submit")
    assert cast.told() == {"submitted": {"secretary"}}
    feature.take_step(cast.session, cast.act("secretary"), record, "return", reason="More, please")
    assert cast.told() == {"returned": {owner}}
    publish(cast, feature, record, owner)
    assert cast.told() == {"submitted": {"secretary"}, published: {owner}}
    feature.take_step(cast.session, cast.act(owner), record, "withdraw", reason="No time")
    assert cast.told() == {"withdrawn": {"secretary"}}


def test_nobody_is_told_of_a_draft_that_is_withdrawn(cast: Cast) -> None:
    needs.take_step(cast.session, cast.act("asker"), state_need(cast), "withdraw", reason="x")
    assert cast.told() == {}


def test_nobody_is_told_while_a_file_is_loaded(cast: Cast) -> None:
    cast.session.info["bulk"] = True
    publish(cast, offers, make_offer(cast), "provider")
    publish(cast, needs, state_need(cast), "asker")
    assert cast.told() == {}


def test_both_sides_are_asked_and_agree(cast: Cast, candidates: dict[str, Pairing]) -> None:
    pairing, asker, expert = candidates["expert"], cast.act("asker"), cast.act("consultant")
    propose(cast, pairing)
    letters = {one.kind: one.params for one in cast.session.scalars(select(Letter))}
    assert letters["proposed_to_beneficiary"]["provider"] == pairing.provider.ref
    assert letters["proposed_to_beneficiary"]["until"] == {"date": "2098-01-01"}
    assert letters["proposed_to_provider"]["organization"] == cast.offices["asker"].name
    proposed = {"proposed_to_beneficiary": {"asker"}, "proposed_to_provider": {"consultant"}}
    assert cast.told() == proposed
    pairings.post_message(cast.session, asker, pairing, "Parlez-vous français ?")
    assert cast.told() == {"message_added": {"consultant", "secretary"}}
    pairings.post_message(cast.session, cast.act("secretary"), pairing, "Yes.")
    assert cast.told() == {"message_added": {"asker", "consultant"}}
    pairings.accept(cast.session, expert, pairing)
    assert cast.told() == {"side_accepted": {"asker", "secretary"}}
    pairings.accept(cast.session, asker, pairing)
    both = {"asker", "consultant"}
    # the funder in the asking organization speaks for it in an activity, as the page allows
    assert cast.told() == {
        "agreed": both | {"secretary"},
        "activity_opened": both | {"colleague"},
    }


def test_a_partner_is_named_as_far_as_they_allow(
    cast: Cast, candidates: dict[str, Pairing]
) -> None:
    expert = candidates["expert"].expert
    assert expert is not None
    expert.show_name = "members"
    propose(cast, candidates["expert"])
    kind = Notice.kind == "proposed_to_beneficiary"
    [notice] = cast.session.scalars(select(Notice).where(kind))
    assert notice.params["provider"] == NAME


def test_a_provider_without_an_account_cannot_be_told(
    cast: Cast, candidates: dict[str, Pairing]
) -> None:
    expert = candidates["expert"].expert
    assert expert is not None
    expert.account_id = None
    propose(cast, candidates["expert"])
    assert cast.told() == {"proposed_to_beneficiary": {"asker"}}


def test_who_declines_is_not_told_and_the_next_is_asked(
    cast: Cast, candidates: dict[str, Pairing]
) -> None:
    following = candidates["expert"]
    pairings.take_step(cast.session, cast.act("secretary"), following, "shortlist")
    propose(cast, candidates["offer"], follow_shortlist=True)
    told = {"proposed_to_beneficiary": {"asker"}, "proposed_to_provider": {"provider"}}
    assert cast.told() == told
    pairings.decline(cast.session, cast.act("provider"), candidates["offer"], "We are full")
    reasons = select(Letter).where(Letter.kind == "side_declined")
    assert cast.session.scalars(reasons).one().params["reason"] == "We are full"
    told = {"proposed_to_beneficiary": {"asker"}, "proposed_to_provider": {"consultant"}}
    assert cast.told() == told | {"side_declined": {"secretary"}, "proposal_ended": {"asker"}}


def test_only_the_silent_are_reminded_and_the_others_are_told_that_it_lapsed(
    cast: Cast, candidates: dict[str, Pairing], stop_clock: Callable[[datetime], None]
) -> None:
    propose(cast, candidates["offer"])
    pairings.accept(cast.session, cast.act("asker"), candidates["offer"])
    cast.told()
    stop_clock(datetime(2097, 12, 30, 9, tzinfo=UTC))
    pairings.remind_sides(cast.session)
    pairings.remind_sides(cast.session)
    assert cast.told() == {"answer_awaited": {"provider"}}
    stop_clock(datetime(2098, 1, 2, 9, tzinfo=UTC))
    pairings.lapse_overdue(cast.session)
    told = cast.told()
    assert told == {"proposal_lapsed": {"provider", "secretary"}, "proposal_ended": {"asker"}}


def test_both_sides_are_told_that_a_proposal_is_withdrawn(
    cast: Cast, candidates: dict[str, Pairing]
) -> None:
    propose(cast, candidates["offer"])
    cast.told()
    desk, pairing = cast.act("secretary"), candidates["offer"]
    pairings.take_step(cast.session, desk, pairing, "withdraw", reason="A mistake")
    letters = cast.session.scalars(select(Letter)).all()
    assert {letter.params["reason"] for letter in letters} == {"A mistake"}
    assert cast.told() == {"proposal_withdrawn": {"asker", "provider"}}


def test_the_platforms_own_reason_is_translated(cast: Cast, candidates: dict[str, Pairing]) -> None:
    propose(cast, candidates["offer"])
    cast.told()
    need = candidates["offer"].need
    needs.take_step(cast.session, cast.act("asker"), need, "withdraw", reason="Solved")
    letters = cast.session.scalars(select(Letter).where(Letter.kind == "proposal_withdrawn"))
    reason = {"word": "The need was closed or withdrawn."}
    assert [letter.params["reason"] for letter in letters] == [reason, reason]
    told = {"proposal_withdrawn": {"asker", "provider"}, "withdrawn": {"secretary"}}
    assert cast.told() == told
