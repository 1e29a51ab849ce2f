"""Words of seven languages become terms, and keep the form in which they were written."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.matching.profiles import Text
from matchmaker.matching.text import LANGUAGES, Analyzer, count_words, term_of

ANALYZER = Analyzer()


def terms(text: str, language: str) -> list[str]:
    return [word.term for word in ANALYZER.words(text, language) if word.term]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ar", "براءة البراءة والبراءة براءات والبراءات بالبراءات"),
        ("ar", "علامة العلامات بالعلامات"),
        ("ar", "مُؤَلِّف المـــؤلف المؤلفين"),
        ("en", "examine examined examining"),
        ("en", "indication indications Indications Indi\u00adcations"),
        ("es", "patente patentes"),
        ("fr", "brevet brevets BREVETS"),
        ("pt", "marca marcas"),
        ("ru", "патент патентов патентами"),
        ("ru", "знак знаки знаков знаками"),
    ],
)
def test_forms_of_one_word_are_one_term(language: str, forms: str) -> None:
    assert len(set(terms(forms, language))) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "براءة علامة حق المؤلف قانون تصميم زيارة تدريب"),
        ("en", "right rights work works goods name invention novel information patent mark design"),
        ("es", "patente marca derecho autor obra uso acuerdo diseño ley"),
        ("fr", "brevet marque droit auteur oeuvre dessin loi nom valeur"),
        ("pt", "patente marca direito autor obra nome sistema lei conselho"),
        ("ru", "патент знак право образец товарный имя место женщина закон"),
        ("zh", "专利 商标 版权 标志 法律 审查 植物 品种 传统 知识"),
    ],
)
def test_no_word_of_the_field_is_a_stop_word(language: str, words: str) -> None:
    assert [word for word in words.split() if term_of(word, language) is None] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "من على هذا"),
        ("en", "the of and"),
        ("es", "de la y"),
        ("fr", "le les dans"),
        ("pt", "o de para"),
        ("ru", "и не для"),
        ("zh", "的 和 因为"),
    ],
)
def test_words_without_subject_are_left_out(language: str, words: str) -> None:
    assert terms(words, language) == []


def test_chinese_is_cut_into_words_and_keeps_labels_whole() -> None:
    assert terms("商标的注册", "zh") == ["商标", "注册"]
    told = Analyzer(["地理标志"])
    assert "地理标志" in [word.term for word in told.words("地理标志保护", "zh")]


def test_a_text_that_mixes_languages_is_read_piece_by_piece() -> None:
    found = terms("WIPO 专利 البراءة патентов patents", "en")
    assert found == ["wipo", "专利", terms("براءة", "ar")[0], "патент", "patent"]


def test_pairs_keep_the_words_between_as_written() -> None:
    reading = ANALYZER.read("en", [Text("k", "", "the examination of\tpatents, marks", "en")])
    assert reading.surfaces["examin patent"] == ("examination of patents",)
    assert "patent mark" not in reading.surfaces  # a comma parts them


def test_the_title_counts_three_times() -> None:
    reading = ANALYZER.read("en", [Text("k", "patents", "patents marks", "en")])
    assert reading.terms.count("patent") == 4
    assert reading.words == 3


def test_the_words_stand_where_they_say() -> None:
    text = "L’examen d'une marque 😀 \x00 专利审查 علامة"
    for word in ANALYZER.words(text, "fr"):
        assert text[word.start : word.end] == word.surface


def test_an_unknown_language_is_read_without_rules() -> None:
    assert terms("भौगोलिक संकेत", "hi") == ["भौगोलिक", "संकेत"]
    assert terms("patents of", "") == ["patents", "of"]


def test_the_region_of_a_language_changes_nothing() -> None:
    assert terms("marcas registradas", "pt-BR") == terms("marcas registradas", "pt")


def test_a_hundred_thousand_words_are_read_in_seconds() -> None:
    started = time.perf_counter()
    assert count_words(Text("k", "", "patents and marks " * 34_000, "en")) == 102_000
    assert time.perf_counter() - started < 10


@given(st.text(), st.sampled_from([*LANGUAGES, "hi", ""]))
def test_any_text_is_read_and_nothing_is_invented(text: str, language: str) -> None:
    reading = ANALYZER.read(language, [Text("k", text, text, language)])
    assert set(reading.terms) == set(reading.surfaces)
    assert all(
        surface.isprintable()
        for forms in reading.surfaces.values()
        for surface in forms
        if " " in surface
    )
