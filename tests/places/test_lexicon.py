"""Names and their order."""

import pytest

from matchmaker.places import lexicon


@pytest.mark.parametrize("language", lexicon.LANGUAGES)
def test_every_country_is_named_in_every_language(language: str) -> None:
    names = dict(lexicon.country_choices(language))
    assert len(names) == 197
    assert all(name and name != code for code, name in names.items())
    assert len(set(names.values())) == 197


@pytest.mark.parametrize("language", lexicon.LANGUAGES)
def test_every_group_is_named_in_every_language(language: str) -> None:
    assert all(name and name != code for code, name in lexicon.group_choices(language))


def test_the_united_nations_form_comes_before_the_cldr() -> None:
    assert lexicon.country_name("TR", "en") == "Türkiye"
    assert lexicon.country_name("LA", "fr") == "République démocratique populaire lao"
    assert lexicon.country_name("KE", "ar") == "كينيا"


def test_what_is_not_known_stays_as_it_is() -> None:
    assert lexicon.country_name("XX", "en") == "XX"
    assert lexicon.group_name("nothing", "en") == "nothing"
    assert lexicon.country_name("KE", "sw") == "Kenya"


@pytest.mark.parametrize(
    ("language", "codes"),
    [
        ("fr", ["ZA", "EG", "ET", "FJ", "CK"]),  # Afrique, Égypte, Éthiopie, Fidji, Îles Cook
        ("es", ["ES", "EE", "ET", "PA", "GB"]),
        ("ru", ["IL", "IR", "ES", "IT", "YE", "CV"]),  # И before Й, Й before К
        ("ar", ["AR", "ES", "BR", "TN", "CN"]),  # the article of الأرجنتين and الصين is passed over
        ("zh", ["AL", "PE", "FJ", "NR", "CN"]),  # A, Bi, Fei, Nao, Zhong
    ],
)
def test_names_stand_in_their_languages_order(language: str, codes: list[str]) -> None:
    assert lexicon.sorted_by_name(reversed(codes), language) == codes


def test_a_spanish_n_with_tilde_comes_after_n() -> None:
    assert lexicon.sort_key("caña", "es") > lexicon.sort_key("canto", "es")
    assert lexicon.sort_key("caña", "pt") < lexicon.sort_key("canto", "pt")


def test_a_country_is_found_by_its_name_in_any_language() -> None:
    assert lexicon.countries_named("cote ivoire") == {"CI"}
    assert lexicon.countries_named("КЕНИЯ") == {"KE"}
    assert lexicon.countries_named("尼泊尔") == {"NP"}
    assert lexicon.countries_named("npl") == {"NP"}
    assert lexicon.countries_named("atlantis") == frozenset()
    assert len(lexicon.countries_named("")) == 197
