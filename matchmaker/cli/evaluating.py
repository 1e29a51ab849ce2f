"""The command that says how good the engine's rankings are."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial, reduce
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from matchmaker.cli.configuration import Configuration, configuration, configured
from matchmaker.cli.decisions import evaluate_decisions
from matchmaker.cli.figures import print_figures, print_pairs, print_parts
from matchmaker.cli.machinery import PlainCommand
from matchmaker.kernel import clock
from matchmaker.matching.baseline import plain_scores
from matchmaker.matching.collection import PARTS, Collection, judged_collection, read_collection
from matchmaker.matching.evaluation import Evaluation, Groups, Scores, evaluate
from matchmaker.matching.measures import Judgments
from matchmaker.matching.records import Unreadable
from matchmaker.places.lexicon import facts
from matchmaker.places.rules import status_on

ENGINE, PLAIN, BOTH = "engine", "plain", "all"


@dataclass(frozen=True)
class Judged:
    """What is compared: the judgments and the scores of each engine."""

    judgments: Judgments
    groups: Groups
    scores: Mapping[str, Scores]

    def evaluations(self) -> dict[str, Evaluation]:
        """Return the figures of each engine."""
        return {
            name: evaluate(scores, self.judgments, self.groups)
            for name, scores in self.scores.items()
        }

    def joined(self, other: "Judged") -> "Judged":
        """Return both as one; each need keeps the providers of its own part."""
        return Judged(
            {**self.judgments, **other.judgments},
            self.groups.joined(other.groups),
            {name: {**held, **other.scores[name]} for name, held in self.scores.items()},
        )


@click.command("evaluate", cls=PlainCommand)
@click.option(
    "--collection",
    default=BOTH,
    show_default=True,
    metavar="dev|dev2|report|all|FOLDER",
    help="A bundled collection, both, or a folder with needs, providers and judgments.",
)
@click.option("--decisions", is_flag=True, help="Judge by the decisions made on this platform.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
@configured
def print_evaluation(
    collection: str,
    decisions: bool,
    as_json: bool,
    weights: str,
    without: tuple[str, ...],
    semantic: bool,
) -> None:
    """Say how good the rankings are, by language and country, beside scikit-learn's plain TF-IDF.

    The texts of a judged collection are ranked, and compared with grades given by hand; no database
    is needed. With --decisions the suggestions kept in the database are compared with what the
    secretariat and both sides made of them; options then change the weights in use.
    """
    if decisions:
        choose = partial(configuration, weights, without, semantic)
        with_appcontext(evaluate_decisions)(choose, as_json)
        return
    chosen = configuration(weights, without, semantic)
    parts = {name: _judged(held, chosen) for name, held in _collections(collection).items()}
    found = {name: judged.evaluations() for name, judged in parts.items()}
    if len(parts) > 1:
        found[BOTH] = reduce(Judged.joined, parts.values()).evaluations()
    if as_json:
        click.echo(json.dumps(_plain(chosen, found), indent=2))
    else:
        _print(chosen, found)


def _collections(name: str) -> dict[str, Collection]:
    try:
        if name == BOTH:
            return {part: judged_collection(part) for part in PARTS}
        bundled = name in PARTS
        return {name: judged_collection(name) if bundled else read_collection(Path(name))}
    except Unreadable as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _judged(held: Collection, chosen: Configuration) -> Judged:
    countries = country_groups({one.id: one.country for one in held.needs}, clock.today())
    return Judged(
        held.judgments,
        replace(held.groups(), need_countries=countries),
        {
            ENGINE: held.scores(chosen.engine()),
            PLAIN: plain_scores(held.needs, held.providers),
        },
    )


def country_groups(countries: Mapping[str, str | None], on: date) -> dict[str, str]:
    """Return the status on a date of each need's country, where the country is known."""
    regions, least = _regions(), set(_least_developed(on.isoformat()))
    return {
        need: status_on(regions[code], code in least).value
        for need, code in countries.items()
        if code is not None and code in regions
    }


@cache
def _regions() -> Mapping[str, str]:
    return {row["code"]: row["wipo_group"] for row in facts("countries")}


def _least_developed(day: str) -> Iterable[str]:
    """Give the countries that are LDCs on a day, from the packaged facts."""
    for row in facts("memberships"):
        holds = (not row["since"] or row["since"] <= day) and (
            not row["until"] or row["until"] > day
        )
        if row["group"] == "ldc" and holds:
            yield row["country"]


def _plain(chosen: Configuration, found: Mapping[str, Mapping[str, Evaluation]]) -> dict[str, Any]:
    return {
        "configuration": chosen.as_dict(),
        "collections": {
            name: {engine: one.as_dict() for engine, one in both.items()}
            for name, both in found.items()
        },
    }


def _print(chosen: Configuration, found: Mapping[str, Mapping[str, Evaluation]]) -> None:
    for line in chosen.lines():
        print(line)
    for name, both in found.items():
        print_figures(f"Collection {name}: the engine, and scikit-learn's plain TF-IDF", both)
    last = list(found)[-1]
    for engine, one in found[last].items():
        print_pairs(f"Collection {last}, {engine}: nDCG@10 among providers of one language", one)
    if BOTH in found:
        print_parts({name: found[name][ENGINE] for name in PARTS})
