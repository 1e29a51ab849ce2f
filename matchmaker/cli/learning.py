"""The command that learns weights and proposes them; a person decides on the site."""

from collections.abc import Iterator, Mapping

import click
from flask.cli import with_appcontext

from matchmaker.cli.machinery import PlainCommand, transaction
from matchmaker.cli.tables import print_table
from matchmaker.kernel.rights import PLATFORM
from matchmaker.matching import Weights
from matchmaker.matching.guard import ENOUGH, MOST_LOST, Verdict
from matchmaker.pairings.actions import Considered, consider_weights, propose_weights
from matchmaker.web.database import session
from matchmaker.web.requests import rollback

SOURCES: Mapping[str, tuple[str, ...]] = {
    "collection": ("collection",),
    "decisions": ("decisions",),
    "both": ("collection", "decisions"),
}
WORDS: Mapping[tuple[str, str], str] = {
    ("all", ""): "all needs",
    ("languages", "same"): "same language",
    ("languages", "cross"): "across languages",
}


@click.command("learn", cls=PlainCommand)
@click.option(
    "--from",
    "source",
    type=click.Choice(list(SOURCES)),
    default="both",
    show_default=True,
    help="What to learn from: the bundled judged collection, decisions on this platform, or both.",
)
@with_appcontext
def learn(source: str) -> None:
    """Learn the weights of the signals, compare them with those in use, and propose them.

    Nothing is ranked by them until the secretariat accepts the proposal on the site, and it cannot
    be accepted if a group of needs loses. Each need is ranked with weights learned without it.
    """
    considered = consider_weights(session(), SOURCES[source])
    # Learning takes seconds, and nobody should wait for it who has something to write.
    rollback()
    with transaction() as database:
        ref = propose_weights(database, PLATFORM, considered).ref
    _print(considered)
    click.echo(f"Proposal {ref}: {_verdict(considered)}")


def _verdict(considered: Considered) -> str:
    if considered.acceptable:
        return "no group loses. Decide on the page “Weights of the signals”."
    lost = [one for one in considered.verdicts if one.loses]
    if not lost:
        return f"cannot be accepted: no group has {ENOUGH} needs to judge it by."
    losers = "; ".join(f"{_group(one)} ({one.judged})" for one in lost)
    return f"cannot be accepted, as some would lose: {losers}."


def _print(considered: Considered) -> None:
    learned = considered.learned
    click.echo(f"Learned from {learned.labels} labels of {learned.needs} needs.")
    click.echo(f"Loss: {learned.loss_before:.4f} at the defaults, {learned.loss_after:.4f} now.")
    print_table(
        "Weights",
        ["signal", "default", "in use", "proposed", "fitted"],
        list(_weights(considered)),
    )
    counts = [
        [group, str(helpful), str(others)]
        for groups in considered.labels.values()
        for group, (helpful, others) in groups.items()
    ]
    print_table("Labels by group of needs", ["group", "for", "against"], counts)
    print_table(
        "nDCG@10 by group of needs",
        ["judged by", "group", "needs", "in use", "proposed", "difference", "verdict"],
        [_row(one) for one in considered.verdicts],
    )
    click.echo(
        f"A group of at least {ENOUGH} needs may lose {MOST_LOST:g}, all needs together nothing."
    )


def _weights(considered: Considered) -> Iterator[list[str]]:
    proposed, in_use = considered.learned.weights.each(), considered.current.each()
    for name, default in Weights().each().items():
        fitted = "yes" if name in considered.learned.signals else "no"
        yield [name, f"{default:g}", f"{in_use[name]:g}", f"{proposed[name]:g}", fitted]


def _row(one: Verdict) -> list[str]:
    judged = f"{one.judged}, each need held out" if one.held_out else one.judged
    verdict = "loses" if one.loses else "does not lose" if one.says_something else "too few needs"
    numbers = [f"{one.before:.3f}", f"{one.after:.3f}", f"{one.change:+.3f}"]
    return [judged, _group(one), str(one.needs), *numbers, verdict]


def _group(one: Verdict) -> str:
    written = f"need in {one.group}" if one.kind == "language" else f"country: {one.group}"
    return WORDS.get((one.kind, one.group), written)
