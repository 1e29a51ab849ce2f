"""Workflows written as data, and the one function that changes a state."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.orm import Session

from matchmaker.kernel import journal
from matchmaker.kernel.errors import Invalid, Stale, StepRefused
from matchmaker.kernel.rights import Actor, Permission, demand, may
from matchmaker.kernel.words import N_, Message


@dataclass(frozen=True)
class State:
    """A state of a record: its name, its label and the tone in which it is shown."""

    name: str
    label: Message
    tone: str = "neutral"
    """One of neutral, waiting, good, stopped."""


@dataclass(frozen=True)
class Step:
    """A named way from some states to one state."""

    name: str
    label: Message
    """What its button says: an imperative."""
    done: Message
    """What the history says: a participle."""
    sources: frozenset[str]
    target: str
    permission: Permission
    asks_reason: bool = False
    public: bool = True
    tone: str = "primary"
    """One of primary, secondary, danger: how its button looks."""
    automatic: bool = False
    """Whether only the platform or another action takes it, so that it has no button."""


@dataclass(frozen=True)
class Workflow:
    """The states of a kind of record and the steps between them."""

    kind: str
    states: tuple[State, ...]
    steps: tuple[Step, ...]

    @property
    def initial(self) -> str:
        """Return the state in which records begin."""
        return self.states[0].name

    def state(self, name: str) -> State:
        """Return the state of that name."""
        return next(state for state in self.states if state.name == name)

    def step(self, name: str) -> Step:
        """Return the step of that name, or refuse."""
        for step in self.steps:
            if step.name == name:
                return step
        raise StepRefused

    def act_label(self, act: str) -> Message:
        """Return what a history says of an act, whether it was a step or not."""
        for step in self.steps:
            if step.name == act:
                return step.done
        return _acts.get((self.kind, act), Message(act))

    def steps_from(self, actor: Actor, record: "Stateful") -> list[Step]:
        """Return the steps with a button that the actor may take now."""
        return [
            step
            for step in self.steps
            if record.state in step.sources
            and not step.automatic
            and may(actor, step.permission, record)
        ]


class Stateful(Protocol):
    """A record with a state, a reference and a version."""

    ref: Any
    state: Any
    version: Any


def check_version(record: Stateful, seen: int | None) -> None:
    """Raise `Stale` if the record changed since the person looked at it."""
    if seen is not None and record.version != seen:
        raise Stale


def take_step(
    session: Session,
    workflow: Workflow,
    record: Stateful,
    name: str,
    actor: Actor,
    *,
    reason: str = "",
    seen: int | None = None,
    **details: Any,
) -> Step:
    """Move the record along a step and write the journal; refuse before anything changes."""
    step = workflow.step(name)
    demand(actor, step.permission, record)
    check_version(record, seen)
    if record.state not in step.sources:
        raise StepRefused
    if step.asks_reason and not reason.strip():
        raise Invalid("reason", N_("Give the reason in a few words."))
    before, record.state = record.state, step.target
    journal.note(
        session,
        actor,
        step.name,
        workflow.kind,
        record.ref,
        before=before,
        after=step.target,
        reason=reason.strip(),
        public=step.public,
        **details,
    )
    return step


def as_mermaid(workflow: Workflow) -> str:
    """Return the workflow as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {workflow.initial}"]
    for step in workflow.steps:
        lines += [
            f"    {source} --> {step.target}: {step.name}"
            for source in (state.name for state in workflow.states)
            if source in step.sources
        ]
    return "\n".join(lines)


def registered() -> Mapping[str, Workflow]:
    """Return every workflow by kind."""
    return dict(_workflows)


_workflows: dict[str, Workflow] = {}
_acts: dict[tuple[str, str], Message] = {}


def name_acts(kind: str, labels: Mapping[str, Message]) -> None:
    """Say how histories of a kind of record name acts that are not steps."""
    _acts.update({(kind, act): label for act, label in labels.items()})


def register(workflow: Workflow) -> Workflow:
    """Make a workflow known by its kind, for histories and drawings."""
    _workflows[workflow.kind] = workflow
    return workflow
