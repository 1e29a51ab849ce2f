"""The signals beside the subject, and the card that lists them all."""

import pytest

from matchmaker.matching import (
    Engine,
    Profile,
    Ranking,
    Requirement,
    Suggestion,
    Weights,
    model_card,
)

from .examples import TODAY, a_need, expert


def rank(need: Profile, *providers: Profile) -> Ranking:
    return Engine().fit(providers, [need]).rank(need, TODAY)


def ids(ranking: Ranking) -> list[str]:
    return [one.provider_id for one in ranking.suggestions]


def only(ranking: Ranking) -> Suggestion:
    assert len(ranking.suggestions) == 1
    return ranking.suggestions[0]


def test_south_first_is_one_visible_part() -> None:
    ranking = rank(a_need(), expert("a-north", status="developed"), expert("south"))
    assert ids(ranking) == ["south", "a-north"]
    first, second = ranking.suggestions
    assert first.points("south") == Weights().south
    assert second.points("south") == 0
    assert first.score - second.score == pytest.approx(Weights().south)


def test_south_first_is_for_needs_of_the_south() -> None:
    assert only(rank(a_need(status="transition"), expert())).points("south") == 0


def test_the_situation_gives_points() -> None:
    need = a_need(
        assistance=frozenset({"training", "mentoring"}),
        region="africa",
        groups=frozenset({"africa", "aripo"}),
        mode="mixed",
        requirements=(
            Requirement("fr", "language", "fr", False),
            Requirement("kind", "provider", "expert", False),
        ),
    )
    provider = expert(
        assistance=frozenset({"training"}),
        region="africa",
        groups=frozenset({"africa", "aripo"}),
        mode="remote",
    )
    found = only(rank(need, provider))
    weights = Weights()
    assert found.points("assistance") == weights.assistance / 2
    assert found.points("languages") == weights.languages
    assert found.points("place") == weights.place
    assert found.points("mode") == weights.mode
    assert found.points("desirable") == weights.desirable / 2


def test_the_model_card_lists_every_signal_up_to_100_points() -> None:
    card = model_card()
    assert sum(row.weight for row in card) == 100
    assert card[0] == ("concepts", Weights().concepts, "signal.concepts")
    assert {row.signal: row.weight for row in model_card(Weights(south=0))}["south"] == 0
