"""The sample data with people and records in every situation, and the addresses of its pages."""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import AnyConverter, Rule

from matchmaker.accounts.actions import begin_sitting
from matchmaker.accounts.actions.tickets import issue
from matchmaker.accounts.models import Account, Ticket
from matchmaker.accounts.queries import account_by_email
from matchmaker.activities import actions as activities
from matchmaker.activities.models import Activity
from matchmaker.activities.queries import engine_of_activities
from matchmaker.cli import demonstration
from matchmaker.cli.loading import LOADERS, SAMPLE
from matchmaker.exchange.queries import loaded
from matchmaker.exchange.schemas import read_file
from matchmaker.experts import actions as experts
from matchmaker.experts.models import Expert
from matchmaker.kernel import clock
from matchmaker.kernel.rights import PLATFORM
from matchmaker.needs import actions as needs
from matchmaker.needs.models import Need
from matchmaker.needs.queries import need_by_ref
from matchmaker.notices.models import Letter, Notice
from matchmaker.offers import actions as offers
from matchmaker.offers.models import Offer
from matchmaker.pairings import actions as pairings
from matchmaker.pairings.models import Pairing
from matchmaker.pairings.queries import engine_of_needs, lexicon_of, pairings_of_need
from matchmaker.places.models import GroupMembership
from matchmaker.publication.models import QueueItem
from matchmaker.topics import actions as topics
from matchmaker.topics.queries import concept_by_code
from matchmaker.web.database import db
from tests.pairings.weighing import considered


@dataclass(repr=False)
class World:
    """The application on its sample data, and what its addresses can be filled with."""

    app: Flask
    people: dict[str, Account] = field(default_factory=dict)
    """The characters of the demonstration by the first part of their address."""
    refs: dict[str, list[Any]] = field(default_factory=dict)
    """The references that a section's pages are tried with."""
    hidden: dict[str, Any] = field(default_factory=dict)
    """A reference in each section that the public may not see, where there can be one."""
    others: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What else stands in the addresses, by endpoint or by name."""

    def browser(self, person: str = "") -> FlaskClient:
        """Return a browser without scripts, in which a character or nobody has signed in."""
        client = self.app.test_client()
        if person:
            with self.app.app_context(), db.sessionmaker.begin() as session:
                account = session.get_one(Account, self.people[person].id)
                token = begin_sitting(session, account, device="test")
            with client.session_transaction() as cookie:
                cookie["_user_id"], cookie["_fresh"] = token, True
        return client

    def rules(self, method: str) -> list[Rule]:
        """Return the rules of every page that answers the method."""
        return [rule for rule in self.app.url_map.iter_rules() if method in (rule.methods or ())]

    def addresses(self, rule: Rule, language: str = "en", *, hidden: bool = False) -> list[str]:
        """Return every address of a rule that the world has values for."""
        names = sorted(rule.arguments - {"lang"})
        filled = [self._values(rule, name, hidden=hidden) for name in names]
        language_too = {"lang": language} if "lang" in rule.arguments else {}
        with self.app.test_request_context():
            return [
                url_for(rule.endpoint, **language_too, **dict(zip(names, values, strict=True)))
                for values in product(*filled)
            ]

    def _values(self, rule: Rule, name: str, *, hidden: bool) -> list[Any]:
        converter = rule._converters[name]
        if isinstance(converter, AnyConverter):
            return sorted(converter.items)
        section = rule.endpoint.partition(".")[0]
        if name == "ref":
            return (
                [self.hidden[section]] if hidden and section in self.hidden else self.refs[section]
            )
        return [self.others[rule.endpoint][name]]


def build(app: Flask, session: Session, folder: Path) -> World:
    """Load the sample and let its people act until every kind of page has something to show."""
    for kind, load in LOADERS.items():
        load(session, PLATFORM, read_file(kind, SAMPLE / f"{kind}.jsonl").rows, sample=True)
    pairings.suggest_all(session)
    demonstration.make_accounts(session, folder)
    session.flush()
    world = World(app)
    for one in demonstration.CAST:
        account = account_by_email(session, one.email)
        assert account is not None
        world.people[one.address] = account
    _records(session, world)
    _pairings(session, world)
    _people(session, world)
    _words(session, world)
    _weights(session, world)
    _messages(session, world)
    _reading(session)
    session.commit()
    return world


def _sample(session: Session, kind: str, slug: str) -> str:
    return loaded(session, kind)[slug]


def _records(session: Session, world: World) -> None:
    """Let there be published, submitted and unfinished needs, offers and experts."""
    people = {name: account.as_actor() for name, account in world.people.items()}
    stated = need_by_ref(session, _sample(session, "need", "need-sn-1"))
    draft, sent = (needs.copy_need(session, people["senegal"], stated) for _number in range(2))
    later = clock.today() + timedelta(days=100)
    needs.revise_need(session, people["senegal"], sent, answer_by=later)
    needs.take_step(session, people["senegal"], sent, "submit")
    offer = session.scalars(
        select(Offer).where(Offer.ref == _sample(session, "offer", "offer-ma-2"))
    ).one()
    office = offer.organization
    unfinished = offers.create_offer(session, people["morocco"], office, "fr", title="Une offre")
    own = session.scalars(
        select(Expert).where(Expert.account_id == world.people["consultant"].id)
    ).one()
    other = session.scalars(select(Expert).where(Expert.id != own.id)).first()
    assert other is not None
    experts.take_step(session, people["consultant"], own, "amend")
    world.refs |= {
        "needs": [stated.ref, sent.ref, draft.ref],
        "offers": [offer.ref, unfinished.ref],
        "experts": [other.ref, own.ref],
        "places": ["SN"],
        "places_desk": ["SN"],
    }
    world.hidden |= {"needs": draft.ref, "offers": unfinished.ref, "experts": own.ref}
    membership = session.scalars(
        select(GroupMembership).where(GroupMembership.country_code == "SN")
    ).first()
    assert membership is not None
    world.others |= {
        "places_desk.edit": {"number": membership.id},
        "places_desk.end": {"number": membership.id},
        "places.group": {"code": membership.group_code},
    }


def _pairings(session: Session, world: World) -> None:
    """Let one proposal wait for its answers, and another have become an activity under way."""
    desk = world.people["secretariat"].as_actor()
    found: list[Pairing] = []
    for slug in ("need-sn-1", "need-eg-1"):
        need = session.scalars(select(Need).where(Need.ref == _sample(session, "need", slug))).one()
        first, second, *_rest = pairings_of_need(session, need)
        pairings.propose(session, desk, first, clock.today() + timedelta(days=20))
        pairings.add_note(session, desk, first, "The first choice.")
        found += [first, second]
    proposed, suggested, agreed, _other = found
    for side in ("need", "provider"):
        pairings.accept(session, desk, agreed, side=side, note="They said so on the telephone.")
    session.flush()
    activity = session.scalars(select(Activity).where(Activity.pairing_ref == agreed.ref)).one()
    activities.take_step(session, PLATFORM, activity, "start")
    public = session.scalars(select(Activity).where(Activity.id != activity.id)).first()
    assert public is not None
    world.refs |= {
        "pairings": [proposed.ref, suggested.ref, agreed.ref],
        "proposals": [suggested.ref],
        "candidates": [proposed.need.ref, agreed.need.ref],
        "activities": [public.ref, activity.ref],
    }
    world.hidden["activities"] = activity.ref


def _people(session: Session, world: World) -> None:
    """Let there be links of every purpose that wait to be used."""
    for purpose, endpoint in {"confirm": "confirm", "reset": "reset"}.items():
        token = issue(session, purpose, world.people["funder"].email, language="en")
        world.others[f"accounts.{endpoint}"] = {"token": token}
    token = issue(session, "invite", "somebody@example.org", language="en", role="secretariat")
    world.others["accounts.join"] = {"token": token}
    session.flush()
    invitation = session.scalars(select(Ticket).where(Ticket.purpose == "invite")).one()
    world.others["people.withdraw_invitation"] = {"number": invitation.id}
    world.others["accounts.end_sitting"] = {"number": 1}
    world.refs["people"] = [world.people["funder"].id]


def _words(session: Session, world: World) -> None:
    """Let a term have been added to the lexicon."""
    desk = world.people["secretariat"].as_actor()
    concept = concept_by_code(session, "pct")
    term = topics.add_term(session, desk, concept, "fr", "dépôt planétaire", reason="So they say.")
    world.refs |= {"concepts": [concept.code, "assistance:training"], "terms": [term.ref]}


def _weights(session: Session, world: World) -> None:
    """Let weights have been refused, and others wait for a decision."""
    desk = world.people["secretariat"].as_actor()
    refused = pairings.propose_weights(session, PLATFORM, considered(session))
    pairings.refuse_weights(session, desk, refused, "Too little is known yet.")
    waiting = pairings.propose_weights(session, PLATFORM, considered(session))
    world.refs["weights"] = [waiting.ref]


def _messages(session: Session, world: World) -> None:
    """Let every kind of message be read that the acts so far have brought about."""
    kinds: dict[str, Any] = {}
    for letter in session.scalars(select(Letter)):
        kinds.setdefault(letter.kind, letter.id)
    world.refs["letters"] = list(kinds.values())
    notice = select(Notice.id).where(Notice.account_id == world.people["senegal"].id)
    world.refs["notices"] = [session.scalars(notice).first()]
    waiting = select(QueueItem.id).where(QueueItem.closed_at.is_(None))
    world.refs["queue"] = [session.scalars(waiting).first()]


def _reading(session: Session) -> None:
    """Let needs and activities have been read, as they are by whoever asks first."""
    engine_of_needs(session, lexicon_of(session))
    engine_of_activities(session, lexicon_of(session))
