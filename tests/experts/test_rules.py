"""Who may do what with a profile, and what it shows to whom."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.experts.models import Expert
from matchmaker.experts.queries import visible_experts
from matchmaker.experts.rules import (
    RIGHTS,
    WORKFLOW,
    ExpertPermission,
    display_name,
    gaps,
    shows_missions,
    shows_name,
)
from matchmaker.kernel import clock
from matchmaker.kernel.rights import PLATFORM, PUBLIC, Actor, Role, grant, may

STATES = [state.name for state in WORKFLOW.states]
ACTORS = {
    "public": PUBLIC,
    "owner": Actor(1, roles=frozenset({Role.CONSULTANT})),
    "colleague": Actor(2, roles=frozenset({Role.CONSULTANT})),
    "focal point": Actor(3, roles=frozenset({Role.FOCAL_POINT}), organizations=frozenset({7})),
    "secretariat": Actor(4, roles=frozenset({Role.SECRETARIAT}), organizations=frozenset({9})),
    "administrator": Actor(5, roles=frozenset({Role.ADMINISTRATOR})),
    "platform": PLATFORM,
}
STEPS = {
    "draft": {"owner": {"submit", "withdraw"}},
    "submitted": {"owner": {"withdraw"}, "secretariat": {"publish", "return"}},
    "returned": {"owner": {"submit", "withdraw"}},
    "published": {"owner": {"pause", "amend", "withdraw"}},
    "paused": {"owner": {"resume", "amend", "withdraw"}},
    "withdrawn": {"owner": {"amend"}},
}


@dataclass
class Facts:
    """A profile as the rules see it."""

    state: str = "published"
    account_id: int | None = 1
    show_name: str = "public"
    show_missions: str = "public"
    name: str = "Amina Diallo"
    ref: str = "EX-2026-0007"
    version: int = 1


@pytest.fixture(autouse=True)
def _rights() -> Iterator[None]:
    grant(RIGHTS)
    yield


def having(permission: ExpertPermission, facts: Facts) -> set[str]:
    """Return who has the permission, but for the platform, which has all."""
    return {name for name, who in ACTORS.items() if may(who, permission, facts)} - {"platform"}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", [name for name in ACTORS if name != "platform"])
def test_the_buttons_of_every_state_for_every_actor(state: str, who: str) -> None:
    steps = WORKFLOW.steps_from(ACTORS[who], Facts(state))
    assert {step.name for step in steps} == STEPS[state].get(who, set())


@pytest.mark.parametrize("state", STATES)
def test_who_reads_and_who_writes(state: str) -> None:
    inside = {"owner"} | ({"secretariat"} if state != "draft" else set())
    everybody = set(ACTORS) - {"platform"}
    assert having(ExpertPermission.SEE, Facts(state)) == (
        everybody if state == "published" else inside
    )
    writable, left = state in {"draft", "returned"}, state == "withdrawn"
    assert having(ExpertPermission.EDIT, Facts(state)) == ({"owner"} if writable else set())
    assert having(ExpertPermission.KEEP, Facts(state)) == (set() if left else {"owner"})
    assert having(ExpertPermission.SEE_PRIVATE, Facts(state)) == {"owner", "secretariat"}


@pytest.mark.parametrize(
    ("shown_to", "readers"),
    [
        ("public", set(ACTORS)),
        ("members", set(ACTORS) - {"public"}),
        ("after_consent", {"owner", "secretariat", "platform"}),
    ],
)
def test_a_name_is_read_by_those_to_whom_it_is_shown(shown_to: str, readers: set[str]) -> None:
    facts = Facts(show_name=shown_to)
    assert {name for name, who in ACTORS.items() if shows_name(who, facts)} == readers
    for name, who in ACTORS.items():
        wanted = "Amina Diallo" if name in readers else "EX-2026-0007"
        assert display_name(who, facts) == wanted


@pytest.mark.parametrize(
    ("shown_to", "readers"), [("public", set(ACTORS)), ("members", set(ACTORS) - {"public"})]
)
def test_missions_are_read_by_those_to_whom_they_are_shown(
    shown_to: str, readers: set[str]
) -> None:
    facts = Facts(show_missions=shown_to)
    assert {name for name, who in ACTORS.items() if shows_missions(who, facts)} == readers


def test_a_profile_that_is_nobodys_is_not_the_publics() -> None:
    sample = Facts("draft", account_id=None, show_name="after_consent")
    assert not may(PUBLIC, ExpertPermission.SEE, sample)
    assert not shows_name(PUBLIC, sample)


@pytest.mark.parametrize("who", ACTORS)
def test_lists_and_single_records_agree(
    session: Session, account: Callable[..., Account], who: str
) -> None:
    actor, person = ACTORS[who], account(Role.CONSULTANT)
    me = person.id if who == "owner" else None
    if actor.signed_in:
        actor = Actor(me or 10**6, roles=actor.roles, organizations=actor.organizations)
    for number, state in enumerate(STATES):
        mine = made(session, person.id, state, f"EX-MINE-{number}")
        nobodys = made(session, None, state, f"EX-NOBODY-{number}")
        listed = {expert.ref for expert in session.scalars(visible_experts(actor))}
        for expert in (mine, nobodys):
            assert (expert.ref in listed) == may(actor, ExpertPermission.SEE, expert), state
        session.delete(mine)
        session.flush()


def made(session: Session, account_id: int | None, state: str, ref: str) -> Expert:
    """Add a profile in a state."""
    moment = clock.now()
    expert = Expert(
        ref=ref,
        account_id=account_id,
        country_code="GN",
        state=state,
        language="fr",
        created_at=moment,
        changed_at=moment,
        submitted_at=moment,
        published_at=moment,
        closed_at=moment,
    )
    session.add(expert)
    session.flush()
    return expert


def test_an_empty_draft_lacks_everything_that_is_asked() -> None:
    assert gaps(Expert(name="", title="", mode="", terms=[], missions=[])) == [
        "name",
        "title",
        "missions",
        "topics",
        "assistance",
        "languages",
        "mode",
    ]
