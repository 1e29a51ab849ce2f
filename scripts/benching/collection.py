"""The judged collection hidden among providers made up from the sample's sentences.

The same size always gives the same collection. Sentences of the bundled sample are recombined
within their language, some of their words exchanged, and names and numbers put in that get rarer
the more there are, so that the vocabulary grows with the collection as it does in writing.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import fsum
from pathlib import Path
from random import Random

from matchmaker import exchange
from matchmaker.matching import Profile, Text
from matchmaker.matching.collection import PARTS, judged_collection
from matchmaker.matching.evaluation import ranked
from matchmaker.matching.measures import Grades, ndcg_at

SAMPLE = Path(exchange.__file__).parent / "sample"
SEED = 20261124
SENTENCES = (2, 3, 4, 5)
EXCHANGED = 0.12  # of the words of a sentence
RARITY, COMMON = 0.5, 30  # names get rare by a power law from about the thirtieth on
_SENTENCE = re.compile(r"[^.!?。！？؟]+[.!?。！？؟]?")
_SYLLABLES = {
    "ar": ["با", "دو", "سي", "كار", "مال", "نور", "رام", "تين", "شا", "فير"],
    "ru": ["ба", "до", "си", "кар", "мал", "нор", "рам", "тин", "ша", "вер"],
    "zh": list("安博德海金兰明宁平石泰云"),
}
_LATIN = ["ba", "do", "si", "kar", "mal", "nor", "ram", "tin", "cha", "ver", "lu", "pe"]


@dataclass(frozen=True)
class Hidden:
    """Needs and providers, and of the judged needs the grades by provider."""

    needs: list[Profile]
    providers: list[Profile]
    grades: dict[str, Grades]

    def judged(self) -> list[tuple[Profile, list[int]]]:
        """Return each judged need with the places of the providers it was judged with."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self.providers):
            places[one.id.split("/")[0]].append(place)
        asked = [one for one in self.needs if one.id in self.grades]
        return [(one, places[one.id.split("/")[0]]) for one in asked]

    def worth(self, scores: Callable[[Profile, list[int]], Sequence[float]]) -> float:
        """Return nDCG@10 of scores of the judged providers, the others left out."""
        found = []
        for need, places in self.judged():
            told = zip((self.providers[i].id for i in places), scores(need, places), strict=True)
            found.append(ndcg_at(ranked(dict(told)), self.grades[need.id]))
        kept = [one for one in found if one is not None]
        return fsum(kept) / len(kept)


def hidden_collection(providers: int, needs: int) -> Hidden:
    """Return the judged collections, filled up to so many providers and needs."""
    asked, given, grades = _judged()
    made = _Maker("need", SEED), _Maker("provider", SEED + 1)
    asked += [made[0].profile(n) for n in range(max(0, needs - len(asked)))]
    given += [made[1].profile(n) for n in range(max(0, providers - len(given)))]
    return Hidden(asked, given, grades)


def _judged() -> tuple[list[Profile], list[Profile], dict[str, Grades]]:
    asked: list[Profile] = []
    given: list[Profile] = []
    grades: dict[str, Grades] = {}
    for part in PARTS:
        held = judged_collection(part)
        asked += [_plain(one, part) for one in held.needs]
        given += [_plain(one, part) for one in held.providers]
        for need, row in held.judgments.items():
            grades[f"{part}/{need}"] = {f"{part}/{one}": grade for one, grade in row.items()}
    return asked, given, grades


def _plain(one: Profile, part: str) -> Profile:
    """Return the profile with all its writing in one text, under a name of its own."""
    pieces = [piece for text in one.texts for piece in (text.title, text.body)]
    title, *rest = dict.fromkeys(pieces)
    return _profile(f"{part}/{one.id}", one.kind, title, " ".join(rest), one.language)


def _profile(name: str, kind: str, title: str, body: str, language: str) -> Profile:
    told = "need" if kind == "need" else "offer"
    text = Text("text", title, body, language)
    return Profile(name, told, language, (text,), languages=frozenset({language}))  # type: ignore[arg-type]


class _Maker:
    """Makes up profiles of one kind, the same ones every time."""

    def __init__(self, kind: str, seed: int) -> None:
        self.kind, self.chance = kind, Random(seed)  # noqa: S311 (no secret)
        self.sentences: dict[str, list[str]] = defaultdict(list)
        self.titles: dict[str, list[str]] = defaultdict(list)
        self.words: dict[str, list[str]] = defaultdict(list)
        for language, title, body in _writings(kind):
            self.titles[language].append(title)
            self.sentences[language] += [one.strip() for one in _SENTENCE.findall(body)]
            self.words[language] += body.split() if language != "zh" else []
        self.languages = sorted(self.titles)

    def profile(self, number: int) -> Profile:
        """Return one more profile, the languages in turn."""
        language = self.languages[number % len(self.languages)]
        count = self.chance.choice(SENTENCES)
        kept = [self._sentence(language) for _one in range(count)]
        title = self.chance.choice(self.titles[language])
        body = ("" if language == "zh" else " ").join(kept)
        return _profile(f"made/{self.kind}-{number:06d}", self.kind, title, body, language)

    def _sentence(self, language: str) -> str:
        """Return a sentence with some words exchanged, and a name and a number put in."""
        sentence = self.chance.choice(self.sentences[language])
        named = f"{self._name(language)} {self.chance.randint(2, 2400)}"
        if language == "zh":
            clauses = re.split("(?<=，)", sentence)
            clauses.insert(self.chance.randrange(len(clauses) + 1), named + "，")
            return "".join(clauses)
        words = [
            self.chance.choice(self.words[language]) if self.chance.random() < EXCHANGED else word
            for word in sentence.split()
        ]
        words.insert(self.chance.randrange(len(words) + 1), named)
        return " ".join(words)

    def _name(self, language: str) -> str:
        """Return a name; the more are drawn, the more of them are new."""
        rank = int(self.chance.paretovariate(RARITY) * COMMON)
        syllables = _SYLLABLES.get(language, _LATIN)
        spelt = ""
        while rank:
            rank, place = divmod(rank, len(syllables))
            spelt += syllables[place]
        return spelt.capitalize()


def _writings(kind: str) -> Iterator[tuple[str, str, str]]:
    """Return the language, title and body of every piece of the sample on that side."""
    for name in ("needs",) if kind == "need" else ("offers", "experts"):
        for line in (SAMPLE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "description" in row:
                yield row["lang"], row["title"], row["description"]
            for piece in row.get("missions") or row.get("evidence") or []:
                yield row["lang"], piece["title"], piece["text"]
