"""Learned weights go live only when a person accepts them and nobody loses."""

from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.app.command import with_commands
from matchmaker.kernel import clock, journal
from matchmaker.kernel.errors import Invalid, NotAllowed, Refused, Stale, StepRefused
from matchmaker.kernel.rights import PLATFORM, PUBLIC, Actor, Role
from matchmaker.matching import Weights
from matchmaker.matching.collection import PARTS, judged_collection
from matchmaker.pairings import actions, queries
from matchmaker.pairings.models import Pairing, WeightProposal
from matchmaker.pairings.queries.decisions import decided
from matchmaker.pairings.rules.decisions import REASON_CODES
from matchmaker.topics import actions as topics
from matchmaker.topics.queries import concept_by_code
from tests.pairings.conftest import Scene
from tests.pairings.weighing import OTHER, considered, verdict

PAGE = "/en/pairings/weights"


@pytest.fixture
def desk(person: Callable[..., Actor]) -> Actor:
    """Somebody of the secretariat."""
    return person(Role.SECRETARIAT)


@pytest.fixture
def proposal(session: Session) -> WeightProposal:
    """Weights by which everybody would gain."""
    made = actions.propose_weights(session, PLATFORM, considered(session))
    session.commit()
    return made


@pytest.fixture
def browser(client: FlaskClient, account: Any, sign_in: Any) -> FlaskClient:
    """The browser of somebody of the secretariat."""
    sign_in(client, account(Role.SECRETARIAT))
    return client


def test_a_proposal_changes_nothing_until_it_is_accepted(
    session: Session, scene: Scene, proposal: WeightProposal, desk: Actor
) -> None:
    assert queries.weights_in_use(session) == Weights()
    assert actions.fitted_engine(session).weights == Weights()
    before = session.scalars(select(Pairing).where(Pairing.need_id == scene.need.id)).unique().all()
    points = {one.ref: one.score for one in before}
    actions.accept_weights(session, desk, proposal, "Everybody gains.")
    assert queries.weights_in_use(session) == OTHER
    assert actions.fitted_engine(session).weights == OTHER
    actions.suggest_all(session)
    after = session.scalars(select(Pairing).where(Pairing.need_id == scene.need.id)).unique().all()
    assert points
    assert {one.ref: one.score for one in after} != points
    for one in after:
        parts = sum(part["points"] for part in one.reasons["parts"])
        assert parts == pytest.approx(one.score, abs=1e-9)
    actions.retire_weights(session, desk, proposal, "They did not hold.")
    assert actions.fitted_engine(session).weights == Weights()
    said = journal.history(session, "weight_proposal", proposal.ref, public_only=False)
    assert [line.act for line in said] == ["weights_proposed", "accept", "retire"]
    assert (proposal.decided_by, proposal.reason) == (desk.name, "They did not hold.")


def test_acceptance_renews_the_suggestions(
    session: Session, scene: Scene, proposal: WeightProposal, browser: FlaskClient
) -> None:
    before = {one.ref: one.score for one in session.scalars(select(Pairing)).unique()}
    answer = browser.post(
        f"{PAGE}/{proposal.ref}/accept", data={"reason": "All gain", "version": proposal.version}
    )
    assert answer.status_code == 303
    session.expire_all()
    assert {one.ref: one.score for one in session.scalars(select(Pairing)).unique()} != before


def test_only_one_proposal_waits_and_only_one_is_in_use(
    session: Session, proposal: WeightProposal, desk: Actor
) -> None:
    actions.accept_weights(session, desk, proposal, "Good.")
    again = replace(OTHER, words=6.0, characters=7.0)
    second = actions.propose_weights(session, PLATFORM, considered(session, weights=again))
    third = actions.propose_weights(session, PLATFORM, considered(session, weights=again))
    assert [one.state for one in (proposal, second, third)] == ["accepted", "replaced", "proposed"]
    actions.accept_weights(session, desk, third, "Better.")
    assert [one.state for one in (proposal, second, third)] == ["replaced", "replaced", "accepted"]
    assert queries.weights_in_use(session) == again


@pytest.mark.parametrize("loser", [verdict("language", "zh", -0.02), verdict("all", "", -0.001)])
def test_weights_by_which_somebody_loses_cannot_be_accepted(
    session: Session, desk: Actor, loser: Any
) -> None:
    told = considered(session, verdict("languages", "same", 0.1), loser)
    proposal = actions.propose_weights(session, PLATFORM, told)
    with pytest.raises(Refused, match="would lose"):
        actions.accept_weights(session, desk, proposal, "I like them.")
    assert proposal.state == "proposed"
    assert queries.weights_in_use(session) == Weights()
    actions.refuse_weights(session, desk, proposal, "Chinese needs would lose.")
    assert proposal.state == "refused"


def _decide(session: Session, scene: Scene) -> None:
    pairing = queries.pairings_of_need(session, scene.need)[0]
    actions.take_step(session, PLATFORM, pairing, "dismiss", reason="Not this", reason_code="help")


def _add_term(session: Session, scene: Scene) -> None:
    concept = concept_by_code(session, "pct")
    topics.add_term(session, scene.secretary.as_actor(), concept, "en", "worldwide filing route")


@pytest.mark.parametrize("change", [_decide, _add_term])
def test_a_comparison_holds_only_until_something_changes(
    session: Session, scene: Scene, desk: Actor, change: Callable[[Session, Scene], None]
) -> None:
    proposal = actions.propose_weights(session, PLATFORM, considered(session))
    assert not actions.basis_changed(session, proposal)
    change(session, scene)
    session.flush()
    assert actions.basis_changed(session, proposal)
    with pytest.raises(Refused, match="have changed since"):
        actions.accept_weights(session, desk, proposal, "Good.")


def test_who_may_decide(
    session: Session, proposal: WeightProposal, person: Callable[..., Actor]
) -> None:
    others = [person(role) for role in Role if role is not Role.SECRETARIAT]
    for actor in (PUBLIC, PLATFORM, *others):
        for act in (actions.accept_weights, actions.refuse_weights, actions.retire_weights):
            with pytest.raises(NotAllowed):
                act(session, actor, proposal, "Because.")
    for actor in (PUBLIC, *others):
        with pytest.raises(NotAllowed):
            actions.propose_weights(session, actor, considered(session))
    assert proposal.state == "proposed"


def test_a_decision_needs_a_reason_the_right_state_and_the_newest_version(
    session: Session, proposal: WeightProposal, desk: Actor
) -> None:
    with pytest.raises(Invalid):
        actions.accept_weights(session, desk, proposal, "  ")
    with pytest.raises(Stale):
        actions.accept_weights(session, desk, proposal, "Good.", seen=proposal.version + 1)
    with pytest.raises(StepRefused):
        actions.retire_weights(session, desk, proposal, "Good.")
    actions.refuse_weights(session, desk, proposal, "No.")
    with pytest.raises(StepRefused):
        actions.accept_weights(session, desk, proposal, "After all.")


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"words": 5.0},
        {**Weights().each(), "charm": 1.0},
        {**Weights().each(), "words": -1.0},
        {**Weights().each(), "words": 90.0},
        {**Weights().each(), "words": "many"},
        {**Weights().each(), "words": None},
    ],
)
def test_stored_weights_that_fit_no_engine_are_never_used(
    session: Session, desk: Actor, proposal: WeightProposal, stored: dict[str, Any]
) -> None:
    proposal.weights = stored
    session.flush()
    with pytest.raises(Refused, match="other signals"):
        actions.accept_weights(session, desk, proposal, "Good.")
    proposal.state, proposal.decided_at, proposal.decided_by = "accepted", clock.now(), "Somebody"
    proposal.reason = "Long ago"
    session.flush()
    assert queries.weights_in_use(session) == Weights()


def test_the_page_shows_what_would_change_for_whom(
    session: Session, proposal: WeightProposal, browser: FlaskClient
) -> None:
    page = unescape(browser.get(PAGE).text)
    for told in (
        proposal.ref,
        "No group of needs loses",
        "Too few needs",
        "Needs of LDCs",
        "+0.02",
    ):
        assert told in page, told
    assert "Accept these weights" in page
    address = f"{PAGE}/{proposal.ref}/accept"
    sent = {"reason": "Everybody gains.", "version": proposal.version}
    assert browser.post(address, data=sent).status_code == 303
    page = unescape(browser.get(PAGE).text)
    assert f"The weights of proposal {proposal.ref} are in use." in page
    assert "Go back to the defaults" in page
    card = unescape(browser.get("/en/how-suggestions-are-made").text)
    shown = card[card.index("Words in common") :]
    assert f">{OTHER.words:g}<" in shown[:400]


def test_the_page_says_who_loses(session: Session, browser: FlaskClient) -> None:
    told = considered(session, verdict("all", "", 0.1), verdict("language", "zh", -0.1))
    actions.propose_weights(session, PLATFORM, told)
    session.commit()
    page = browser.get(PAGE).text
    assert "These weights cannot be accepted" in page
    assert page.count("Loses") == 1


def test_bad_input_gets_an_answer_and_changes_nothing(
    session: Session, proposal: WeightProposal, browser: FlaskClient
) -> None:
    address = f"{PAGE}/{proposal.ref}/accept"
    assert browser.post(address).status_code == 422
    assert browser.post(address, data={"reason": "x" * 5000}).status_code == 422
    assert browser.post(address, data={"reason": "Yes", "version": "99"}).status_code == 409
    assert browser.post(f"{PAGE}/{proposal.ref}/retire", data={"reason": "Yes"}).status_code == 409
    assert browser.post(f"{PAGE}/{proposal.ref}/replace").status_code == 404
    for ref in ("WP-1999-0001", "x" * 200, "%F0%9F%98%80"):
        answer = browser.post(f"{PAGE}/{ref}/accept", data={"reason": "Yes"})
        assert answer.status_code == 404, ref
    session.expire_all()
    assert proposal.state == "proposed"


def test_those_without_a_right_see_nothing(
    client: FlaskClient, account: Any, sign_in: Any, proposal: WeightProposal
) -> None:
    assert client.get(PAGE).status_code == 303
    sign_in(client, account(Role.FOCAL_POINT))
    assert client.get(PAGE).status_code == 403
    assert "pairings/weights" not in client.get("/en/how-suggestions-are-made").text
    sign_in(client, account(Role.ADMINISTRATOR))
    page = client.get(PAGE).text
    assert proposal.ref in page
    assert "Accept these weights" not in page
    assert client.post(f"{PAGE}/{proposal.ref}/accept", data={"reason": "x"}).status_code == 403


@pytest.mark.parametrize("code", ["", *REASON_CODES])
def test_the_reason_decides_what_a_refusal_says_of_the_match(
    session: Session, scene: Scene, code: str
) -> None:
    first, second = queries.pairings_of_need(session, scene.need)
    actions.take_step(session, PLATFORM, first, "dismiss", reason="No", reason_code=code)
    actions.propose(session, PLATFORM, second, clock.days_from_now(9))
    desk = scene.secretary.as_actor()
    actions.decline(session, desk, second, "No", side="need", reason_code=code)
    known = REASON_CODES[code].grade if code else None
    untold = 0 if not code else known
    graded = {one.state: one.grade for one in decided(session)}
    assert graded == {"dismissed": untold, "declined": known}
    assert [one.judged for one in decided(session)] == [
        graded[one.state] is not None for one in decided(session)
    ]


def test_reasons_that_say_nothing_of_the_match_are_told_apart() -> None:
    silent = {code for code, one in REASON_CODES.items() if one.grade is None}
    assert silent == {"capacity", "dates", "conflict", "funding", "other"}


def test_an_unknown_reason_is_refused(session: Session, scene: Scene) -> None:
    pairing = queries.pairings_of_need(session, scene.need)[0]
    with pytest.raises(Invalid):
        actions.take_step(session, PLATFORM, pairing, "dismiss", reason="No", reason_code="mood")
    assert pairing.state == "suggested"


def test_what_the_reason_is_about_is_asked_on_the_page_and_kept(
    session: Session, scene: Scene, client: FlaskClient, sign_in: Any
) -> None:
    sign_in(client, scene.secretary)
    first, second = queries.pairings_of_need(session, scene.need)
    assert 'name="reason_code"' in client.get(f"/en/desk/candidates/{scene.need.ref}").text
    address = f"/en/pairings/{first.ref}/dismiss"
    refused = client.post(address, data={"reason_code": "capacity", "version": first.version})
    assert refused.status_code == 422
    assert 'name="reason_code" value="capacity"' in refused.text
    wrong = client.post(address, data={"reason": "Full", "reason_code": "<b>", "version": ""})
    assert wrong.status_code == 422
    sent = {"reason": "Full", "reason_code": "capacity", "version": first.version}
    assert client.post(address, data=sent).status_code == 303
    actions.propose(session, PLATFORM, second, clock.days_from_now(9))
    session.commit()
    answer = {"answer": "no", "side": "need", "reason": "They said so", "version": second.version}
    address = f"/en/pairings/{second.ref}/answer"
    assert client.post(address, data={**answer, "reason_code": "mood"}).status_code == 422
    assert client.post(address, data={**answer, "reason_code": "dates"}).status_code == 303
    session.expire_all()
    assert (first.reason_code, second.reason_code) == ("capacity", "dates")
    shown = unescape(client.get(f"/en/desk/candidates/{scene.need.ref}").text)
    assert "There is no capacity now" in shown


def test_the_command_proposes_and_nothing_goes_live(app: Flask, session: Session) -> None:
    run = with_commands(app).test_cli_runner()
    result = run.invoke(args=["learn", "--from", "collection"])
    assert result.exit_code == 0, result.output
    for told in ("Labels by group", "dev, each need held out", "across languages", "country: ldc"):
        assert told in result.output, told
    made = session.scalars(select(WeightProposal)).one()
    assert f"Proposal {made.ref}" in result.output
    assert queries.weights_in_use(session) == Weights()
    found = queries.weights_from(made.weights)
    assert found is not None
    assert found.total == pytest.approx(Weights().total)
    whole = {one.judged: one.held_out for one in actions.verdicts_of(made) if one.kind == "all"}
    assert whole == {part: part != "report" for part in PARTS}


def test_the_command_says_that_there_is_too_little_to_learn_from(
    app: Flask, session: Session, scene: Scene
) -> None:
    first, second = queries.pairings_of_need(session, scene.need)
    actions.take_step(session, PLATFORM, first, "dismiss", reason="No", reason_code="subject")
    actions.take_step(session, PLATFORM, second, "shortlist")
    session.commit()
    result = with_commands(app).test_cli_runner().invoke(args=["learn", "--from", "decisions"])
    assert result.exit_code == 1
    assert "too few labels: 1 needs" in result.output
    assert session.scalars(select(WeightProposal)).all() == []


def test_weights_are_learned_from_decisions_too(session: Session, scene: Scene) -> None:
    first, second = queries.pairings_of_need(session, scene.need)
    actions.take_step(session, PLATFORM, first, "dismiss", reason="No", reason_code="subject")
    actions.propose(session, PLATFORM, second, clock.days_from_now(9))
    session.flush()
    told = actions.consider_weights(session, ["collection", "decisions"])
    own = [one for one in told.verdicts if one.judged == "decisions"]
    assert {one.needs for one in own} == {1}
    assert not any(one.loses for one in own)
    developed = [judged_collection(part) for part in PARTS if part != "report"]
    assert told.learned.needs == 1 + sum(len(one.judgments) for one in developed)
    with pytest.raises(Invalid):
        actions.consider_weights(session, ["gossip"])


def test_a_changed_weight_is_judged_beside_those_in_use(
    app: Flask, session: Session, scene: Scene, proposal: WeightProposal, desk: Actor
) -> None:
    actions.accept_weights(session, desk, proposal, "Good.")
    session.commit()
    run = with_commands(app).test_cli_runner()
    same = run.invoke(args=["evaluate", "--decisions", "--json"])
    assert f'"words": {OTHER.words}' in same.output
    changed = run.invoke(args=["evaluate", "--decisions", "--json", "--weights", "topics=1"])
    assert f'"words": {OTHER.words}' in changed.output
    assert '"configured"' in changed.output
