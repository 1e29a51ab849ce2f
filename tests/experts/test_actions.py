"""What becomes true of profiles, and who finds them."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account, Organization
from matchmaker.experts import actions, queries
from matchmaker.experts.actions import ConflictGiven, MissionGiven
from matchmaker.experts.events import (
    ExpertAvailabilityChanged,
    ExpertMoved,
    ExpertPaused,
    ExpertPublished,
    ExpertReturned,
    ExpertSubmitted,
    ExpertWithdrawn,
)
from matchmaker.experts.models import Expert
from matchmaker.experts.queries import ExpertFilter
from matchmaker.kernel import events, journal
from matchmaker.kernel.errors import Invalid, NotAllowed, Stale, StepRefused
from matchmaker.kernel.rights import PLATFORM, PUBLIC, Actor, Role
from tests.experts.conftest import NAME

Maker = Callable[..., Expert]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[ExpertMoved]]:
    """Return what is announced of experts, in order."""
    monkeypatch.setattr(events, "_listeners", events.defaultdict(list))
    heard: list[ExpertMoved] = []
    for kind in (
        ExpertSubmitted,
        ExpertReturned,
        ExpertPublished,
        ExpertPaused,
        ExpertWithdrawn,
        ExpertAvailabilityChanged,
    ):
        events.listen(kind, lambda _session, event: heard.append(event))
    yield heard


@pytest.fixture
def secretariat(person: Callable[..., Actor]) -> Actor:
    """Return somebody of the secretariat."""
    return person(Role.SECRETARIAT)


def found(session: Session, actor: Actor, words: str) -> bool:
    """Return whether the actor finds somebody by the words."""
    wanted = ExpertFilter(words=words)
    return bool(session.scalars(queries.search_experts(actor, wanted)).all())


def test_everybody_has_one_profile(
    session: Session, written: Maker, consultant: Account, person: Callable[..., Actor]
) -> None:
    expert = written()
    assert queries.expert_of_account(session, consultant.id) is expert
    assert expert.ref.startswith("EX-")
    assert len(expert.ref.rsplit("-", 1)[1]) == 4
    with pytest.raises(Invalid):
        actions.register_expert(session, consultant.as_actor(), "fr", name=NAME, country_code="GN")
    with pytest.raises(NotAllowed):
        actions.register_expert(
            session, person(Role.FOCAL_POINT), "fr", name=NAME, country_code="GN"
        )


def test_only_the_platform_registers_somebody_else_or_nobody(
    session: Session, consultant: Account, person: Callable[..., Actor]
) -> None:
    other = person(Role.CONSULTANT)
    own = actions.register_expert(
        session, other, "fr", name="X", country_code="GN", account_id=consultant.id
    )
    theirs = actions.register_expert(
        session, PLATFORM, "fr", name=NAME, country_code="GN", account_id=consultant.id
    )
    nobodys = actions.register_expert(session, PLATFORM, "fr", name="Y", country_code="GN")
    assert [one.account_id for one in (own, theirs, nobodys)] == [
        other.account_id,
        consultant.id,
        None,
    ]


def test_every_step_is_announced_with_its_reason(
    session: Session,
    written: Maker,
    consultant: Account,
    secretariat: Actor,
    told: list[ExpertMoved],
) -> None:
    owner, expert = consultant.as_actor(), written()
    actions.take_step(session, owner, expert, "submit")
    assert expert.confirmed_true_at is not None
    actions.take_step(session, secretariat, expert, "return", reason="Which year?")
    actions.take_step(session, owner, expert, "submit")
    actions.take_step(session, secretariat, expert, "publish")
    for step in ("pause", "resume"):
        actions.take_step(session, owner, expert, step)
    actions.take_step(session, owner, expert, "withdraw", reason="Retired")
    assert (expert.state, expert.closed_at is not None) == ("withdrawn", True)
    actions.take_step(session, owner, expert, "amend")
    assert (expert.state, expert.closed_at) == ("returned", None)
    assert told == [
        ExpertSubmitted(expert.id),
        ExpertReturned(expert.id, "Which year?"),
        ExpertSubmitted(expert.id),
        ExpertPublished(expert.id),
        ExpertPaused(expert.id),
        ExpertPublished(expert.id),
        ExpertWithdrawn(expert.id, "Retired"),
        ExpertPaused(expert.id),
    ]
    shown = journal.history(session, "expert", expert.ref, public_only=True)
    assert [line.act for line in shown] == ["submit", "submit", "publish"]


def test_what_was_vetted_cannot_be_changed_in_the_roster_but_availability_can(
    session: Session, published: Maker, consultant: Account, told: list[ExpertMoved]
) -> None:
    owner, expert = consultant.as_actor(), published()
    told.clear()
    for changed in (
        {"title": "Tout"},
        {"missions": []},
        {"terms": {"topic": ["copyright"]}},
        {"capacity": 2, "state": "draft"},
    ):
        with pytest.raises(NotAllowed):
            actions.revise_expert(session, owner, expert, **changed)
    with pytest.raises(NotAllowed):
        actions.revise_expert(session, PUBLIC, expert, capacity=2)
    until = date(2027, 3, 1)
    actions.revise_expert(session, owner, expert, capacity=2, unavailable_until=until)
    assert (expert.capacity, expert.unavailable_until, expert.state) == (2, until, "published")
    assert told == [ExpertAvailabilityChanged(expert.id)]
    with pytest.raises(Stale):
        actions.revise_expert(session, owner, expert, capacity=3, seen=expert.version - 1)


def test_a_conflict_with_a_known_organization_names_its_record(
    session: Session,
    published: Maker,
    consultant: Account,
    organization: Callable[..., Organization],
) -> None:
    office, expert = organization("BJ", "Agence béninoise"), published()
    actions.revise_expert(
        session,
        consultant.as_actor(),
        expert,
        conflicts=[
            ConflictGiven(None, "agence béninoise", "Employer"),
            ConflictGiven("GN", "", "Relatives in the ministry"),
            ConflictGiven(None, "Somebody unknown", ""),
        ],
    )
    known = [(one.organization_id, one.country_code) for one in expert.conflicts]
    assert known == [(office.id, None), (None, "GN"), (None, None)]


def test_missions_keep_their_own_language(written: Maker) -> None:
    told = [MissionGiven("A", "One"), MissionGiven("B", "Two", language="en")]
    assert [one.language for one in written(missions=told).missions] == ["fr", "en"]


@pytest.mark.parametrize(
    ("show_name", "finders"),
    [
        ("public", {"public", "member", "secretariat"}),
        ("members", {"member", "secretariat"}),
        ("after_consent", {"secretariat"}),
    ],
)
def test_nobody_finds_by_a_name_that_they_may_not_read(
    session: Session,
    published: Maker,
    person: Callable[..., Actor],
    secretariat: Actor,
    show_name: str,
    finders: set[str],
) -> None:
    published(show_name=show_name)
    member = person(Role.FOCAL_POINT)
    searchers = {"public": PUBLIC, "member": member, "secretariat": secretariat}
    assert {who for who, actor in searchers.items() if found(session, actor, NAME)} == finders
    assert all(found(session, actor, "information") for actor in searchers.values())


def test_nobody_finds_by_missions_that_they_may_not_read(
    session: Session, published: Maker, consultant: Account, person: Callable[..., Actor]
) -> None:
    expert, member = published(), person(Role.FUNDER)
    assert found(session, PUBLIC, "anacarde")
    actions.revise_expert(session, consultant.as_actor(), expert, show_missions="members")
    assert not found(session, PUBLIC, "anacarde")
    assert found(session, member, "anacarde")


def test_the_roster_is_narrowed(session: Session, published: Maker) -> None:
    expert = published()

    def refs(**wanted: object) -> list[str]:
        chosen = queries.search_experts(PUBLIC, ExpertFilter(**wanted))  # type: ignore[arg-type]
        return [one.ref for one in session.scalars(chosen)]

    assert refs(topic="patents", assistance="training", language="fr") == [expert.ref]
    assert refs(countries=frozenset({"GN"})) == [expert.ref]
    assert refs(countries=frozenset({"BJ"})) == refs(language="en") == refs(topic="copyright") == []


def test_who_rests_is_neither_shown_nor_suggested(
    session: Session, published: Maker, consultant: Account
) -> None:
    expert = published()
    assert queries.published_experts(session) == [expert]
    assert list(session.scalars(queries.experts_of_country("GN"))) == [expert]
    actions.take_step(session, consultant.as_actor(), expert, "pause")
    assert queries.published_experts(session) == []
    assert list(session.scalars(queries.experts_of_country("GN"))) == []


def test_a_person_confirms_that_all_is_still_true(
    session: Session,
    published: Maker,
    consultant: Account,
    secretariat: Actor,
    stop_clock: Callable[[datetime], None],
) -> None:
    expert, later = published(), datetime(2099, 1, 1, tzinfo=UTC)
    stop_clock(later)
    with pytest.raises(NotAllowed):
        actions.confirm_still_true(session, secretariat, expert)
    actions.confirm_still_true(session, consultant.as_actor(), expert)
    assert expert.confirmed_true_at == later


def test_a_profile_with_gaps_is_not_submitted(
    session: Session, written: Maker, consultant: Account
) -> None:
    expert = written(missions=[])
    with pytest.raises(Invalid):
        actions.take_step(session, consultant.as_actor(), expert, "submit")
    with pytest.raises(StepRefused):
        actions.take_step(session, consultant.as_actor(), expert, "resume")
