"""The form's hints: what to write next and how much it helps."""

import pytest

from matchmaker.matching import advice, enough_evidence

from .examples import evidence


def body(words: int) -> str:
    return "patent " * words


@pytest.mark.parametrize(
    ("lengths", "enough", "step", "more"),
    [
        ([], False, "write_more_texts", 5),
        ([60], False, "write_more_texts", 4),
        ([10, 10], False, "write_more_texts", 3),
        ([60] * 4, True, "write_more_texts", 1),
        ([60, 60, 60, 60, 20], True, "write_longer_texts", 30),
        ([60] * 5, True, "write_more_texts", 3),
        ([60] * 8, True, "write_longer_texts", 40),
        ([100] * 8, True, "nothing", 0),
    ],
)
def test_an_expert_is_told_the_next_step(
    lengths: list[int], enough: bool, step: str, more: int
) -> None:
    found = advice(evidence(*(body(length) for length in lengths)))
    assert (found.enough, found.step, found.more) == (enough, step, more)
    assert (found.gain > 0) == (step != "nothing")


@pytest.mark.parametrize(
    ("words", "enough", "step", "more"),
    [
        (0, False, "describe_more", 25),
        (24, False, "describe_more", 1),
        (25, True, "describe_more", 25),
        (50, True, "nothing", 0),
    ],
)
def test_a_need_is_told_how_many_words_more(words: int, enough: bool, step: str, more: int) -> None:
    found = advice(evidence(body(words)), "need")
    assert (found.words, found.enough, found.step, found.more) == (words, enough, step, more)


def test_the_short_texts_are_named() -> None:
    assert advice(evidence(body(60), body(9), *[body(60)] * 3)).short_texts == ("t1",)


def test_one_text_is_enough_for_an_offer_only() -> None:
    assert enough_evidence("offer", 1, 30)
    assert not enough_evidence("offer", 1, 29)
    assert not enough_evidence("expert", 1, 300)
    assert enough_evidence("expert", 2, 30)
