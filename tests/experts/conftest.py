"""Profiles for tests to begin with."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.experts import actions
from matchmaker.experts.actions import MissionGiven
from matchmaker.experts.models import Expert
from matchmaker.kernel.rights import PLATFORM, Role

NAME = "Amina Zéphyrine Diallo"
TERMS = {"topic": ["patent-information"], "assistance": ["training"], "language": ["fr"]}
MISSION = MissionGiven("Cajou", "Base de brevets pour la filière ANACARDE.", 2024, "BJ")


@pytest.fixture
def consultant(account: Callable[..., Account]) -> Account:
    """Return a consultant without a profile."""
    return account(Role.CONSULTANT, language="fr")


@pytest.fixture
def written(session: Session, consultant: Account) -> Callable[..., Expert]:
    """Return a maker of the consultant's profile, a draft that says everything."""

    def make(**fields: Any) -> Expert:
        actor = consultant.as_actor()
        expert = actions.register_expert(
            session, actor, "fr", name=NAME, country_code="GN", title="Information brevets"
        )
        shown = {"mode": "remote", "missions": [MISSION], "terms": TERMS} | fields
        actions.revise_expert(session, actor, expert, **shown)
        return expert

    return make


@pytest.fixture
def published(session: Session, written: Callable[..., Expert]) -> Callable[..., Expert]:
    """Return a maker of the consultant's profile, in the roster."""

    def make(**fields: Any) -> Expert:
        expert = written(**fields)
        for step in ("submit", "publish"):
            actions.take_step(session, PLATFORM, expert, step)
        return expert

    return make
