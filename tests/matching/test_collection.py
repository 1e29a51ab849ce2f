"""Records of JSON lines, and the collections that were judged by hand."""

import json
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.matching import Engine, Profile
from matchmaker.matching.baseline import plain_scores
from matchmaker.matching.collection import PARTS, judged_collection, read_collection
from matchmaker.matching.evaluation import evaluate
from matchmaker.matching.records import Unreadable, profile_of, read_profiles

PATENTS = "Nous cherchons quelqu'un pour former nos examinateurs de brevets à la recherche."


def written(path: Path, *records: object) -> Path:
    """Write records as JSON lines; a string stands as it is."""
    lines = (one if isinstance(one, str) else json.dumps(one) for one in records)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def faults(path: Path) -> list[str]:
    """Return what is wrong with a file of providers."""
    with pytest.raises(Unreadable) as refusal:
        read_profiles(path, "provider")
    return refusal.value.faults


def test_every_text_of_a_provider_has_the_headline() -> None:
    record = {"id": "p", "title": "Expert", "texts": ["one", {"title": "Two", "text": "more"}]}
    profile = profile_of(record | {"lang": "en", "country": "sn", "kind": "expert"}, "provider")
    assert [(one.title, one.body) for one in profile.texts] == [
        ("Expert", "one"),
        ("Expert", "Two. more"),
    ]
    assert (profile.kind, profile.country, profile.language) == ("expert", "SN", "en")


def test_a_need_has_its_headline_once() -> None:
    profile = profile_of({"id": 7, "title": "Help", "texts": ["one", "two"], "lang": "en"}, "need")
    assert [(one.title, one.body) for one in profile.texts] == [("Help", "one"), ("", "two")]
    assert (profile.id, profile.kind) == ("7", "need")


def test_a_title_alone_is_a_text() -> None:
    profile = profile_of({"id": "p", "title": "Patents", "text": ""}, "provider")
    assert [(one.title, one.body) for one in profile.texts] == [("Patents", "")]


def test_the_language_is_found_out_unless_it_is_told() -> None:
    assert profile_of({"id": "n", "text": PATENTS}, "need").language == "fr"
    assert profile_of({"id": "n", "text": PATENTS, "lang": "pt-BR"}, "need").language == "pt"
    assert profile_of({"id": "n", "text": PATENTS, "lang": "french"}, "need").language == "fr"
    assert profile_of({"id": "n", "text": PATENTS}, "need", "es").texts[0].language == "es"


def test_everything_that_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    path = written(
        tmp_path / "p.jsonl",
        {"id": "a", "text": "fine"},
        "{broken",
        "",
        {"text": "nameless"},
        {"id": "a", "text": "again"},
        {"id": "b", "texts": ["", {"title": " "}]},
        {"id": "c", "texts": "not a list"},
        ["a list"],
        {"id": "d\te", "text": "tab"},
        {"id": "f", "text": 5},
        "[" * 100_000,
    )
    found = faults(path)
    assert [fault.partition(":")[0] for fault in found] == [
        f"line {number}" for number in (2, 4, 5, 6, 7, 8, 9, 10, 11)
    ]
    wanted = (
        "not JSON",
        "no id",
        "line 1 too",
        "no text",
        "not a list",
        "object",
        "tabs",
        "string",
    )
    for fault, words in zip(found, wanted, strict=False):
        assert words in fault


def test_files_without_records_or_in_another_encoding_are_refused(tmp_path: Path) -> None:
    assert faults(written(tmp_path / "p.jsonl", "")) == ["there is no record in this file"]
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes('{"id": "a", "text": "é"}'.encode("latin-1"))
    assert faults(latin) == ["line 1: this is not UTF-8"]


def test_a_byte_order_mark_and_broken_characters_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "a", "text": "half \\ud83d of an emoji"}\r\n')
    (profile,) = read_profiles(path, "provider")
    assert profile.texts[0].body.encode("utf-8") == b"half ? of an emoji"


plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
values = st.recursive(plain, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
fields = st.sampled_from(["id", "title", "text", "texts", "lang", "country", "languages", "kind"])


@given(st.dictionaries(fields, values))
def test_any_record_becomes_a_profile_or_is_refused(record: dict[str, object]) -> None:
    try:
        profile = profile_of(record, "provider")
    except ValueError as fault:
        assert str(fault)
    else:
        assert profile.texts
        assert profile.id


@pytest.mark.parametrize("part", PARTS)
def test_the_bundled_collections_are_whole(part: str) -> None:
    held = judged_collection(part)
    assert {one.language for one in held.needs} == {"ar", "en", "es", "fr", "pt", "ru", "zh"}
    assert len(held.needs) >= 40
    assert len(held.providers) >= 80
    assert set(held.judgments) <= {one.id for one in held.needs}
    assert {grade for grades in held.judgments.values() for grade in grades.values()} == {1, 2, 3}


def test_the_parts_share_nothing() -> None:
    held = [judged_collection(part) for part in PARTS]
    for mine, theirs in combinations(held, 2):
        needs, providers = (mine.needs, theirs.needs), (mine.providers, theirs.providers)
        share_nothing(*needs)
        share_nothing(*providers)


def share_nothing(one: Sequence[Profile], other: Sequence[Profile]) -> None:
    assert not {profile.id for profile in one} & {profile.id for profile in other}
    bodies = {text.body for profile in one for text in profile.texts}
    assert not bodies & {text.body for profile in other for text in profile.texts}


def test_the_engine_finds_what_plain_words_do_not() -> None:
    held = judged_collection("dev")
    found = evaluate(held.scores(Engine()), held.judgments, held.groups())
    plain = evaluate(plain_scores(held.needs, held.providers), held.judgments, held.groups())
    assert found.overall.ndcg is not None
    assert plain.overall.ndcg is not None
    assert found.overall.ndcg >= 0.75 > 2 * plain.overall.ndcg


def test_plain_words_of_texts_without_words_are_alike(tmp_path: Path) -> None:
    needs = read_profiles(written(tmp_path / "n", {"id": "n", "text": "?"}), "need")
    providers = read_profiles(written(tmp_path / "p", {"id": "p", "text": "!"}), "provider")
    assert plain_scores(needs, providers) == {"n": {"p": 0.0}}


@pytest.mark.parametrize(
    "line", ["n\tp", "n\tp\t3.5", "n\tp\t-1", "n\tother\t3", "n\tp\t2\nn\tp\t2"]
)
def test_judgments_that_say_nothing_are_refused(tmp_path: Path, line: str) -> None:
    written(tmp_path / "needs.jsonl", {"id": "n", "text": PATENTS})
    written(tmp_path / "providers.jsonl", {"id": "p", "text": PATENTS})
    written(tmp_path / "judgments.tsv", line)
    with pytest.raises(Unreadable, match=r"line [12]:"):
        read_collection(tmp_path)
