"""The engine on the sample's needs, offers and experts in seven languages."""

import random
from datetime import date

import pytest

from matchmaker.matching import Engine, Profile, Ranking

from .examples import TODAY, sample


def ids(ranking: Ranking) -> list[str]:
    return [one.provider_id for one in ranking.suggestions]


@pytest.fixture(scope="module")
def sampled() -> tuple[list[Profile], list[Profile], Engine]:
    needs, offers = sample("needs.jsonl", "need"), sample("offers.jsonl", "offer")
    return needs, offers, Engine().fit(offers, needs)


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("need-ps-1", "offer-sa-1"),  # Arabic: technology support centres
        ("need-bo-1", "offer-pe-1"),  # Spanish: traditional knowledge
        ("need-gn-1", "offer-sn-1"),  # French: a national plan for intellectual property
        ("need-tj-1", "offer-ru-1"),  # Russian: examiners of chemistry
        ("need-ws-1", "offer-in-4"),  # English: traditional knowledge registers
        ("need-cn-2", "offer-ar-1"),  # Chinese need, Spanish offer: sharing the work of examination
        ("need-ws-1", "offer-pe-1"),  # English need, Spanish offer
    ],
)
def test_the_right_offer_of_the_sample_is_near_the_top(
    sampled: tuple[list[Profile], list[Profile], Engine], need: str, offer: str
) -> None:
    needs, _, engine = sampled
    asked = next(one for one in needs if one.id == need)
    assert offer in ids(engine.rank(asked, TODAY, top=3))


def test_neither_side_of_a_language_border_is_left_out(
    sampled: tuple[list[Profile], list[Profile], Engine],
) -> None:
    needs, offers, engine = sampled
    language = {one.id: one.language for one in offers}
    firsts = [(need, ids(engine.rank(need, TODAY, top=1))) for need in needs]
    same = [language[found[0]] == need.language for need, found in firsts if found]
    assert 0.3 < sum(same) / len(same) < 0.7


def test_the_sample_is_ranked_alike_whatever_its_order(
    sampled: tuple[list[Profile], list[Profile], Engine],
) -> None:
    needs, offers, engine = sampled
    mixed = random.Random(7)  # noqa: S311 — order for a test, no secret
    others, asked = list(offers), list(needs)
    mixed.shuffle(others)
    mixed.shuffle(asked)
    again = Engine().fit(others, asked)
    for need in needs:
        assert again.rank(need, date(2027, 1, 1)) == engine.rank(need, date(2027, 1, 1))
