"""What a term of the lexicon would change is told before, and comes true once it is added."""

from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Organization
from matchmaker.kernel.rights import PLATFORM, Actor, Role
from matchmaker.needs import actions as needs
from matchmaker.needs.models import Need
from matchmaker.offers.models import Offer
from matchmaker.pairings.actions import Shift, shift, shifts_with, suggest_all
from matchmaker.pairings.queries import pairings_of_need, provider_key
from matchmaker.topics import actions as topics
from matchmaker.topics import queries

DIALECT = "grondmerk"
ASKED = (
    f"The ministry of agriculture and the patent office want a {DIALECT} law. Who has drafted a "
    f"{DIALECT} law, and could advise on the {DIALECT} regulations, the {DIALECT} rules and the "
    f"{DIALECT} register? "
)


@pytest.fixture
def vague(session: Session, organization: Callable[..., Organization]) -> Need:
    """Publish a need whose subject has a name that the lexicon does not know."""
    need = needs.create_need(
        session,
        PLATFORM,
        organization("UG"),
        "en",
        title=f"Our {DIALECT}",
        problem=ASKED,
        mode="mixed",
        answer_by=date(2099, 1, 1),
    )
    terms = {"topic": ["trademarks"], "assistance": ["training"], "language": ["en"]}
    needs.revise_need(session, PLATFORM, need, terms=terms)
    for step in ("submit", "publish"):
        needs.take_step(session, PLATFORM, need, step)
    return need


def found(session: Session, need: Need) -> list[str]:
    """Return the providers that are suggested for a need, best first."""
    return [provider_key(one.provider) for one in pairings_of_need(session, need)]


def test_a_term_changes_what_it_was_said_to_change(
    session: Session, vague: Need, make_offer: Callable[..., Offer], person: Callable[..., Actor]
) -> None:
    desk, offer = person(Role.SECRETARIAT), make_offer("CM")
    suggest_all(session)
    assert found(session, vague) == []
    concept = queries.concept_by_code(session, "geographical-indications")
    proposed = topics.consider_term(session, desk, concept, "en", DIALECT)
    foretold = shifts_with(session, proposed.lexicon)
    assert foretold == [Shift(vague, ((provider_key(offer), 1),), (), ())]
    suggest_all(session)
    assert found(session, vague) == []
    term = topics.add_term(session, desk, concept, "en", DIALECT)
    suggest_all(session)
    assert found(session, vague) == [provider_key(offer)]
    topics.take_step(session, desk, term, "withdraw", reason="A mistake")
    suggest_all(session)
    assert found(session, vague) == []


def test_a_term_that_nobody_uses_changes_nothing(
    session: Session, vague: Need, make_offer: Callable[..., Offer], person: Callable[..., Actor]
) -> None:
    make_offer("CM")
    concept = queries.concept_by_code(session, "geographical-indications")
    desk = person(Role.SECRETARIAT)
    proposed = topics.consider_term(session, desk, concept, "en", "qqq zzz")
    assert shifts_with(session, proposed.lexicon) == []


def test_the_secretariat_sees_the_change_and_then_has_it(
    session: Session,
    client: FlaskClient,
    vague: Need,
    make_offer: Callable[..., Offer],
    account: Any,
    sign_in: Any,
) -> None:
    offer = make_offer("CM")
    session.commit()
    sign_in(client, account(Role.SECRETARIAT))
    address = "/en/topics/concepts/geographical-indications"
    sent = {"language": "en", "text": DIALECT}
    page = unescape(client.post(f"{address}/preview", data=sent).text)
    told = page[page.index('id="change"') : page.index('id="add"')]
    for words in (vague.title, vague.ref, offer.title, f"/en/offers/{offer.ref}", "place 1"):
        assert words in told
    assert found(session, vague) == []
    # Adding it puts the work into the queue, which does it at once in tests.
    assert client.post(f"{address}/add", data=sent).status_code == 303
    session.expire_all()
    assert found(session, vague) == [provider_key(offer)]


@pytest.mark.parametrize(
    ("before", "after", "comes", "goes", "moves"),
    [
        ("abc", "abc", [], [], []),
        ("abc", "xabc", [("x", 1)], [], []),
        ("abc", "ac", [], [("b", 2)], []),
        ("abc", "acb", [], [], [("c", 3, 2), ("b", 2, 3)]),
        ("abc", "xca", [("x", 1)], [("b", 2)], [("c", 3, 2), ("a", 1, 3)]),
        ("", "a", [("a", 1)], [], []),
    ],
)
def test_only_who_passes_somebody_that_stays_has_moved(
    before: str, after: str, comes: Any, goes: Any, moves: Any
) -> None:
    found = shift(Need(), before, after)
    assert (list(found.comes), list(found.goes), list(found.moves)) == (comes, goes, moves)
