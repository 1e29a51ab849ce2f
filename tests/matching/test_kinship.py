"""Needs that are nearly the same are grouped across languages, and no others are."""

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.matching import Engine, Profile, Text
from matchmaker.matching.kinship import NEARLY_THE_SAME, Kin, Kinship
from matchmaker.topics.lexicon.concepts import bundled
from tests.matching.examples import BREVETS, INDICATIONS

CAFE = (
    "Nuestros caficultores quieren registrar una indicación geográfica. Necesitamos ayuda con el "
    "pliego de condiciones, la asociación de productores y los controles del nombre."
)
COFFEE = (
    "Our coffee growers want to register a geographical indication. We need help with the "
    "specification, the producers' association and the controls of the name."
)
SONGS = "A collecting society that pays songwriters, singers and publishers what the radio owes."


def kinship(texts: Iterable[tuple[str, str, str]], chosen: Iterable[str] = ()) -> Kinship:
    """Return the kinship of needs given as id, text, language."""
    needs = [
        Profile(name, "need", code, (Text("n", "", body, code),)) for name, body, code in texts
    ]
    index = Engine().fit(needs).index_
    return Kinship(index, list(chosen) or [one.id for one in needs], bundled().concepts)


FOUR = [("a", COFFEE, "en"), ("b", CAFE, "es"), ("c", BREVETS, "fr"), ("d", SONGS, "en")]


def test_needs_of_two_languages_that_say_the_same_are_one_group() -> None:
    (group,) = kinship(FOUR).groups()
    assert group.ids == ("a", "b")
    assert group.likeness >= NEARLY_THE_SAME
    assert "geographical-indications" in group.concepts


def test_only_the_chosen_are_compared() -> None:
    assert kinship(FOUR, ["a", "c", "d"]).groups() == []
    assert kinship(FOUR, ["a", "nobody"]).groups() == []
    assert kinship(FOUR, ["a", "c"]).near("b") == []


def test_the_near_ones_of_one_need_are_told_with_what_they_share() -> None:
    (pair,) = kinship(FOUR).near("b")
    assert pair.ids == ("a", "b")
    assert pair.concepts == kinship(FOUR).groups()[0].concepts
    assert kinship(FOUR).near("d") == []


def test_no_needs_make_no_groups() -> None:
    assert kinship([]).groups() == []
    assert kinship([("a", COFFEE, "en")]).groups() == []
    assert kinship([("a", "", "en"), ("b", "", "en")]).groups() == []


def test_a_chain_of_half_alike_needs_is_not_one_group() -> None:
    chain = kinship([("a", COFFEE, "en"), ("b", f"{COFFEE} {SONGS}", "en"), ("c", SONGS, "en")])
    least = 0.3
    assert len(chain.near("b", least)) == 2
    assert [group.ids for group in chain.groups(least)] in ([("a", "b")], [("b", "c")])


BODIES = st.lists(
    st.sampled_from([COFFEE, CAFE, SONGS, INDICATIONS, f"{COFFEE} {SONGS}", ""]), max_size=7
)


@settings(max_examples=25)
@given(BODIES, st.sampled_from([0.3, 0.5, 0.7, 0.9]))
def test_any_two_of_a_group_are_alike_and_nobody_is_in_two(bodies: list[str], least: float) -> None:
    found = kinship([(f"n{i}", body, "en") for i, body in enumerate(bodies)])
    groups = found.groups(least)
    members = [name for group in groups for name in group.ids]
    assert len(members) == len(set(members))
    for group in groups:
        for one in group.ids:
            near = {name for pair in found.near(one, least - 1e-6) for name in pair.ids}
            assert set(group.ids) <= near


@pytest.mark.parametrize("block", [1, 2, 1000])
def test_groups_do_not_depend_on_the_size_of_blocks(
    monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr("matchmaker.matching.kinship.BLOCK", block)
    groups: list[Kin] = kinship(FOUR).groups()
    assert [group.ids for group in groups] == [("a", "b")]
    assert np.isfinite([group.likeness for group in groups]).all()
