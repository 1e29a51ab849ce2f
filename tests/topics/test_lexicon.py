"""The bundled lexicon is whole: every concept in every language, nothing claimed twice."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest

from matchmaker.topics import lexicon as taxonomy
from matchmaker.topics.lexicon.concepts import FACETS, LANGUAGES, Concept, Form, Lexicon, bundled
from matchmaker.topics.lexicon.search import folded

LEAST_CONCEPTS = 500
LEAST_FORMS = 8
LONGEST_CODE = 48
SEPARATORS = frozenset("|~=\n\r\t")
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
WITHOUT_SPACES = frozenset("\u200c\u200d")
"""Signs that join and part letters inside a word; they belong to how some words are written."""
Faults = Iterator[str]


def forms(lexicon: Lexicon) -> Iterator[tuple[Concept, str, Form]]:
    """Give every form with its concept and language."""
    for concept in lexicon.concepts.values():
        for language, held in concept.forms.items():
            for form in held:
                yield concept, language, form


def without_facet(lexicon: Lexicon) -> Faults:
    """Give the concepts of a kind that there is not."""
    for one in lexicon.concepts.values():
        if one.facet not in FACETS:
            yield f"{one.code}: {one.facet!r} is no facet"


def badly_named(lexicon: Lexicon) -> Faults:
    """Give the codes that would not fit into addresses and records."""
    for code in lexicon.concepts:
        plain = code.replace(":", "-").replace("-", "")
        if not (plain.isalnum() and code.isascii() and code.islower()) or len(code) > LONGEST_CODE:
            yield code


def poor_in_forms(lexicon: Lexicon) -> Faults:
    """Give the concepts that have too few different forms in a language."""
    for one in lexicon.concepts.values():
        for language in LANGUAGES:
            count = len({folded(form.text) for form in one.forms.get(language, ())} - {""})
            if count < LEAST_FORMS:
                yield f"{one.code}: {count} forms in {language}"


def neighbours(lexicon: Lexicon) -> dict[str, set[str]]:
    """Return for each concept those that it names and those that name it."""
    near: dict[str, set[str]] = {code: set() for code in lexicon.concepts}
    for one in lexicon.concepts.values():
        for code in (*one.broader, *one.related):
            near[one.code].add(code)
            near.setdefault(code, set()).add(one.code)
    return near


def all_near(near: dict[str, set[str]], codes: list[str]) -> bool:
    """Return whether any two of the concepts are neighbours or have one in common."""
    return all(
        other in near[one] or near[one] & near[other]
        for place, one in enumerate(codes)
        for other in codes[place + 1 :]
    )


def claimed_twice(lexicon: Lexicon) -> Faults:
    """Give the forms of several concepts that are no neighbours, one not calling them weak.

    Neighbours may share a form: it speaks for both. Concepts apart may not, unless it is weak.
    """
    near = neighbours(lexicon)
    claims: dict[tuple[str, str], dict[str, Form]] = defaultdict(dict)
    for concept, language, form in forms(lexicon):
        claims[language, folded(form.text)][concept.code] = form
    for (language, _text), held in sorted(claims.items()):
        weak = all(form.weak for form in held.values())
        if len(held) > 1 and not weak and not all_near(near, sorted(held)):
            told = ", ".join(
                f"{code} ({'~' if form.weak else ''}{form.text})"
                for code, form in sorted(held.items())
            )
            yield f"{language}: {told}"


def leading_nowhere(lexicon: Lexicon) -> Faults:
    """Give the broader and related codes that are no other concept's."""
    for one in lexicon.concepts.values():
        for code in (*one.broader, *one.related):
            if code not in lexicon.concepts or code == one.code:
                yield f"{one.code} names {code}"


def in_circles(lexicon: Lexicon) -> Faults:
    """Give the concepts that are broader than themselves."""
    for code in lexicon.concepts:
        if code in above(lexicon, code):
            yield code


def above(lexicon: Lexicon, code: str) -> set[str]:
    """Return everything that is broader than a concept, at any distance."""
    found: set[str] = set()
    waiting = list(lexicon.concepts[code].broader)
    while waiting:
        one = waiting.pop()
        if one not in found and one in lexicon.concepts:
            found.add(one)
            waiting += lexicon.concepts[one].broader
    return found


def orphans(lexicon: Lexicon) -> Faults:
    """Give the concepts that name none, are named by none, and are offered at no top."""
    named = {code for one in lexicon.concepts.values() for code in (*one.broader, *one.related)}
    for one in lexicon.concepts.values():
        if not (one.broader or one.related or one.code in named or one.offered):
            yield one.code


def labelled_alike(lexicon: Lexicon) -> Faults:
    """Give the labels that two concepts of one facet have in a language."""
    labels: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in lexicon.concepts.values():
        for language in LANGUAGES:
            labels[one.facet, language, folded(one.label(language))].append(one.code)
    for (facet, language, label), codes in sorted(labels.items()):
        if len(codes) > 1:
            yield f"{facet}, {language}: {label!r} is the label of {', '.join(sorted(codes))}"


def with_strange_signs(lexicon: Lexicon) -> Faults:
    """Give the forms that hold separators or signs that cannot be seen, or loose spaces."""
    for concept, language, form in forms(lexicon):
        unseen = {sign for sign in form.text if unicodedata.category(sign) in UNSEEN}
        strange = (unseen - WITHOUT_SPACES) | (SEPARATORS & set(form.text))
        if strange or form.text != form.text.strip() or not folded(form.text):
            yield f"{concept.code}: {form.text!r} in {language}"


Check = Callable[[Lexicon], Faults]
CHECKS: tuple[Check, ...] = (
    without_facet,
    badly_named,
    poor_in_forms,
    claimed_twice,
    leading_nowhere,
    in_circles,
    orphans,
    labelled_alike,
    with_strange_signs,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_bundled_lexicon_is_in_order(check: Check) -> None:
    if found := list(check(bundled())):
        pytest.fail(f"{len(found)} faults:\n" + "\n".join(found[:200]), pytrace=False)


def test_the_lexicon_is_large_enough() -> None:
    assert len(bundled().concepts) >= LEAST_CONCEPTS
    assert {one.facet for one in bundled().concepts.values()} == set(FACETS)


def test_what_forms_offer_comes_out_of_the_lexicon() -> None:
    known = bundled().concepts
    assert set(taxonomy.topics()) <= set(known)
    assert {f"assistance:{code}" for code in taxonomy.assistance()} <= set(known)
    assert {f"sector:{code}" for code in taxonomy.sectors()} <= set(known)


def named(prefix: str, count: int = LEAST_FORMS) -> Mapping[str, tuple[Form, ...]]:
    """Return so many forms in every language, different for every prefix."""
    return {
        language: tuple(Form(f"{prefix} {language} {number}") for number in range(count))
        for language in LANGUAGES
    }


GOOD = {
    "plants": Concept("plants", "subject", named("plant")),
    "seeds": Concept("seeds", "subject", named("seed"), broader=("plants",)),
}
SEEDS = GOOD["seeds"]


def lexicon_with(**changes: object) -> Lexicon:
    """Return a small lexicon in which one concept was changed."""
    changed = replace(SEEDS, **changes)  # type: ignore[arg-type]
    return Lexicon(MappingProxyType({**GOOD, changed.code: changed}))


def also(*more: Form) -> Mapping[str, tuple[Form, ...]]:
    """Return good forms and more English ones."""
    return {**SEEDS.forms, "en": (*SEEDS.forms["en"], *more)}


def test_a_good_lexicon_has_no_faults() -> None:
    assert [fault for check in CHECKS for fault in check(lexicon_with())] == []


def test_neighbours_may_share_a_form() -> None:
    assert not list(claimed_twice(lexicon_with(forms=also(Form("plant en 3")))))


@pytest.mark.parametrize(
    ("check", "changes"),
    [
        (without_facet, {"facet": "thing"}),
        (badly_named, {"code": "Two Words"}),
        (poor_in_forms, {"forms": named("seed", LEAST_FORMS - 1)}),
        (poor_in_forms, {"forms": {**SEEDS.forms, "ar": ()}}),
        (claimed_twice, {"forms": also(Form("PLANT, en – 3")), "broader": ()}),
        (claimed_twice, {"forms": also(Form("plant en 3", weak=True)), "broader": ()}),
        (leading_nowhere, {"related": ("animals",)}),
        (in_circles, {"broader": ("seeds",)}),
        (orphans, {"code": "stones", "broader": ()}),
        (labelled_alike, {"forms": GOOD["plants"].forms}),
        (with_strange_signs, {"forms": also(Form("a|b"))}),
        (with_strange_signs, {"forms": also(Form("zero\u200bwidth"))}),
        (with_strange_signs, {"forms": also(Form("…"))}),
    ],
)
def test_a_fault_of_a_lexicon_is_found(check: Check, changes: dict[str, object]) -> None:
    assert list(check(lexicon_with(**changes)))
