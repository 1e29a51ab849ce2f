"""The matrix of rights: what each predicate says of each role, tried on probes of records."""

from collections.abc import Iterator, Mapping
from typing import Any

from matchmaker.kernel.rights import PUBLIC, Actor, Permission, Predicate, Role
from matchmaker.kernel.workflow import registered

OWN, FOREIGN = 1, 2
COLUMNS = ("public", *(role.value for role in Role))
ACTORS = (
    PUBLIC,
    *(
        Actor(
            OWN,
            "Somebody",
            roles=frozenset({role}),
            organizations=frozenset({OWN} if role is Role.FOCAL_POINT else ()),
            funds=frozenset({OWN} if role is Role.FUNDER else ()),
            confirmed=True,
        )
        for role in Role
    ),
)
OWNERS = ("account_id", "author_id", "organization_id", "assignee_id", "owner_id")


class Probe:
    """A record of any kind, which belongs to the actor or to somebody else.

    Its parts are probes too, it can be gone through like a list, and it equals everything, so
    that a predicate finds the side, party or part that it looks for.
    """

    def __init__(self, owner: int, state: str) -> None:
        self._owner, self.state = owner, state

    def __getattr__(self, name: str) -> Any:
        if name == "id" or name.endswith(OWNERS):
            return self._owner
        if name.endswith("_ids"):
            return frozenset({self._owner})
        return None if name.endswith(("_at", "_on", "_by")) else self

    def __call__(self, *_args: Any, **_more: Any) -> "Probe":
        """Answer questions, as records do, with a probe."""
        return self

    def __iter__(self) -> Iterator["Probe"]:
        yield self

    def __eq__(self, _other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return id(self)


def matrix(rights: Mapping[Permission, Predicate]) -> list[tuple[str, list[str]]]:
    """Return for every permission, sorted, what each role may: yes, own, some or no."""
    rows = [
        (str(permission.value), [_cell(permission, predicate, actor) for actor in ACTORS])
        for permission, predicate in rights.items()
    ]
    return sorted(rows)


def _cell(permission: Permission, predicate: Predicate, actor: Actor) -> str:
    states = _states(permission)
    own = [_answer(predicate, actor, Probe(OWN, state)) for state in states]
    foreign = [_answer(predicate, actor, Probe(FOREIGN, state)) for state in states]
    foreign += [_answer(predicate, actor, role) for role in Role]
    known = {answer for answer in own + foreign if answer is not None}
    if known == {True}:
        return "yes"
    if True in foreign:
        return "some"
    return "own" if True in own else "no"


def _states(permission: Permission) -> list[str]:
    """Return the states of the permission's kind of record, or of all kinds."""
    workflows = registered()
    kind = str(permission.value).split(":")[1]
    chosen = [workflows[kind]] if kind in workflows else list(workflows.values())
    return sorted({state.name for workflow in chosen for state in workflow.states})


def _answer(predicate: Predicate, actor: Actor, record: Any) -> bool | None:
    try:
        return bool(predicate(actor, record))
    except (AttributeError, TypeError):
        # records of this kind are nothing that the predicate is ever asked about
        return None
