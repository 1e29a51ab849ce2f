"""Each hard rule, the diagnosis that counts them, and the change that helps most."""

import json
from datetime import date
from typing import Any

import pytest

from matchmaker.matching import (
    Check,
    Diagnosis,
    Profile,
    Requirement,
    diagnosis_from_dict,
    diagnosis_to_dict,
)
from matchmaker.matching.diagnosis import Obstacle, OneChange, diagnose
from matchmaker.matching.rules import checks, excludes, meets

from .examples import TODAY, a_need, essential, expert

BROADER = {"patent-examination": "patents", "patents": "patent-examination"}  # a cycle


def judge(need: Profile, provider: Profile, rule: str) -> Check:
    return next(c for c in checks(need, provider, TODAY, BROADER) if c.rule == rule)


@pytest.mark.parametrize(
    ("kind", "value", "facts", "passed"),
    [
        ("language", "en", {}, True),
        ("language", "fr", {}, False),
        ("topic", "patent-examination", {}, True),
        ("topic", "patents", {}, True),
        ("topic", "designs", {}, False),
        ("group", "ldc", {"groups": frozenset({"ldc"})}, True),
        ("group", "africa", {"region": "africa"}, True),
        ("group", "ecowas", {}, False),
        ("missions", "3", {"missions": 3}, True),
        ("missions", "3", {"missions": 2}, False),
        ("missions", "3", {}, None),
        ("missions", "many", {"missions": 2}, None),
        ("provider", "expert", {}, True),
        ("provider", "offer", {}, False),
        ("provider", "friend", {}, None),
        ("other", "Has run a small office", {}, None),
    ],
)
def test_essential_requirements(
    kind: str, value: str, facts: dict[str, Any], passed: bool | None
) -> None:
    found = meets(essential(kind, value, "key")[0], expert(**facts), BROADER)
    assert (found.passed, found.need_value, found.requirement) == (passed, value, "key")


def test_what_only_a_person_can_judge_excludes_nobody() -> None:
    need = a_need(requirements=essential("other", "Patience"))
    found = checks(need, expert(), TODAY, {})
    assert found[0].passed is None
    assert not excludes(found)


def test_a_desirable_requirement_excludes_nobody() -> None:
    need = a_need(requirements=(Requirement("r", "language", "fr", False),))
    assert not excludes(checks(need, expert(), TODAY, {}))


@pytest.mark.parametrize(
    ("mine", "theirs", "passed"),
    [
        ({}, {}, True),
        ({}, {"conflicts": frozenset({"MW"})}, False),
        ({}, {"conflicts": frozenset({"office-mw"})}, False),
        ({"conflicts": frozenset({"KE"})}, {}, False),
        ({"conflicts": frozenset({"x"})}, {}, False),
        ({"conflicts": frozenset({"ZM"})}, {"conflicts": frozenset({"ZM"})}, True),
    ],
)
def test_conflicts_count_from_either_side(
    mine: dict[str, Any], theirs: dict[str, Any], passed: bool
) -> None:
    assert judge(a_need(**mine), expert(**theirs), "conflict").passed is passed


def test_an_office_does_not_answer_its_own_need() -> None:
    own = expert(organization="office-mw")
    assert judge(a_need(), own, "own_organization").passed is False
    assert judge(a_need(organization=None), expert(), "own_organization").passed is True


def test_cooperation_is_between_countries() -> None:
    need = a_need(country="SN")
    assert judge(need, expert(country="SN"), "own_country").passed is False
    assert judge(need, expert(country="MA"), "own_country").passed is True
    assert judge(need, expert(country=None), "own_country").passed is True


@pytest.mark.parametrize(
    ("left", "free", "wished", "passed"),
    [
        (None, None, None, True),
        (1, None, None, True),
        (0, None, None, False),
        (0, date(2027, 3, 1), None, False),
        (0, date(2027, 3, 1), date(2027, 2, 28), False),
        (0, date(2027, 3, 1), date(2027, 3, 1), True),
    ],
)
def test_a_full_provider_is_stopped_until_free(
    left: int | None, free: date | None, wished: date | None, passed: bool
) -> None:
    provider = expert(capacity_left=left, free_from=free)
    assert judge(a_need(wished_from=wished), provider, "capacity").passed is passed


@pytest.mark.parametrize(
    ("comes", "wished", "passed"),
    [
        (None, {}, True),
        (TODAY, {}, True),
        (date(2027, 1, 1), {}, None),
        (date(2027, 1, 1), {"wished_from": date(2026, 12, 1)}, False),
        (date(2027, 1, 1), {"wished_until": date(2027, 1, 1)}, True),
        (date(2027, 1, 2), {"wished_until": date(2027, 1, 1)}, False),
    ],
)
def test_a_provider_who_comes_after_the_wished_dates_is_stopped(
    comes: date | None, wished: dict[str, Any], passed: bool | None
) -> None:
    found = judge(a_need(**wished), expert(available_from=comes), "availability")
    assert found.passed is passed


def told(need: Profile, *providers: Profile) -> Diagnosis:
    return diagnose((p, checks(need, p, TODAY, {})) for p in providers)


def test_the_diagnosis_counts_what_stops_whom() -> None:
    need = a_need(requirements=essential("language", "fr"))
    french = frozenset({"fr"})
    found = told(
        need,
        expert("a"),
        expert("b"),
        expert("c", languages=french),
        expert("d", languages=french, capacity_left=0, free_from=date(2027, 3, 1)),
        expert("e", capacity_left=0, free_from=date(2027, 5, 1)),
        expert("f", conflicts=frozenset({"MW"})),
    )
    assert (found.know_subject, found.pass_all) == (6, 1)
    assert found.obstacles == (
        Obstacle("language", "fr", 4),
        Obstacle("capacity", "", 2, date(2027, 3, 1)),
        Obstacle("conflict", "", 1),
    )
    assert found.one_change == OneChange("language", "fr", 2, "r")
    assert diagnosis_from_dict(json.loads(json.dumps(diagnosis_to_dict(found)))) == found


def test_a_conflict_is_never_the_change_to_make() -> None:
    found = told(a_need(), expert(conflicts=frozenset({"MW"})))
    assert found.one_change is None
    assert diagnosis_from_dict(json.loads(json.dumps(diagnosis_to_dict(found)))) == found


def test_nobody_knows_the_subject() -> None:
    assert diagnose([]) == Diagnosis(0, 0, 0, (), None)
