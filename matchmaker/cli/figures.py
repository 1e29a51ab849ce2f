"""Evaluations as tables: one engine beside another, group by group."""

from collections.abc import Iterator, Mapping, Sequence

from matchmaker.cli.tables import difference, print_table, shown
from matchmaker.matching.evaluation import Evaluation, Figures

MEASURES = ("nDCG@10", "recall@10", "MRR", "P@5")
NOBODY = Figures(0, None, None, None, None)


def print_figures(title: str, found: Mapping[str, Evaluation]) -> None:
    """Print the measures of each engine side by side, the first one's needs counted."""
    names = list(found)
    # The second engine's columns say whose they are; the first one stands in the title.
    columns = [
        m if place == 0 else f"{name} {m}" for place, name in enumerate(names) for m in MEASURES
    ]
    rows = []
    for group, needs, cells in _side_by_side([found[name] for name in names]):
        rows.append(
            [group, str(needs), *(shown(one) for figures in cells for one in _four(figures))]
        )
    print_table(title, ["", "needs", *columns], rows)
    for name, one in found.items():
        _print_remarks(name, one)


def _print_remarks(name: str, one: Evaluation) -> None:
    if one.interval is not None:
        low, high = one.interval
        print(f"{name}: nDCG@10 lies between {low:.3f} and {high:.3f} (95 %, needs drawn anew)")
    print(
        f"{name}: in the whole list, recall@10 of providers of the need's language "
        f"{shown(one.found_same)}, of other languages {shown(one.found_cross)}"
    )


def print_parts(parts: Mapping[str, Evaluation]) -> None:
    """Print nDCG@10 of the parts, group by group, with the difference of the last and the first."""
    names = list(parts)
    rows = []
    for group, _needs, cells in _side_by_side([parts[name] for name in names]):
        counts = [str(figures.needs) for figures in cells]
        values = [figures.ndcg for figures in cells]
        rows.append([group, *counts, *map(shown, values), difference(values[0], values[-1])])
    heads = ["", *(f"needs {name}" for name in names), *names, "difference"]
    print_table("Engine, nDCG@10 of the parts", heads, rows)


def print_pairs(title: str, one: Evaluation) -> None:
    """Print nDCG@10 by the languages of need and provider."""
    mine = sorted({pair[0] for pair in one.by_pair})
    theirs = sorted({pair[1] for pair in one.by_pair})
    rows = [
        [
            f"need in {need}",
            *(shown(one.by_pair.get((need, other), NOBODY).ndcg) for other in theirs),
        ]
        for need in mine
    ]
    if rows:
        print_table(title, ["", *theirs], rows)


def _four(figures: Figures) -> tuple[float | None, ...]:
    return figures.ndcg, figures.recall, figures.mrr, figures.precision


def _side_by_side(
    found: Sequence[Evaluation],
) -> Iterator[tuple[str, int, list[Figures]]]:
    """Give every group's name, its needs in the first, and its figures in each."""
    held = [dict(_groups(one)) for one in found]
    for group in dict.fromkeys(name for one in held for name in one):
        cells = [one.get(group, NOBODY) for one in held]
        yield group, cells[0].needs, cells


def _groups(one: Evaluation) -> Iterator[tuple[str, Figures]]:
    yield "all needs", one.overall
    for language, figures in one.by_language.items():
        yield f"need in {language}", figures
    yield "same language", one.same
    yield "across languages", one.cross
    for countries, figures in one.by_countries.items():
        yield f"country: {countries}", figures
