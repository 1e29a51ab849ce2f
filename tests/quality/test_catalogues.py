"""The catalogues say everything in six languages besides English, and keep what must be kept."""

import runpy
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from matchmaker.web.languages import DEFAULT, LANGUAGES, catalogue_folder
from tests.quality.places import ROOT
from tests.quality.texts import faults

LOCALES = [one.locale for one in LANGUAGES.values() if one.code != DEFAULT]
SHOWN = 15
ENGLISH = """
msgid "Need"
msgstr ""

#, python-format
msgid "Sent to %(name)s by <b>mail</b>"
msgstr ""

#, python-format
msgid "%(num)s day"
msgid_plural "%(num)s days"
msgstr[0] ""
msgstr[1] ""
"""
GOOD = """
msgid ""
msgstr ""
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Need"
msgstr "Besoin"

#, python-format
msgid "Sent to %(name)s by <b>mail</b>"
msgstr "Par <b>courriel</b>, à %(name)s"

#, python-format
msgid "%(num)s day"
msgid_plural "%(num)s days"
msgstr[0] "%(num)s jour"
msgstr[1] "%(num)s jours"
"""


def parsed(text: str, locale: str | None = None) -> Catalog:
    """Return a catalogue out of its text."""
    return read_po(BytesIO(text.encode()), locale=locale)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every message that the code and the templates mark, as `scripts/messages` collects them."""
    target = tmp_path_factory.mktemp("messages") / "messages.pot"
    runpy.run_path(str(ROOT / "scripts" / "messages"))["extract"](target)
    with target.open("rb") as file:
        return read_po(file)


def test_a_good_catalogue_has_no_faults() -> None:
    assert faults(parsed(ENGLISH), parsed(GOOD, "fr")) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgid "Need"\nmsgstr "Besoin"', "", "not there: 'Need'"),
        ('"Besoin"', '""', "not translated: 'Need'"),
        ('msgid "Need"', '#, fuzzy\nmsgid "Need"', "fuzzy: 'Need'"),
        ('"Besoin"', '"Besoin "', "other space at the edges of 'Besoin '"),
        ("à %(name)s", "à %(nom)s", "other placeholders"),
        ("à %(name)s", "à %s", "other placeholders"),
        ("%(num)s jours", "jours", "other placeholders in 'jours'"),
        ("<b>courriel</b>", "courriel", "other HTML tags"),
        ("à %(name)s", "à 100 % %(name)s", "a stray per cent sign"),
        ('msgstr[1] "%(num)s jours"', "", "not translated: '%(num)s day'"),
        ('msgstr[1] "%(num)s jours"', 'msgstr[1] ""', "not translated: '%(num)s day'"),
        ('msgid "Need"', 'msgid "Needs"', "no longer used: 'Needs'"),
    ],
)
def test_a_fault_in_a_catalogue_is_found(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    found = faults(parsed(ENGLISH), parsed(GOOD.replace(old, new), "fr"))
    assert any(one.startswith(fault) for one in found), found


def test_a_form_for_one_number_may_say_it_in_words() -> None:
    one = 'msgstr[0] "%(num)s jour"'
    assert one in GOOD
    spelled = GOOD.replace(one, 'msgstr[0] "un jour"')
    assert len(faults(parsed(ENGLISH), parsed(spelled, "fr"))) == 1
    assert faults(parsed(ENGLISH), parsed(spelled.replace("(n > 1)", "(n != 1)"), "es")) == []


def test_the_texts_of_python_and_of_templates_are_collected(extracted: Catalog) -> None:
    for marked_with, text in {
        "N_": "Focal point of an office",
        "_l": "This cannot be left empty.",
        "tr": "Choose one of the values that are offered.",
        "a template's _": "Skip to the content",
        "a template's ngettext": "%(num)s day",
    }.items():
        assert text in extracted, marked_with


def test_the_catalogues_are_those_of_the_languages() -> None:
    there = {path.name for path in Path(catalogue_folder()).iterdir() if path.is_dir()}
    assert there == set(LOCALES)
    assert set(runpy.run_path(str(ROOT / "scripts" / "messages"))["LOCALES"]) == there


@pytest.fixture(params=LOCALES)
def catalogue(request: pytest.FixtureRequest) -> Iterator[Catalog]:
    """Give the catalogue of each language."""
    path = Path(catalogue_folder()) / request.param / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        yield read_po(file, locale=request.param)


def test_a_catalogue_says_everything_and_keeps_what_must_be_kept(
    extracted: Catalog, catalogue: Catalog
) -> None:
    found = faults(extracted, catalogue)
    if found:
        shown = "\n  ".join(found[:SHOWN])
        pytest.fail(f"{catalogue.locale}: {len(found)} faults, such as\n  {shown}", pytrace=False)


def test_a_catalogue_counts_as_its_language_does(catalogue: Catalog) -> None:
    assert catalogue.locale is not None
    usual = Catalog(Locale.parse(str(catalogue.locale)))
    assert (catalogue.num_plurals, catalogue.plural_expr) == (usual.num_plurals, usual.plural_expr)
