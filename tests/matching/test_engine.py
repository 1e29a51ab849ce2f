"""The ranking: fair, exact, the same every time, and silent where it cannot know."""

import json
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.exceptions import NotFittedError

from matchmaker.matching import (
    OTHER_WORDS,
    Engine,
    Profile,
    Ranking,
    Requirement,
    Suggestion,
    Text,
    Weights,
    suggestion_from_dict,
    suggestion_to_dict,
)
from matchmaker.topics.lexicon.concepts import Lexicon, bundled

from .examples import (
    BREVETS,
    INDICATIONS,
    PATENTS,
    TODAY,
    a_need,
    essential,
    evidence,
    expert,
)

GI = frozenset({"geographical-indications"})


def rank(need: Profile, *providers: Profile, **options: Any) -> Ranking:
    return Engine(**options).fit(providers, [need]).rank(need, TODAY)


def ids(ranking: Ranking) -> list[str]:
    return [one.provider_id for one in ranking.suggestions]


def only(ranking: Ranking) -> Suggestion:
    assert len(ranking.suggestions) == 1
    return ranking.suggestions[0]


def test_who_knows_the_subject_comes_and_who_does_not_stays_away() -> None:
    other = expert("gi", (INDICATIONS,) * 3, topics=GI)
    assert ids(rank(a_need(), other, expert("patents"))) == ["patents"]


def test_the_reasons_show_the_words_as_written() -> None:
    found = only(rank(a_need("Examining a medicine patent"), expert()))
    part = next(p for p in found.parts if p.key == "medicin")
    assert (part.signal, part.text) == ("words", found.evidence[0].text)
    assert (part.need_words, part.provider_words) == (("medicine",), ("medicines",))


def test_terms_beyond_the_listed_are_summed_up() -> None:
    found = only(rank(a_need(), expert()))
    words = [part for part in found.parts if (part.signal, part.text) == ("words", "t0")]
    assert len(words) == 9
    assert words[-1].key == OTHER_WORDS
    assert words[-1].points > 0


def test_the_evidence_is_the_best_three() -> None:
    found = only(
        rank(
            a_need(), expert(bodies=(INDICATIONS, PATENTS, PATENTS, INDICATIONS, BREVETS, PATENTS))
        )
    )
    assert {one.text for one in found.evidence} == {"t1", "t2", "t5"}


def test_south_alone_suggests_nobody() -> None:
    need = a_need(assistance=frozenset({"training"}))
    provider = expert(bodies=(INDICATIONS,) * 3, topics=GI, assistance=frozenset({"training"}))
    ranking = rank(need, provider)
    assert (ranking.suggestions, ranking.not_enough_evidence) == ((), ())
    assert ranking.diagnosis.know_subject == 0


def test_an_essential_requirement_excludes_and_is_explained() -> None:
    ranking = rank(a_need(requirements=essential("language", "fr")), expert())
    assert ranking.suggestions == ()
    assert ranking.diagnosis.one_change is not None
    assert ranking.diagnosis.one_change.admits == 1


def test_what_a_person_must_check_is_named() -> None:
    found = only(rank(a_need(requirements=essential("other", "Patience")), expert()))
    assert [check.need_value for check in found.to_check] == ["Patience"]


@pytest.mark.parametrize("bodies", [(), ("patents",), (PATENTS,), ("patent search", "medicines")])
def test_too_little_text_is_named_apart(bodies: tuple[str, ...]) -> None:
    ranking = rank(a_need(), expert("enough"), expert("little", bodies))
    assert ids(ranking) == ["enough"]
    assert ranking.not_enough_evidence == ("little",)
    assert ranking.diagnosis.know_subject == 1


def test_too_little_text_with_a_conflict_is_not_named() -> None:
    little = expert("little", (PATENTS,), conflicts=frozenset({"MW"}))
    assert rank(a_need(), little).not_enough_evidence == ()


def test_fewer_texts_never_earn_more() -> None:
    two = expert("two", (PATENTS,) * 2)
    three = expert("three", (PATENTS, PATENTS, INDICATIONS))
    same = expert("same", (PATENTS,) * 3)
    assert ids(rank(a_need(), two, three, same)) == ["same", "three", "two"]


@given(st.lists(st.sampled_from([PATENTS, INDICATIONS, "coffee", "search"]), max_size=5))
@settings(max_examples=30, deadline=None)
def test_one_more_text_never_costs_points(more: list[str]) -> None:
    need = a_need()
    engine = Engine(subject_minimum=0).fit(
        [expert("few", (PATENTS, INDICATIONS)), expert("more", (PATENTS, INDICATIONS, *more))]
    )
    score = {one.provider_id: one.score for one in engine.rank(need, TODAY).suggestions}
    assert score["more"] >= score["few"] - 1e-9


def test_another_language_is_no_disadvantage() -> None:
    french = expert("french", (BREVETS,) * 3, language="fr")
    weak = expert("weak", (INDICATIONS,) * 3, topics=frozenset({"patent-examination", "pct"}))
    best = only(rank(a_need(), french, weak))
    assert best.provider_id == "french"
    assert best.points("words") == 0
    assert best.points("other_language") > 0
    assert {one.text for one in best.evidence} == {"t0", "t1", "t2"}
    told = next(part for part in best.parts if part.key == "patent-examination")
    assert told.signal == "concepts"
    assert "examiné" in " ".join(told.provider_words)


def test_an_added_language_is_no_disadvantage() -> None:
    both = expert("both", (BREVETS,) * 3, language="fr")
    both = replace(both, texts=(*both.texts, Text("en", "", INDICATIONS, "en")))
    french = expert("french", (BREVETS,) * 3, language="fr")
    ranking = rank(a_need(), both, french)
    assert [one.score for one in ranking.suggestions] == pytest.approx(
        [ranking.suggestions[0].score] * 2
    )


def test_a_broader_topic_counts_half() -> None:
    need = replace(a_need(topics=frozenset({"pct"})), texts=())
    ranking = rank(
        need,
        expert("near", topics=frozenset({"patent-examination"})),
        expert("exact", topics=frozenset({"pct"})),
        subject_minimum=0.1,
    )
    exact, near = ranking.suggestions
    assert (exact.provider_id, near.provider_id) == ("exact", "near")
    assert {part.key for part in near.parts if part.signal == "topics"} == {"patents"}


def test_a_cyclic_lexicon_ends() -> None:
    concepts = dict(bundled().concepts)
    for code, above in (("patents", "patent-examination"), ("patent-examination", "patents")):
        concepts[code] = replace(concepts[code], broader=(above,))
    assert ids(rank(a_need(), expert(), lexicon=Lexicon(concepts))) == ["x"]


def test_an_unknown_concept_says_nothing() -> None:
    concepts = dict(bundled().concepts)
    concepts["patents"] = replace(concepts["patents"], related=("no-such-concept",))
    need = a_need(topics=frozenset({"patent-examination", "no-such-topic"}))
    assert ids(rank(need, expert(), lexicon=Lexicon(concepts))) == ["x"]


WORDS = st.sampled_from(
    [
        *("patent", "patents", "examination", "coffee", "brevet", "marque", "الملكية"),
        *("علامة", "专利", "商标", "знак", "😀", "\x00", "2013"),
    ]
)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)
LANGUAGES = st.sampled_from(["en", "fr", "ar", "zh", "ru", "hi", ""])
TOPICS = st.frozensets(st.sampled_from(["a", "b", "c", "d"]))


@st.composite
def profiles(draw: st.DrawFn, name: str, kind: Any) -> Profile:
    texts = draw(st.lists(st.tuples(TEXTS, TEXTS, LANGUAGES), min_size=1, max_size=4))
    return Profile(
        name,
        kind,
        texts[0][2],
        tuple(Text(f"t{i}", *text) for i, text in enumerate(texts)),
        draw(TOPICS),
        draw(TOPICS),
        status=draw(st.sampled_from(["ldc", "developing", "developed", None])),
        groups=draw(TOPICS),
        region=draw(st.sampled_from(["north", None])),
        languages=draw(TOPICS),
        mode=draw(st.sampled_from(["remote", "mixed", None])),
        requirements=(Requirement("r", "topic", "a", False), Requirement("o", "other", "", True)),
    )


@given(profiles("need", "need"), st.tuples(*(profiles(f"p{i}", "offer") for i in range(4))))
@settings(max_examples=80, deadline=None)
def test_the_parts_add_up_and_the_order_of_providers_is_nothing(
    need: Profile, providers: tuple[Profile, ...]
) -> None:
    options: dict[str, Any] = {"subject_minimum": 0}
    ranking = Engine(**options).fit(providers, [need]).rank(need, TODAY)
    again = Engine(**options).fit(reversed(providers), [need]).rank(need, TODAY)
    assert ranking == again
    for one in ranking.suggestions:
        assert abs(math.fsum(part.points for part in one.parts) - one.score) < 1e-9
        assert all(part.points > 0 for part in one.parts)
        assert 0 <= one.score <= 100
        assert suggestion_from_dict(json.loads(json.dumps(suggestion_to_dict(one)))) == one


def test_ties_go_by_id() -> None:
    assert ids(rank(a_need(), expert("b"), expert("c"), expert("a"))) == ["a", "b", "c"]


def test_top_limits_the_list_and_not_the_diagnosis() -> None:
    need = a_need()
    engine = Engine().fit([expert("a"), expert("b"), expert("c")])
    assert len(engine.rank(need, TODAY, top=2).suggestions) == 2
    assert len(engine.rank(need, TODAY, top=None).suggestions) == 3
    assert engine.rank(need, TODAY, top=1).diagnosis.pass_all == 3


@pytest.mark.parametrize("body", ["", "patent", "😀 \x00\x1b \u202e", "!!! ... 2013"])
def test_a_need_that_says_little_has_an_answer(body: str) -> None:
    need = replace(a_need(topics=frozenset()), texts=evidence(body))
    assert rank(need, expert()).diagnosis.not_enough_evidence == 0


def test_a_need_without_texts_is_ranked_by_topics() -> None:
    need = replace(a_need(), texts=())
    assert ids(rank(need, expert(), subject_minimum=1)) == ["x"]


def test_a_very_long_text_is_ranked() -> None:
    assert ids(rank(a_need(PATENTS * 4_000), expert())) == ["x"]


def test_nobody_to_rank() -> None:
    assert rank(a_need()).suggestions == ()


def test_refusals() -> None:
    with pytest.raises(NotFittedError):
        Engine().rank(a_need(), TODAY)
    with pytest.raises(ValueError, match="same id"):
        Engine().fit([expert(), expert()])
    with pytest.raises(ValueError, match="100"):
        Weights(words=90)
    with pytest.raises(ValueError, match="negative"):
        Weights(words=-1)
