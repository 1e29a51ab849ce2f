"""A file is loaded whole or not at all, and never twice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker import exchange
from matchmaker.accounts.events import AddressTaken
from matchmaker.accounts.models import Account, Organization
from matchmaker.activities.models import Activity
from matchmaker.exchange.actions import (
    Loaded,
    load_activities,
    load_experts,
    load_needs,
    load_offers,
)
from matchmaker.exchange.actions.loading import in_bulk
from matchmaker.exchange.models import Import
from matchmaker.exchange.rules import FileRefused
from matchmaker.exchange.schemas import read_file
from matchmaker.experts.models import Expert
from matchmaker.kernel import clock
from matchmaker.kernel.errors import NotAllowed
from matchmaker.kernel.events import announce
from matchmaker.kernel.journal import history
from matchmaker.kernel.rights import PLATFORM, Actor, Role
from matchmaker.needs.models import Need
from matchmaker.notices.models import Letter
from matchmaker.offers.models import Offer
from matchmaker.pairings.models import Pairing
from matchmaker.publication.models import QueueItem
from tests.exchange.files import ACTIVITY, lines, need

SAMPLE = Path(exchange.__file__).parent / "sample"


def rows(folder: Path, *some: dict[str, Any], kind: str = "needs") -> list[Any]:
    """Return the rows that are read of a file with these."""
    reading = read_file(kind, lines(folder, *some))
    assert reading.faults == []
    return reading.rows


def count(session: Session, table: type) -> int:
    """Return how many records there are."""
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_need_is_published_as_if_somebody_had_written_it(
    session: Session, tmp_path: Path
) -> None:
    assert load_needs(session, PLATFORM, rows(tmp_path, need())) == Loaded(1, 0)
    made = session.scalars(select(Need)).one()
    assert (made.state, made.sample, made.language) == ("published", True, "fr")
    assert made.organization.name == "Agence de la propriété industrielle"
    assert made.organization.sample
    assert made.answer_by == clock.days_from_now(90)
    assert made.source == "https://example.org/agence · stated 2024-05"
    assert made.languages == ["en", "fr"]
    assert [(one.value, one.essential) for one in made.requirements] == [("fr", True)]
    told = history(session, "need", made.ref, public_only=False)
    assert [line.act for line in told] == ["created", "submit", "publish"]
    assert {line.actor_name for line in told} == {"Matchmaker"}
    review = session.scalars(select(QueueItem).where(QueueItem.kind == "need")).one()
    assert review.closed_at is not None


def test_loading_twice_adds_nothing(session: Session, tmp_path: Path) -> None:
    first = rows(tmp_path, need(), need(id="need-2"))
    load_needs(session, PLATFORM, first)
    both = rows(tmp_path, need(title="Changed since"), need(id="need-2"), need(id="need-3"))
    assert load_needs(session, PLATFORM, both) == Loaded(1, 2)
    assert count(session, Need) == 3
    # the organization is the same for all, whatever its capitals
    assert count(session, Organization) == 1


def test_one_row_that_cannot_be_loaded_keeps_all_out(session: Session, tmp_path: Path) -> None:
    good, late = need(), need(id="need-2", answer_by="2020-01-31")
    with pytest.raises(FileRefused) as caught:
        load_needs(session, PLATFORM, rows(tmp_path, good, late))
    (fault,) = caught.value.faults
    assert str(fault).startswith("file.jsonl:2:answer_by: This date has passed")
    for table in (Need, Organization, Import, QueueItem):
        assert count(session, table) == 0


def test_an_organization_cannot_be_of_two_countries(session: Session, tmp_path: Path) -> None:
    both = rows(tmp_path, need(), need(id="need-2", country="ML"))
    with pytest.raises(FileRefused) as caught:
        load_needs(session, PLATFORM, both)
    assert [fault.where for fault in caught.value.faults] == ["file.jsonl:2:organization"]


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.CONSULTANT, Role.FUNDER])
def test_only_the_staff_loads_files(
    session: Session, tmp_path: Path, person: Callable[..., Actor], role: Role
) -> None:
    with pytest.raises(NotAllowed):
        load_needs(session, person(role), rows(tmp_path, need()))


def test_every_step_is_told_and_suggestions_wait_for_the_end(session: Session) -> None:
    steps: list[int] = []
    needs = read_file("needs", SAMPLE / "needs.jsonl").rows[:3]
    offers = read_file("offers", SAMPLE / "offers.jsonl").rows[:5]
    load_offers(session, PLATFORM, offers)
    load_needs(session, PLATFORM, needs, step=lambda: steps.append(1))
    assert len(steps) == 3
    assert count(session, Pairing) == 0
    assert not session.info["bulk"]


def test_nobody_is_written_to_because_of_a_file(
    session: Session, account: Callable[..., Account]
) -> None:
    someone = account(Role.SECRETARIAT)
    event = AddressTaken(someone.id, someone.email, someone.language, someone.name)
    with in_bulk(session):
        announce(session, event)
        assert count(session, Letter) == 0
    announce(session, event)
    assert count(session, Letter) == 1


def test_offers_keep_their_evidence_apart(session: Session) -> None:
    given = read_file("offers", SAMPLE / "offers.jsonl").rows
    assert load_offers(session, PLATFORM, given) == Loaded(64, 0)
    made = session.scalars(select(Offer)).all()
    assert {offer.state for offer in made} == {"published"}
    kept = {offer.title: [one.text for one in offer.evidence] for offer in made}
    assert kept == {row.title: [one.text for one in row.evidence] for row in given}


def test_experts_show_what_they_allow(session: Session) -> None:
    given = read_file("experts", SAMPLE / "experts.jsonl").rows
    assert load_experts(session, PLATFORM, given) == Loaded(48, 0)
    made = {expert.name: expert for expert in session.scalars(select(Expert))}
    for row in given:
        expert = made[row.name]
        assert expert.state == "published"
        assert (expert.show_name, expert.show_missions) == (
            row.visibility.name,
            row.visibility.missions,
        )
        assert len(expert.missions) == len(row.missions)
        assert len(expert.conflicts) == len(row.conflicts)
        assert expert.account_id is None


def test_activities_are_recorded_with_their_parties(session: Session, tmp_path: Path) -> None:
    assert load_activities(session, PLATFORM, rows(tmp_path, ACTIVITY, kind="activities")).added
    made = session.scalars(select(Activity)).one()
    assert made.state == "recorded"
    assert [(party.side, party.country_code) for party in made.parties] == [
        ("beneficiary", "TG"),
        ("provider", "BF"),
    ]
    sample = read_file("activities", SAMPLE / "activities.jsonl").rows
    assert load_activities(session, PLATFORM, sample) == Loaded(54, 0)
