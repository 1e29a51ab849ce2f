"""The engine judged by what people decided on this platform."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.cli.configuration import Configuration
from matchmaker.cli.figures import print_figures, print_pairs
from matchmaker.cli.tables import print_table
from matchmaker.kernel import clock
from matchmaker.matching import Weights
from matchmaker.matching.evaluation import Evaluation, Groups, Scores, evaluate
from matchmaker.matching.measures import CUT, Judgments, relevant
from matchmaker.needs.models import Need
from matchmaker.pairings.queries import need_profile, provider_profiles, weights_in_use
from matchmaker.pairings.queries.decisions import Decided, decided
from matchmaker.places.queries import standings
from matchmaker.web.database import session

ENOUGH = 30  # needs with a decision in favour, below which the figures say little
AS_SUGGESTED, CONFIGURED = "as suggested", "configured"
STAGES = ("suggested", "shortlisted", "proposed", "agreed")


def evaluate_decisions(choose: Callable[[Weights], Configuration], as_json: bool) -> None:
    """Print how the kept suggestions, and those of the chosen engine, stand to the decisions.

    What was refused for reasons that say nothing of the match is in no ranking.
    """
    database = session()
    chosen = choose(weights_in_use(database))
    every = decided(database)
    pairings = [one for one in every if one.judged]
    judgments, groups = judgments_of(pairings), _groups(database, pairings)
    scores = {AS_SUGGESTED: _places(pairings)}
    if not chosen.usual:
        scores[CONFIGURED] = _scored_anew(database, pairings, chosen)
    found = {name: evaluate(one, judgments, groups) for name, one in scores.items()}
    remark, stages = _remark(judgments), by_place(every)
    if as_json:
        _print_json(chosen, found, stages, remark)
    else:
        _print(found, stages, remark)


def judgments_of(pairings: Iterable[Decided]) -> Judgments:
    """Return the grades of what was decided; what nobody has decided on has none."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for one in pairings:
        if one.grade is not None:
            found[one.need][one.provider] = one.grade
    return dict(found)


def by_place(pairings: Iterable[Decided]) -> dict[int, dict[str, int]]:
    """Return how many of each of the first ten places were suggested, and how far they went."""
    counts = {place: dict.fromkeys(STAGES, 0) for place in range(1, CUT + 1)}
    for one in pairings:
        if one.place in counts:
            reached = (True, one.shortlisted, one.proposed, one.agreed)
            for stage, yes in zip(STAGES, reached, strict=True):
                counts[one.place][stage] += yes
    return counts


def _groups(database: Session, pairings: Sequence[Decided]) -> Groups:
    places = standings(database, clock.today())
    return Groups(
        {one.need: one.need_language for one in pairings},
        {one.provider: one.provider_language for one in pairings},
        {one.need: places[one.need_country].status.value for one in pairings},
    )


def _places(pairings: Iterable[Decided]) -> Scores:
    """Return scores that rank as the suggestions were shown; what a person added is unranked."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for one in pairings:
        if one.place:
            found[one.need][one.provider] = -float(one.place)
    return found


def _scored_anew(database: Session, pairings: Iterable[Decided], chosen: Configuration) -> Scores:
    """Return the chosen engine's scores of the same candidates, as far as they are published."""
    today = clock.today()
    places = standings(database, today)
    wanted: dict[str, list[str]] = defaultdict(list)
    for one in pairings:
        wanted[one.need].append(one.provider)
    records = database.scalars(select(Need).where(Need.ref.in_(wanted))).unique()
    needs = {one.ref: need_profile(one, places) for one in records}
    held = {one.id: one for one in provider_profiles(database, today)}
    engine = chosen.engine().fit(held.values(), needs.values())
    return {
        ref: {name: engine.explain(need, held[name]).score for name in wanted[ref] if name in held}
        for ref, need in needs.items()
    }


def _remark(judgments: Judgments) -> str:
    """Return in words whether there are enough decisions to say anything."""
    decisions = sum(map(len, judgments.values()))
    if not decisions:
        return "Nobody has decided on a suggestion yet: there is nothing to judge the engine by."
    favoured = sum(bool(relevant(grades)) for grades in judgments.values())
    told = f"{decisions} decisions; {favoured} needs have one in favour of a provider."
    if favoured < ENOUGH:
        return f"{told} Too few: below {ENOUGH} such needs the figures say little."
    return told


def _print(
    found: Mapping[str, Evaluation], stages: Mapping[int, Mapping[str, int]], remark: str
) -> None:
    click.echo(remark)
    rows = [[str(place), *map(str, counts.values())] for place, counts in stages.items()]
    print_table("Acceptance by rank", ["place", *STAGES], rows)
    if found[AS_SUGGESTED].overall.needs:
        print_figures("Rankings compared with decisions", found)
        for name, one in found.items():
            print_pairs(f"{name}: nDCG@10 among providers of one language", one)


def _print_json(
    chosen: Configuration,
    found: Mapping[str, Evaluation],
    stages: Mapping[int, Mapping[str, int]],
    remark: str,
) -> None:
    plain = {
        "configuration": chosen.as_dict(),
        "remark": remark,
        "decisions": {name: one.as_dict() for name, one in found.items()},
        "acceptance_by_rank": stages,
    }
    click.echo(json.dumps(plain, indent=2))
