"""Decisions about suggestions become grades by which the engine is judged."""

import json

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from matchmaker.app.command import with_commands
from matchmaker.kernel import clock
from matchmaker.kernel.rights import PLATFORM
from matchmaker.kernel.workflow import registered
from matchmaker.pairings import actions
from matchmaker.pairings.queries import pairings_of_need, provider_key
from matchmaker.pairings.queries.decisions import GRADES, decided
from tests.pairings.conftest import Scene


def test_every_state_has_its_grade() -> None:
    assert set(GRADES) == {state.name for state in registered()["pairing"].states}


@pytest.fixture
def judged(session: Session, scene: Scene) -> dict[str, int]:
    """Propose the second suggestion and put the first aside; return the grades by provider."""
    actions.suggest_for_need(session, scene.need)
    first, second = sorted(pairings_of_need(session, scene.need), key=lambda one: one.place)
    actions.take_step(session, PLATFORM, first, "dismiss", reason="It knows coffee only by name.")
    actions.propose(session, PLATFORM, second, clock.days_from_now(9))
    session.commit()
    return {provider_key(first.provider): 0, provider_key(second.provider): 2}


def test_decisions_are_graded(session: Session, scene: Scene, judged: dict[str, int]) -> None:
    found = decided(session)
    assert {one.provider: one.grade for one in found} == judged
    assert [one.place for one in found] == [1, 2]
    assert [one.proposed for one in found] == [False, True]
    assert {one.need_language for one in found} == {scene.need.language}


def test_the_kept_ranking_is_judged_by_them(app: Flask, judged: dict[str, int]) -> None:
    run = with_commands(app).test_cli_runner()
    result = run.invoke(args=["evaluate", "--decisions", "--json", "--weights", "words=9"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["decisions"]["as suggested"]["overall"]["mrr"] == 1 / 2
    assert found["decisions"]["configured"]["overall"]["needs"] == 1
    stages = found["acceptance_by_rank"]
    assert stages["1"] == {"suggested": 1, "shortlisted": 0, "proposed": 0, "agreed": 0}
    assert stages["2"] == {"suggested": 1, "shortlisted": 1, "proposed": 1, "agreed": 0}
    assert "Too few" in found["remark"]


def test_tables_say_that_there_is_too_little(app: Flask, judged: dict[str, int]) -> None:
    run = with_commands(app).test_cli_runner()
    printed = run.invoke(args=["evaluate", "--decisions"]).output
    assert "2 decisions; 1 needs have one in favour of a provider. Too few" in printed
    assert "Acceptance by rank" in printed
    assert "all needs" in printed
