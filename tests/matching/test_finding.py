"""Typed words are read for what they mean, and texts are found by that in any language."""

import pytest

from matchmaker.matching import Engine, Profile, Text
from matchmaker.matching.finding import TEXT_ONLY, hits, understood
from matchmaker.matching.weights import TEXT_SIGNALS
from matchmaker.topics.lexicon.concepts import bundled
from tests.matching.examples import BREVETS, INDICATIONS, PATENTS

ORIGIN = (
    "Acompañamos a los productores de café en el registro de su denominación de origen, "
    "redactamos el pliego de condiciones y organizamos el control del nombre."
)


def writer(name: str, body: str, language: str) -> Profile:
    """Return a profile of one text."""
    return Profile(name, "offer", language, (Text("t", "", body, language),))


@pytest.fixture(scope="module")
def engine() -> Engine:
    """An engine over four texts in three languages."""
    return Engine().fit(
        [
            writer("offer-1", PATENTS, "en"),
            writer("offer-2", BREVETS, "fr"),
            writer("offer-3", INDICATIONS, "en"),
            writer("expert-4", ORIGIN, "es"),
        ]
    )


def read(engine: Engine, words: str, language: str) -> Text | None:
    return understood(engine.reader, engine.lexicon, words, language)


def found(engine: Engine, words: str, language: str) -> list[str]:
    """Return whom the words find, sorted."""
    text = read(engine, words, language)
    return sorted(hit.id for hit in hits(engine, [text], 0.3, 10)) if text else []


def test_only_what_is_written_counts() -> None:
    assert {name for name, weight in TEXT_ONLY.each().items() if weight} == set(TEXT_SIGNALS)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("GI", "en"),
        ("IG", "fr"),
        ("IG", "zh"),
        ("地理标志", "en"),
        ("المؤشرات الجغرافية", "ar"),
        ("ГЕОГРАФИЧЕСКИЕ УКАЗАНИЯ", "pt"),
        ("le nom du lieu qui garantit le produit", "fr"),
        ("indicaciones geográficas para queso", "en"),
        ("how to register a geographical indication", "ru"),
    ],
)
def test_words_of_any_language_find_texts_of_all(engine: Engine, words: str, language: str) -> None:
    assert found(engine, words, language) == ["expert-4", "offer-3"]


@pytest.mark.parametrize("words", ["PCT", "TISC", "CATI", "IG", "GI"])
def test_abbreviations_are_known_on_every_page(engine: Engine, words: str) -> None:
    for language in ("ar", "en", "es", "fr", "pt", "ru", "zh"):
        assert read(engine, words, language), language


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "…",
        "Traoré",
        "Morocco office",
        "Agence sénégalaise",
        "OF-2026-003",
        "asdf",
        "😀",
        "\x00",
    ],
)
def test_names_and_numbers_name_no_idea(engine: Engine, words: str) -> None:
    assert read(engine, words, "en") is None


def test_an_abbreviation_of_the_pages_language_comes_before_others() -> None:
    lexicon = bundled()
    reader = Engine(lexicon).reader
    text = understood(reader, lexicon, "IG", "fr")
    assert text
    assert text.title == lexicon.concepts["geographical-indications"].label("fr")


def test_hits_say_which_concepts_they_share(engine: Engine) -> None:
    text = read(engine, "GI", "ar")
    assert text
    for hit in hits(engine, [text], 0.3, 10):
        assert hit.concepts[0] == "geographical-indications"
        assert 0.3 <= hit.likeness <= 1 + 1e-9
        assert hit.points > 0


def test_hits_are_ordered_by_points_and_limited_for_each_kind(engine: Engine) -> None:
    need = Text("n", "", f"{PATENTS} {INDICATIONS} {ORIGIN}", "en")
    every = hits(engine, [need], 0.05, 10)
    assert [hit.points for hit in every] == sorted((hit.points for hit in every), reverse=True)
    kinds = hits(engine, [need], 0.05, 1, lambda name: name.partition("-")[0])
    assert [hit.id.partition("-")[0] for hit in kinds].count("offer") == 1
    assert [hit.id.partition("-")[0] for hit in kinds].count("expert") == 1


def test_nothing_is_found_where_nothing_is_alike_or_nothing_is_there(engine: Engine) -> None:
    text = Text("n", "", "The bus to the beach leaves at noon.", "en")
    assert hits(engine, [text], 0.3, 10) == []
    assert hits(engine, [], 0.3, 10) == []
    assert hits(Engine().fit([]), [text], 0.0, 10) == []
