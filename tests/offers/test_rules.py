"""Who may do what with an offer in which state."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Organization
from matchmaker.kernel import clock
from matchmaker.kernel.rights import PLATFORM, PUBLIC, Actor, Role, grant, may
from matchmaker.offers.models import Offer
from matchmaker.offers.queries import visible_offers
from matchmaker.offers.rules import RIGHTS, WORKFLOW, OfferPermission, gaps

STATES = [state.name for state in WORKFLOW.states]
OWNER = Actor(1, roles=frozenset({Role.FOCAL_POINT}), organizations=frozenset({7}))
ACTORS = {
    "public": PUBLIC,
    "owner": OWNER,
    "another": Actor(2, roles=frozenset({Role.FOCAL_POINT}), organizations=frozenset({8})),
    "funder there": Actor(3, roles=frozenset({Role.FUNDER}), organizations=frozenset({7})),
    "secretariat": Actor(4, roles=frozenset({Role.SECRETARIAT}), organizations=frozenset({9})),
    "administrator": Actor(5, roles=frozenset({Role.ADMINISTRATOR})),
    "platform": PLATFORM,
}
OPEN = {"published", "paused"}
STEPS = {
    "draft": {"owner": {"submit", "withdraw"}},
    "submitted": {"owner": {"withdraw"}, "secretariat": {"publish", "return"}},
    "returned": {"owner": {"submit", "withdraw"}},
    "published": {"owner": {"pause", "amend", "withdraw"}},
    "paused": {"owner": {"resume", "amend", "withdraw"}},
    "withdrawn": {},
}


@dataclass
class Facts:
    """An offer as the rules see it."""

    state: str
    organization_id: int = 7
    ref: str = "OF-CL-2026-001"
    version: int = 1


@pytest.fixture(autouse=True)
def _rights() -> Iterator[None]:
    grant(RIGHTS)
    yield


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", [name for name in ACTORS if name != "platform"])
def test_the_buttons_of_every_state_for_every_actor(state: str, who: str) -> None:
    steps = WORKFLOW.steps_from(ACTORS[who], Facts(state))
    assert {step.name for step in steps} == STEPS[state].get(who, set())


@pytest.mark.parametrize("state", STATES)
def test_who_reads_and_who_writes(state: str) -> None:
    readers = {name for name, who in ACTORS.items() if may(who, OfferPermission.SEE, Facts(state))}
    writers = {name for name, who in ACTORS.items() if may(who, OfferPermission.EDIT, Facts(state))}
    inside = {"owner", "platform"} | ({"secretariat"} if state != "draft" else set())
    assert readers == (set(ACTORS) if state in OPEN else inside)
    assert writers == {"platform"} | ({"owner"} if state in {"draft", "returned"} else set())


@pytest.mark.parametrize("who", ACTORS)
def test_lists_and_single_records_agree(
    session: Session, organization: Callable[..., Organization], who: str
) -> None:
    theirs, others = organization("CL"), organization("AR")
    offers = [made(session, office, state) for office in (theirs, others) for state in STATES]
    actor = ACTORS[who]
    moved = frozenset({theirs.id if 7 in actor.organizations else -1})
    actor = Actor(actor.account_id, roles=actor.roles, organizations=moved, machine=actor.machine)
    listed = {offer.ref for offer in session.scalars(visible_offers(actor))}
    assert listed == {one.ref for one in offers if may(actor, OfferPermission.SEE, one)}


def made(session: Session, office: Organization, state: str) -> Offer:
    """Add an offer in a state."""
    moment = clock.now()
    offer = Offer(
        ref=f"OF-{office.country_code}-{state}",
        organization_id=office.id,
        country_code=office.country_code or "",
        state=state,
        language="en",
        created_at=moment,
        changed_at=moment,
        submitted_at=moment,
        published_at=moment,
        closed_at=moment,
    )
    session.add(offer)
    session.flush()
    return offer


def test_an_empty_draft_lacks_everything_that_is_asked() -> None:
    assert gaps(Offer(title="", description="", mode="", terms=[])) == [
        "title",
        "description",
        "topics",
        "assistance",
        "languages",
        "mode",
    ]
