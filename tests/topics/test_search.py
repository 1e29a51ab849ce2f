"""Concepts are found by any of their words, in seven languages, however they are typed."""

from types import MappingProxyType

import pytest

from matchmaker.topics.lexicon.concepts import LANGUAGES, Concept, Form, Lexicon, bundled
from matchmaker.topics.lexicon.search import find, folded, holders, narrower


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Indication géographique", "INDICATION GEOGRAPHIQUE"),
        ("المؤشّرات الجغرافيّة", "مؤشرات جغرافية"),
        ("والبراءات", "براءات"),
        ("للملكية", "ملكية"),
        ("إيداع", "ايداع"),
        ("فحـــص", "فحص"),
        ("Ещё", "еще"),
        ("专利，商标", "专利 商标"),
        ("ＰＣＴ", "pct"),
        ("patent-pool", "Patent pool"),
    ],
)
def test_ways_of_typing_the_same_are_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("marca", "marco"), ("براءة", "براد"), ("专利", "专业")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("geographical indication", "geographical-indications"),
        ("GEOGRAPHICAL  indic", "geographical-indications"),
        ("indication geographique", "geographical-indications"),
        ("indicaciones geográficas", "geographical-indications"),
        ("地理标志", "geographical-indications"),
        ("المؤشرات الجغرافية", "geographical-indications"),
        ("географические указания", "geographical-indications"),
        ("pct", "pct"),
        ("Patentes", "patents"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_a_word_of_any_language_finds_its_concept_first(
    words: str, code: str, language: str
) -> None:
    assert find(bundled(), words, language)[0].concept.code == code


@pytest.mark.parametrize("words", ["qqqzzz", "…", "!?", "\u200b", "😀", "a" * 5000])
def test_what_nobody_says_finds_nothing(words: str) -> None:
    assert find(bundled(), words, "en") == []


def test_without_words_everything_is_listed_by_its_label() -> None:
    for words in ("", "  "):
        found = find(bundled(), words, "fr")
        labels = [folded(one.concept.label("fr")) for one in found]
        assert len(found) == len(bundled().concepts)
        assert labels == sorted(labels)


def test_a_kind_narrows_what_is_found() -> None:
    found = find(bundled(), "training", "en", "assistance")
    assert found
    assert {one.concept.facet for one in found} == {"assistance"}
    assert len(found) < len(find(bundled(), "training", "en"))


def small() -> Lexicon:
    """Return two concepts that share a word."""
    words = {
        language: (Form(f"fruit {language}"), Form("apple", weak=True)) for language in LANGUAGES
    }
    more = {language: (Form("apple tree"),) for language in LANGUAGES}
    made = (
        Concept("fruit", "subject", words),
        Concept("trees", "subject", more, broader=("fruit",)),
    )
    return Lexicon(MappingProxyType({one.code: one for one in made}))


def test_the_very_word_comes_before_longer_ones_and_says_by_what_it_was_found() -> None:
    found = find(small(), "Apple", "en")
    assert [(one.concept.code, one.text) for one in found] == [
        ("fruit", "apple"),
        ("trees", "apple tree"),
    ]
    assert [one.concept.code for one in find(small(), "tree apple", "en")] == ["trees"]
    assert find(small(), "pple", "en") == []


def test_who_else_holds_a_term_is_known_in_each_language() -> None:
    assert holders(small(), "fr", "APPLE") == [("fruit", Form("apple", weak=True))]
    assert holders(small(), "fr", "fruit en") == []


def test_narrower_concepts_are_the_other_way_of_broader() -> None:
    assert narrower(small()) == {"fruit": ("trees",)}
