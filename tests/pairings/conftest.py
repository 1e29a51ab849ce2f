"""A need, an offer and an expert that fit together, with their people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account, Organization
from matchmaker.experts import actions as experts
from matchmaker.experts.actions import MissionGiven
from matchmaker.experts.models import Expert
from matchmaker.kernel.rights import PLATFORM, Role
from matchmaker.needs import actions as needs
from matchmaker.needs.models import Need
from matchmaker.offers import actions as offers
from matchmaker.offers.actions import EvidenceGiven
from matchmaker.offers.models import Offer

SUBJECT = (
    "Geographical indications for coffee: registration of origin products, control of the "
    "specification, producer associations, training of examiners and inspection in the field. "
)
MISSION = (
    "Trained examiners and producer associations in the registration and control of geographical "
    "indications for coffee and cocoa, wrote the specification and the inspection plan, number "
)


@dataclass
class Scene:
    """Everybody who takes part in the story."""

    need: Need
    offer: Offer
    expert: Expert
    asker: Account
    provider: Account
    consultant: Account
    secretary: Account


@pytest.fixture
def make_need(session: Session, organization: Callable[..., Organization]) -> Callable[..., Need]:
    """Publish a need: `make_need("SN", requirements=[...])`."""

    def make(
        country: str = "UG", office: Organization | None = None, requirements: object = ()
    ) -> Need:
        need = needs.create_need(
            session,
            PLATFORM,
            office or organization(country),
            "en",
            title="Protecting coffee by geographical indications",
            problem=SUBJECT * 2,
            mode="mixed",
            answer_by=date(2099, 1, 1),
        )
        terms = {
            "topic": ["geographical-indications", "gi-control"],
            "assistance": ["training"],
            "language": ["en", "fr"],
        }
        needs.revise_need(session, PLATFORM, need, terms=terms, requirements=requirements)  # type: ignore[arg-type]
        for step in ("submit", "publish"):
            needs.take_step(session, PLATFORM, need, step)
        return need

    return make


@pytest.fixture
def make_offer(session: Session, organization: Callable[..., Organization]) -> Callable[..., Offer]:
    """Publish an offer: `make_offer("CM")`."""

    def make(
        country: str = "CM",
        office: Organization | None = None,
        languages: tuple[str, ...] = ("en",),
    ) -> Offer:
        offer = offers.create_offer(
            session,
            PLATFORM,
            office or organization(country),
            "en",
            title="Experience with geographical indications",
            description=MISSION * 2,
            mode="mixed",
        )
        offers.revise_offer(
            session,
            PLATFORM,
            offer,
            terms={
                "topic": ["geographical-indications"],
                "assistance": ["training"],
                "language": languages,
            },
            evidence=[
                EvidenceGiven(f"Pepper {n}", f"{MISSION}{n}", 2020 + n, country) for n in range(3)
            ],
        )
        for step in ("submit", "publish"):
            offers.take_step(session, PLATFORM, offer, step)
        return offer

    return make


@pytest.fixture
def make_expert(session: Session) -> Callable[..., Expert]:
    """Publish an expert: `make_expert("ET", missions=5)`."""

    def make(country: str = "ET", account: Account | None = None, missions: int = 5) -> Expert:
        expert = experts.register_expert(
            session,
            PLATFORM,
            "en",
            name="Almaz Bekele",
            country_code=country,
            title="GI expert",
            mode="mixed",
        )
        if account is not None:
            expert.account_id = account.id
        experts.revise_expert(
            session,
            PLATFORM,
            expert,
            terms={
                "topic": ["geographical-indications", "collective-marks"],
                "assistance": ["training"],
                "language": ["en"],
            },
            missions=[
                MissionGiven(f"Mission {n}", f"{MISSION}{n}", 2020, "KE", "en")
                for n in range(missions)
            ],
            show_name="after_consent",
        )
        for step in ("submit", "publish"):
            experts.take_step(session, PLATFORM, expert, step)
        return expert

    return make


@pytest.fixture
def scene(
    session: Session,
    organization: Callable[..., Organization],
    account: Callable[..., Account],
    make_need: Callable[..., Need],
    make_offer: Callable[..., Offer],
    make_expert: Callable[..., Expert],
) -> Scene:
    """Put everybody on the stage; the need is published last."""
    asking, offering = organization("UG", "Office of Uganda"), organization("CM", "OAPI")
    asker, provider = account(Role.FOCAL_POINT, asking), account(Role.FOCAL_POINT, offering)
    consultant, secretary = account(Role.CONSULTANT), account(Role.SECRETARIAT)
    offer, expert = make_offer("CM", offering), make_expert("ET", consultant)
    need = make_need("UG", asking)
    session.commit()
    return Scene(need, offer, expert, asker, provider, consultant, secretary)
