"""How much more writing would help, with the gains measured on reviewer-assignment data.

Loss is the weighted share of wrongly ordered pairs on the public gold standard of reviewer
expertise (58 people, 463 pairs, ten samplings of each profile, TF-IDF as used here); 0.5 is
chance, lower is better. It is shown in hints as "how much it helps", never as a probability.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from matchmaker.matching.profiles import Kind, Text
from matchmaker.matching.text import count_words

Step = Literal["write_more_texts", "write_longer_texts", "describe_more", "nothing"]

CHANCE = 0.5
LOSS_BY_TEXTS: Mapping[int, float] = MappingProxyType(
    {1: 0.390, 2: 0.347, 3: 0.315, 5: 0.287, 8: 0.275, 12: 0.260, 20: 0.258}
)
LOSS_BY_WORDS_EACH: Mapping[int, float] = MappingProxyType(
    {0: 0.336, 10: 0.305, 25: 0.305, 50: 0.273, 100: 0.270, 200: 0.259}
)
LOSS_BY_NEED_WORDS: Mapping[int, float] = MappingProxyType({0: 0.326, 25: 0.287, 50: 0.280})

TEXTS_WANTED, WORDS_WANTED = 5, 50
TEXTS_AIM, WORDS_AIM = 8, 100
NEED_WORDS_WANTED, NEED_WORDS_AIM = 25, 50

# Below this nothing can be said: one expert's text misleads almost as often as chance decides
# (loss 0.388 with fifty words). An offer is one statement by nature, so one text suffices.
EXPERT_TEXTS_ENOUGH = 2
WORDS_ENOUGH = 30

# How much the mean of the best one, two or three texts counts. Tuned on the judged collection;
# what one text alone tells less is small, as an offer is one statement by nature.
CERTAINTY: tuple[float, float, float] = (0.9, 0.97, 1.0)


@dataclass(frozen=True, slots=True)
class Advice:
    """What is written, what to write next, and the measured gain (a difference of loss)."""

    texts: int
    words: int
    enough: bool  # enough to be ranked at all
    step: Step
    more: int  # how many texts, or words, the step asks for
    short_texts: tuple[str, ...]  # keys of texts under the wanted length
    gain: float  # loss saved by the step, 0.0 for "nothing"


def enough_evidence(kind: Kind, texts: int, words: int) -> bool:
    """Return whether a provider's writing can be judged at all."""
    return words >= WORDS_ENOUGH and texts >= (EXPERT_TEXTS_ENOUGH if kind == "expert" else 1)


def advice(texts: Sequence[Text], kind: Kind = "expert") -> Advice:
    """Return the next step that would help the matching most, for a need, an offer or an expert."""
    lengths = {text.key: count_words(text) for text in texts}
    return _need_advice(lengths) if kind == "need" else _provider_advice(lengths, kind)


def _need_advice(lengths: Mapping[str, int]) -> Advice:
    words = sum(lengths.values())
    target = NEED_WORDS_WANTED if words < NEED_WORDS_WANTED else NEED_WORDS_AIM
    enough = words >= NEED_WORDS_WANTED
    if words >= NEED_WORDS_AIM:
        return Advice(len(lengths), words, True, "nothing", 0, (), 0.0)
    gain = _gain(LOSS_BY_NEED_WORDS, words, target)
    short = tuple(lengths)
    return Advice(len(lengths), words, enough, "describe_more", target - words, short, gain)


def _provider_advice(lengths: Mapping[str, int], kind: Kind) -> Advice:
    count, words = len(lengths), sum(lengths.values())
    enough = enough_evidence(kind, count, words)
    for texts_goal, words_goal in ((TEXTS_WANTED, WORDS_WANTED), (TEXTS_AIM, WORDS_AIM)):
        short = tuple(key for key, length in lengths.items() if length < words_goal)
        if count < texts_goal:
            gain = _gain(LOSS_BY_TEXTS, count, texts_goal)
            return Advice(count, words, enough, "write_more_texts", texts_goal - count, short, gain)
        if short:
            least = min(lengths[key] for key in short)
            gain = _gain(LOSS_BY_WORDS_EACH, least, words_goal)
            more = words_goal - least
            return Advice(count, words, enough, "write_longer_texts", more, short, gain)
    return Advice(count, words, enough, "nothing", 0, (), 0.0)


def _gain(losses: Mapping[int, float], now: int, then: int) -> float:
    """Return the loss saved by going from one amount to another, read from the measured steps."""
    return round(_loss(losses, now) - _loss(losses, then), 3)


def _loss(losses: Mapping[int, float], amount: int) -> float:
    """Return the loss measured at the largest amount not above the given one; chance below all."""
    return min((loss for step, loss in losses.items() if step <= amount), default=CHANCE)
