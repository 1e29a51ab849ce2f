"""What was done for a similar need is shown on the page of a need, and nothing else is."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account, Organization
from matchmaker.activities.models import Activity, Party
from matchmaker.activities.queries import precedents
from matchmaker.kernel import clock
from matchmaker.kernel.rights import PLATFORM, Role
from matchmaker.needs.actions import create_need
from matchmaker.needs.models import Need

Make = Callable[..., Any]
HEADING = "An office like yours already did this"
CAFE = (
    "Nuestros caficultores quieren registrar una indicación geográfica. Necesitamos ayuda con el "
    "pliego de condiciones, la asociación de productores y los controles del nombre."
)
COFFEE = (
    "Coffee growers registered a geographical indication; advisers wrote the specification with "
    "the producers' association and set up the controls of the name."
)
SONGS = "A collecting society learned to pay songwriters and singers what the radio owes them."


@pytest.fixture
def office(organization: Callable[..., Organization]) -> Organization:
    """Return the office of Rwanda, an LDC in Africa."""
    return organization("RW")


@pytest.fixture
def stated(session: Session, office: Organization) -> Need:
    """Publish a need of Rwanda, written in Spanish."""
    need = create_need(session, PLATFORM, office, "es", title="Café", problem=CAFE)
    need.state, need.submitted_at, need.published_at = "published", clock.now(), clock.now()
    session.commit()
    return need


@pytest.fixture
def record(session: Session) -> Make:
    """Record an activity: `record("Coffee", COFFEE, "UG", "CM")`."""

    def make(
        title: str, text: str, *countries: str, state: str = "recorded", need: Need | None = None
    ) -> Activity:
        sides = ("beneficiary", "provider")
        made = Activity(
            ref=f"A-2026-{title[:12]}",
            state=state,
            language="en",
            title=title,
            description=text,
            kind="training",
            starts_on=date(2019, 5, 1),
            need=need,
            created_at=clock.now(),
            changed_at=clock.now(),
            source="A source",
            parties=[
                Party(side=side, country_code=code, name="" if code else "countries")
                for side, code in zip(sides, countries or (None, None), strict=True)
            ],
        )
        session.add(made)
        session.commit()
        return made

    return make


def test_an_activity_in_another_language_that_answered_the_same_is_shown(
    session: Session, client: FlaskClient, stated: Need, record: Make
) -> None:
    done = record("Coffee of the hills", COFFEE, "UG", "CM")
    record("Songs", SONGS, "KE", "BF")
    (found,) = precedents(session, stated)
    assert found.activity.ref == done.ref
    assert "gi-specification" in found.concepts
    page = client.get(f"/en/needs/{stated.ref}").text
    assert HEADING in page
    assert done.title in page
    assert "2019" in page
    assert "the same region: Africa" in page
    assert "both are least developed countries" in page
    assert "Songs" not in page


def test_nothing_is_shown_when_nothing_is_alike(
    client: FlaskClient, stated: Need, record: Make
) -> None:
    record("Songs", SONGS, "KE", "BF")
    assert HEADING not in client.get(f"/en/needs/{stated.ref}").text


@pytest.mark.parametrize("state", ["planned", "cancelled"])
def test_what_is_not_public_is_no_precedent(
    session: Session, stated: Need, record: Make, state: str
) -> None:
    done = record("Coffee", COFFEE, "UG", "CM")
    done.state, done.closed_at = state, clock.now()
    session.flush()
    assert precedents(session, stated) == []


def test_the_activity_of_this_very_need_is_no_precedent(
    session: Session, stated: Need, record: Make
) -> None:
    record("Coffee", COFFEE, "UG", "CM", need=stated)
    assert precedents(session, stated) == []


def test_an_activity_in_which_no_country_took_part_is_no_precedent(
    session: Session, stated: Need, record: Make
) -> None:
    record("Coffee", COFFEE)
    assert precedents(session, stated) == []


def test_of_those_equally_alike_the_likest_country_comes_first(
    session: Session, stated: Need, record: Make
) -> None:
    record("A", COFFEE, "PE", "CO")
    record("B", COFFEE, "KE", "CO")
    record("C", COFFEE, "UG", "CO")
    found = precedents(session, stated)
    assert [one.activity.title for one in found] == ["C", "B", "A"]
    assert [one.like.points for one in found] == sorted(
        (one.like.points for one in found), reverse=True
    )
    assert found[0].like.ldc
    assert not found[1].like.ldc
    assert found[1].like.region
    assert not found[2].like.region


def test_at_most_five_are_shown(session: Session, stated: Need, record: Make) -> None:
    for number in range(7):
        record(f"Coffee {number}", COFFEE, "UG", "CM")
    assert len(precedents(session, stated)) == 5


def test_the_office_and_the_secretariat_are_led_to_whom_they_can_ask(
    client: FlaskClient,
    account: Callable[..., Account],
    sign_in: Make,
    office: Organization,
    stated: Need,
    record: Make,
) -> None:
    record("Coffee", COFFEE, "UG", "CM")
    asked = "Ask that office: see what Cameroon offers"
    assert asked not in client.get(f"/en/needs/{stated.ref}").text
    for person in (account(Role.FOCAL_POINT, office), account(Role.SECRETARIAT)):
        sign_in(client, person)
        page = client.get(f"/en/needs/{stated.ref}").text
        assert asked in page
        assert 'href="/en/countries/CM"' in page
