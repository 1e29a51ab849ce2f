"""A need of Senegal that Morocco answers, its people, and the activity opened from it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account, Organization
from matchmaker.activities import actions
from matchmaker.activities.models import Activity, Party
from matchmaker.activities.rules import BENEFICIARY, PROVIDER
from matchmaker.experts.models import Expert
from matchmaker.kernel import clock
from matchmaker.kernel.rights import PLATFORM, Role
from matchmaker.needs.actions import create_need
from matchmaker.needs.models import Need
from matchmaker.pairings.models import Pairing


@dataclass
class People:
    """Everybody who has to do with the activity."""

    senegal: Account
    morocco: Account
    expert: Account
    secretariat: Account
    stranger: Account


@pytest.fixture
def offices(organization: Callable[..., Organization]) -> tuple[Organization, Organization]:
    """Return the offices of Senegal and Morocco."""
    return organization("SN", "Office of Senegal"), organization("MA", "Office of Morocco")


@pytest.fixture
def people(
    account: Callable[..., Account],
    offices: tuple[Organization, Organization],
    organization: Callable[..., Organization],
) -> People:
    """Make a focal point of each office, an expert, the secretariat and an office not concerned."""
    senegal, morocco = offices
    return People(
        account(Role.FOCAL_POINT, senegal, "fr"),
        account(Role.FOCAL_POINT, morocco, "fr"),
        account(Role.CONSULTANT),
        account(Role.SECRETARIAT),
        account(Role.FOCAL_POINT, organization("KE")),
    )


@pytest.fixture
def need(session: Session, offices: tuple[Organization, Organization]) -> Need:
    """State a need of Senegal that is paired."""
    need = create_need(
        session,
        PLATFORM,
        offices[0],
        "fr",
        title="Former dix examinateurs",
        problem="Dix examinateurs sans formation.",
        starts_on=date(2026, 5, 12),
        ends_on=date(2026, 5, 20),
    )
    need.set_codes("topic", ["patent-examination"])
    need.set_codes("assistance", ["training"])
    need.submitted_at = need.published_at = clock.now()
    need.state = "paired"
    session.flush()
    return need


@pytest.fixture
def expert(session: Session, people: People) -> Expert:
    """Register an expert of Morocco who shows their name to nobody before both sides agree."""
    expert = Expert(
        ref="EXP-2026-001",
        account=people.expert,
        name="Salma Berrada",
        country_code="MA",
        language="fr",
        show_name="after_consent",
        created_at=clock.now(),
        changed_at=clock.now(),
    )
    session.add(expert)
    session.flush()
    return expert


@pytest.fixture
def pairing(session: Session, need: Need, expert: Expert) -> Pairing:
    """Pair the need with the expert, as both sides agreed."""
    pairing = Pairing(
        ref="P-2026-0001",
        need=need,
        expert=expert,
        state="agreed",
        suggested_at=clock.now(),
        proposed_at=clock.now(),
        answer_by=clock.today(),
        need_answer="yes",
        provider_answer="yes",
    )
    session.add(pairing)
    session.flush()
    return pairing


@pytest.fixture
def activity(session: Session, need: Need, offices: tuple[Organization, Organization]) -> Activity:
    """Open the activity in which the office of Morocco answers the need."""
    senegal, morocco = offices
    parties = [
        Party(side=BENEFICIARY, organization=senegal, country_code="SN"),
        Party(side=PROVIDER, organization=morocco, country_code="MA"),
    ]
    return actions.open_activity(session, PLATFORM, need, parties)
