"""The people of the story, and an ear for what they are told and in which language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account, Organization
from matchmaker.activities.models import Activity
from matchmaker.experts import actions as experts
from matchmaker.experts.actions import MissionGiven
from matchmaker.experts.models import Expert
from matchmaker.kernel.rights import Role
from matchmaker.needs import actions as needs
from matchmaker.needs.actions import RequirementGiven
from matchmaker.needs.models import Need
from matchmaker.notices.letters.messages import opened
from matchmaker.notices.lexicon import TELLING
from matchmaker.notices.models import Letter, Notice
from matchmaker.offers import actions as offers
from matchmaker.offers.actions import EvidenceGiven
from matchmaker.offers.models import Offer
from matchmaker.pairings import actions as pairings
from matchmaker.pairings.models import Pairing

SUBJECT = "Geographical indications for coffee: registration, control, producers, examiners. "
DONE = (
    "Trained examiners and producer associations in the registration and control of geographical "
    "indications for coffee and cocoa, wrote the specification and the inspection plan, number "
)
TERMS: dict[str, Iterable[str]] = {
    "topic": ["geographical-indications"],
    "assistance": ["training"],
    "language": ["en"],
}
NAME = "Almaz Bekele"


@dataclass
class Cast:
    """Everybody of the story; each reads another language."""

    session: Session
    app: Flask
    sign_in: Callable[[FlaskClient, Account], None]
    offices: dict[str, Organization]
    people: dict[str, Account]

    def act(self, who: str) -> Any:
        """Return a person as an actor."""
        return self.people[who].as_actor()

    def told(self) -> dict[str, set[str]]:
        """Return who was told what since the last time, after looking at how it was said."""
        self.session.commit()
        names = {account.id: who for who, account in self.people.items()}
        notices = list(self.session.scalars(select(Notice)))
        told: dict[str, set[str]] = {}
        once = {(one.kind, one.account_id, one.params["ref"]) for one in notices}
        assert len(notices) == len(once), "somebody was told twice"
        for notice in notices:
            told.setdefault(notice.kind, set()).add(names[notice.account_id])
            self._opens(notice, self.people[names[notice.account_id]])
        self._check_letters({kind: who for kind, who in told.items() if TELLING[kind].mail})
        self.session.execute(delete(Notice))
        self.session.execute(delete(Letter))
        return told

    def _opens(self, notice: Notice, person: Account) -> None:
        browser = self.app.test_client()
        self.sign_in(browser, person)
        with self.app.test_request_context():
            values: dict[str, Any] = {"ref": notice.ref} if notice.ref else {}
            address = url_for(notice.endpoint, lang=person.language, **values)
        assert browser.get(address).status_code == 200, f"{notice.kind} leads nowhere"

    def _check_letters(self, mailed: dict[str, set[str]]) -> None:
        written: dict[str, set[str]] = {}
        by_mail = {account.email: who for who, account in self.people.items()}
        for letter in self.session.scalars(select(Letter)):
            who = by_mail[letter.email]
            written.setdefault(letter.kind, set()).add(who)
            assert letter.language == self.people[who].language
            with self.app.app_context(), opened(letter, self.app.config["SETTINGS"]) as reading:
                said = f"{reading.said.subject} {reading.said.plain} {reading.said.html}"
                assert f"/{letter.language}/" in reading.link
            secrets = [NAME, *by_mail, *(one.phone for one in self.people.values())]
            assert not [secret for secret in secrets if secret in said + str(letter.params)]
        assert written == mailed


@pytest.fixture
def cast(
    app: Flask,
    session: Session,
    organization: Callable[..., Organization],
    account: Callable[..., Account],
    sign_in: Callable[[FlaskClient, Account], None],
) -> Cast:
    """Put everybody on the stage, with people who have nothing to do with it."""
    offices = {"asker": organization("SN"), "provider": organization("MA")}
    people = {
        "asker": account(Role.FOCAL_POINT, offices["asker"], "fr"),
        "provider": account(Role.FOCAL_POINT, offices["provider"], "ar"),
        "consultant": account(Role.CONSULTANT, None, "es"),
        "secretary": account(Role.SECRETARIAT, None, "en"),
        "stranger": account(Role.FOCAL_POINT, organization("KE"), "pt"),
        "colleague": account(Role.FUNDER, offices["asker"], "ru"),
    }
    for number, person in enumerate(people.values()):
        person.phone = f"+99 555 000 {number}"
    session.commit()
    return Cast(session, app, sign_in, offices, people)


def state_need(cast: Cast, requirements: tuple[RequirementGiven, ...] = ()) -> Need:
    """Let the asker write a need in French."""
    fields: dict[str, Any] = {"title": "Protéger le café", "problem": SUBJECT * 4, "mode": "mixed"}
    fields |= {"answer_by": date(2099, 1, 1)}
    actor, office = cast.act("asker"), cast.offices["asker"]
    need = needs.create_need(cast.session, actor, office, "fr", **fields)
    needs.revise_need(cast.session, actor, need, terms=TERMS, requirements=requirements)
    return need


def make_offer(cast: Cast) -> Offer:
    """Let the provider write an offer."""
    fields: dict[str, Any] = {
        "title": "Experience with coffee",
        "description": DONE * 2,
        "mode": "mixed",
    }
    actor, office = cast.act("provider"), cast.offices["provider"]
    offer = offers.create_offer(cast.session, actor, office, "en", **fields)
    evidence = [EvidenceGiven(f"Coffee {n}", f"{DONE}{n}", 2020, "MA") for n in range(3)]
    offers.revise_offer(cast.session, actor, offer, terms=TERMS, evidence=evidence)
    return offer


def make_profile(cast: Cast) -> Expert:
    """Let the consultant register, and show the name only to a partner."""
    actor = cast.act("consultant")
    given: dict[str, Any] = {
        "name": NAME,
        "country_code": "ET",
        "title": "GI expert",
        "mode": "mixed",
    }
    expert = experts.register_expert(cast.session, actor, "en", **given)
    done = [MissionGiven(f"Mission {n}", f"{DONE}{n}", 2020, "KE", "en") for n in range(5)]
    experts.revise_expert(
        cast.session, actor, expert, terms=TERMS, missions=done, show_name="after_consent"
    )
    return expert


def publish(cast: Cast, feature: Any, record: Any, owner: str) -> None:
    """Let the owner submit a record and the secretariat publish it."""
    feature.take_step(cast.session, cast.act(owner), record, "submit")
    feature.take_step(cast.session, cast.act("secretary"), record, "publish")


@pytest.fixture
def candidates(cast: Cast) -> dict[str, Pairing]:
    """Publish a need with an offer and an expert that fit, and return the candidates."""
    publish(cast, offers, make_offer(cast), "provider")
    publish(cast, experts, make_profile(cast), "consultant")
    need = state_need(cast)
    publish(cast, needs, need, "asker")
    cast.told()
    found = select(Pairing).where(Pairing.need_id == need.id)
    return {one.provider_kind: one for one in cast.session.scalars(found).unique()}


def propose(cast: Cast, pairing: Pairing, **choices: Any) -> None:
    """Let the secretariat propose a candidate."""
    until = date(2098, 1, 1)
    pairings.propose(cast.session, cast.act("secretary"), pairing, until, **choices)


def agree(cast: Cast, pairing: Pairing, provider: str) -> Activity:
    """Let both sides accept, and return the activity that was opened."""
    propose(cast, pairing)
    for who in ("asker", provider):
        pairings.accept(cast.session, cast.act(who), pairing)
    cast.told()
    return cast.session.scalars(select(Activity)).one()
