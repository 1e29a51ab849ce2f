"""The secretariat sees the best set over all open needs; nobody else does, and nothing changes."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.activities.models import Activity, Party
from matchmaker.kernel import clock
from matchmaker.kernel.journal import JournalEntry
from matchmaker.matching.portfolio import Limits
from matchmaker.needs.models import Need
from matchmaker.pairings import actions
from matchmaker.pairings.models import Pairing
from matchmaker.pairings.queries import Portfolio, open_portfolio
from tests.pairings.conftest import Scene

ADDRESS = "/en/pairings/portfolio"


@pytest.fixture
def desk(client: FlaskClient, sign_in: Callable[..., None], scene: Scene) -> FlaskClient:
    """A browser in which the secretariat has signed in."""
    sign_in(client, scene.secretary)
    return client


@pytest.fixture
def two_needs(session: Session, scene: Scene, make_need: Callable[..., Need]) -> Need:
    """Let a country that is no LDC state the same need; return it."""
    other = make_need("KE")
    session.commit()
    return other


def known(session: Session) -> Portfolio:
    """Return what the choice is made from today."""
    session.expire_all()
    return open_portfolio(session, clock.today())


def pairing(session: Session, need: Need, kind: str) -> Pairing:
    """Return the need's pairing with the offer or the expert."""
    held = session.scalars(select(Pairing).where(Pairing.need_id == need.id)).unique()
    return next(one for one in held if one.provider_kind == kind)


def test_the_choice_is_made_from_what_can_be_proposed_now(
    session: Session, scene: Scene, two_needs: Need
) -> None:
    found = known(session)
    assert {one.ref for one in found.needs} == {scene.need.ref, two_needs.ref}
    assert found.ldc_needs == {scene.need.ref}
    assert len(found.options()) == 4
    assert found.capacity == {scene.expert.ref: 1}
    offering = f"organization-{scene.offer.organization_id}"
    assert found.newcomers == {offering, f"expert-{scene.expert.id}"}

    chosen = pairing(session, two_needs, "expert")
    actions.propose(session, scene.secretary.as_actor(), chosen, clock.today().replace(year=2098))
    asked = known(session)
    assert {one.ref for one in asked.needs} == {scene.need.ref}
    assert asked.capacity == {scene.expert.ref: 0}
    assert {one.provider for one in asked.options()} == {scene.offer.ref, scene.expert.ref}
    assert [one.provider for one in asked.best(Limits()).chosen] == [scene.offer.ref]

    scene.offer.state = "paused"
    session.flush()
    assert {one.provider for one in known(session).options()} == {scene.expert.ref}


def test_whoever_carried_something_out_is_no_newcomer(session: Session, scene: Scene) -> None:
    now = clock.now()
    activity = Activity(
        ref="ACT-1", state="planned", language="en", title="x", kind="project",
        created_at=now, changed_at=now,
        parties=[Party(side="provider", organization=scene.offer.organization)],
    )  # fmt: skip
    session.add(activity)
    session.flush()
    assert known(session).newcomers == {f"expert-{scene.expert.id}"}
    activity.state, activity.closed_at = "cancelled", now
    session.flush()
    assert f"organization-{scene.offer.organization_id}" in known(session).newcomers
    scene.expert.engaged = 1
    session.flush()
    assert f"expert-{scene.expert.id}" not in known(session).newcomers


def test_the_page_shows_the_set_its_price_and_its_alternative(
    session: Session, scene: Scene, two_needs: Need, desk: FlaskClient
) -> None:
    before = session.scalars(select(JournalEntry.id)).all()
    page = desk.get(ADDRESS)
    assert page.status_code == 200
    for text in ("never a decision", "The price of each rule", "Best points first", "2 of 2"):
        assert text in page.text
    for need in (scene.need, two_needs):
        assert f'href="/en/needs/{need.ref}"' in page.text
        assert f'href="/en/desk/candidates/{need.ref}"' in page.text
        assert f"/en/desk/candidates/{need.ref}/compare?with=PA-" in page.text
    for one in known(session).pairings_in(known(session).best(Limits(newcomers=1)))[scene.need.ref]:
        assert f'href="/en/pairings/{one.ref}"' in page.text
    assert session.scalars(select(JournalEntry.id)).all() == before
    assert set(session.scalars(select(Pairing.state))) == {"suggested"}
    assert ADDRESS in desk.get(f"/en/desk/candidates/{scene.need.ref}").text


def test_what_cannot_be_is_explained_with_ways_out(
    session: Session, scene: Scene, two_needs: Need, desk: FlaskClient
) -> None:
    page = desk.get(f"{ADDRESS}?newcomers=3&per_need=2")
    assert page.status_code == 200
    assert "These rules cannot all hold at once" in page.text
    assert "At most 2 providers who were never deployed can be proposed" in page.text
    assert "newcomers=2&amp;per_need=2" in page.text
    eased = desk.get(f"{ADDRESS}?newcomers=2&per_need=2")
    assert "These rules cannot all hold at once" not in eased.text

    for one in session.scalars(select(Pairing).where(Pairing.need_id == scene.need.id)).unique():
        session.delete(one)
    session.commit()
    unserved = desk.get(f"{ADDRESS}?ldc_share=100").text
    assert "At most 0 of 1 needs of LDCs can have a provider; the rule asks for 1." in unserved
    assert "For 1 need of an LDC nobody is suggested:" in unserved
    both = desk.get(f"{ADDRESS}?ldc_share=100&newcomers=9").text
    assert "No single change is enough." in both
    assert "ldc_share=0&amp;newcomers=1" in both


@pytest.mark.parametrize(
    ("query", "typed"),
    [
        ("per_need=0", 'value="0"'),
        ("per_need=many", 'value="many"'),
        ("ldc_share=101", 'value="101"'),
        ("newcomers=-1", 'value="-1"'),
        ("per_provider=99999999999999999999", 'value="99999999999999999999"'),
    ],
)
def test_bad_input_is_kept_with_an_error_beside_it(
    desk: FlaskClient, query: str, typed: str
) -> None:
    page = desk.get(f"{ADDRESS}?{query}")
    assert page.status_code == 422
    assert typed in page.text
    assert f'id="{query.partition("=")[0]}-error-1"' in page.text


def test_what_is_left_empty_has_its_usual_value(desk: FlaskClient) -> None:
    page = desk.get(f"{ADDRESS}?per_need=&ldc_share=&page=7")
    assert page.status_code == 200
    assert "At most 1 provider for one need" in page.text


def test_without_open_needs_there_is_nothing_to_choose(
    session: Session, scene: Scene, desk: FlaskClient
) -> None:
    scene.need.state = "withdrawn"
    session.commit()
    page = desk.get(f"{ADDRESS}?ldc_share=100")
    assert page.status_code == 200
    assert "No need is open." in page.text


@pytest.mark.parametrize("who", ["asker", "provider", "consultant"])
def test_only_the_secretariat_sees_it(
    client: FlaskClient, sign_in: Callable[..., None], scene: Scene, who: str
) -> None:
    assert client.get(ADDRESS).status_code == 303
    account: Account = getattr(scene, who)
    sign_in(client, account)
    assert client.get(ADDRESS).status_code == 403
    assert ADDRESS not in client.get("/en/").text
