"""From a published need to an agreed pairing, through the pages."""

from collections.abc import Callable
from math import fsum

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.activities.models import Activity
from matchmaker.kernel.journal import JournalEntry
from matchmaker.pairings.models import Pairing
from matchmaker.publication.models import QueueItem
from tests.pairings.conftest import Scene

Browse = Callable[[Account], FlaskClient]


@pytest.fixture
def browse(client: FlaskClient, sign_in: Callable[..., None]) -> Browse:
    """Return a browser in which a person has signed in."""

    def open_browser(account: Account) -> FlaskClient:
        own = client.application.test_client()
        sign_in(own, account)
        return own

    return open_browser


def pairings(session: Session, scene: Scene) -> dict[str, Pairing]:
    """Return the need's pairings by kind of provider, as the database has them."""
    session.expire_all()
    found = select(Pairing).where(Pairing.need_id == scene.need.id)
    return {one.provider_kind: one for one in session.scalars(found).unique()}


def queue(session: Session) -> list[str]:
    """Return the kinds of what waits for the secretariat."""
    found = select(QueueItem.kind).where(QueueItem.closed_at.is_(None)).order_by(QueueItem.id)
    return list(session.scalars(found))


def test_publishing_suggests_providers_whose_points_add_up(
    session: Session, scene: Scene, browse: Browse
) -> None:
    found = pairings(session, scene)
    assert found.keys() == {"offer", "expert"}
    for pairing in found.values():
        parts = [part["points"] for part in pairing.reasons["parts"]]
        assert abs(fsum(parts) - pairing.score) < 1e-9
        assert pairing.score > 40
    assert queue(session) == ["pairing"]
    page = browse(scene.secretary).get(f"/en/desk/candidates/{scene.need.ref}")
    assert page.status_code == 200
    assert "geographical" in page.text
    assert "Geographical indications" in page.text
    assert browse(scene.asker).get(f"/en/desk/candidates/{scene.need.ref}").status_code == 404


def test_both_sides_say_yes_and_only_then_see_each_other(
    session: Session, scene: Scene, browse: Browse
) -> None:
    ref = pairings(session, scene)["expert"].ref
    desk, asker, expert = (browse(one) for one in (scene.secretary, scene.asker, scene.consultant))
    assert asker.get(f"/en/pairings/{ref}").status_code == 404
    late = desk.post(f"/en/desk/proposals/{ref}/propose", data={"answer_by": "2020-01-01"})
    assert late.status_code == 422
    assert "2020-01-01" in late.text
    asked = desk.post(
        f"/en/desk/proposals/{ref}/propose",
        data={"answer_by": "2098-12-01", "cover_note": "Please consider this."},
    )
    assert asked.status_code == 303
    assert queue(session) == []
    before = asker.get(f"/en/pairings/{ref}").text
    assert "Please consider this." in before
    assert scene.consultant.email not in before
    assert "Almaz" not in before

    question = asker.post(f"/en/pairings/{ref}/ask", data={"message": "Do you speak French?"})
    assert question.status_code == 303
    assert queue(session) == ["question"]
    assert "Do you speak French?" in expert.get(f"/en/pairings/{ref}").text

    assert asker.post(f"/en/pairings/{ref}/answer", data={"answer": "yes"}).status_code == 303
    again = asker.post(f"/en/pairings/{ref}/answer", data={"answer": "no", "reason": "x"})
    assert again.status_code == 409
    assert scene.consultant.email not in asker.get(f"/en/pairings/{ref}").text
    assert expert.post(f"/en/pairings/{ref}/answer", data={"answer": "yes"}).status_code == 303

    after = asker.get(f"/en/pairings/{ref}").text
    assert scene.consultant.email in after
    assert "Almaz" in after
    assert scene.asker.email in expert.get(f"/en/pairings/{ref}").text
    session.expire_all()
    assert scene.need.state == "paired"
    activity = session.scalars(select(Activity)).one()
    assert activity.need_id == scene.need.id
    assert browse(scene.provider).get(f"/en/pairings/{ref}").status_code == 404


def test_a_refusal_needs_its_reason_and_asks_the_next_if_that_was_ordered(
    session: Session, scene: Scene, browse: Browse
) -> None:
    found = pairings(session, scene)
    desk = browse(scene.secretary)
    for pairing in found.values():
        assert desk.post(f"/en/pairings/{pairing.ref}/shortlist").status_code == 303
    first, second = found["expert"].ref, found["offer"].ref
    data = {"answer_by": "2098-12-01", "follow_shortlist": "y"}
    assert desk.post(f"/en/desk/proposals/{first}/propose", data=data).status_code == 303
    both = desk.post(f"/en/desk/proposals/{second}/propose", data=data)
    assert both.status_code == 409
    expert = browse(scene.consultant)
    silent = expert.post(f"/en/pairings/{first}/answer", data={"answer": "no"})
    assert silent.status_code == 422
    said = expert.post(
        f"/en/pairings/{first}/answer", data={"answer": "no", "reason": "On leave until June"}
    )
    assert said.status_code == 303
    states = {one.ref: one.state for one in pairings(session, scene).values()}
    assert states == {first: "declined", second: "proposed"}
    acts = session.scalars(
        select(JournalEntry.act).where(JournalEntry.kind == "need", JournalEntry.public)
    ).all()
    assert "proposal_declined" in acts


def test_the_secretariat_answers_for_a_side_only_with_a_note(
    session: Session, scene: Scene, browse: Browse
) -> None:
    ref = pairings(session, scene)["offer"].ref
    desk = browse(scene.secretary)
    desk.post(f"/en/desk/proposals/{ref}/propose", data={"answer_by": "2098-12-01"})
    bare = desk.post(f"/en/pairings/{ref}/answer", data={"answer": "yes", "side": "need"})
    assert bare.status_code == 422
    noted = desk.post(
        f"/en/pairings/{ref}/answer",
        data={"answer": "yes", "side": "need", "reason": "By letter of 3 May"},
    )
    assert noted.status_code == 303
    assert pairings(session, scene)["offer"].need_answer == "yes"


def test_putting_aside_needs_a_reason_and_is_not_undone_by_the_engine(
    session: Session, scene: Scene, browse: Browse
) -> None:
    pairing = pairings(session, scene)["offer"]
    desk = browse(scene.secretary)
    assert desk.post(f"/en/pairings/{pairing.ref}/dismiss").status_code == 422
    done = desk.post(f"/en/pairings/{pairing.ref}/dismiss", data={"reason": "Too far away"})
    assert done.status_code == 303
    assert desk.post(f"/en/desk/candidates/{scene.need.ref}/renew").status_code == 303
    again = pairings(session, scene)["offer"]
    assert (again.state, again.reason) == ("dismissed", "Too far away")


def test_two_people_deciding_at_once_the_second_is_told(
    session: Session, scene: Scene, browse: Browse
) -> None:
    pairing = pairings(session, scene)["offer"]
    desk, version = browse(scene.secretary), pairing.version
    first = desk.post(f"/en/pairings/{pairing.ref}/shortlist", data={"version": version})
    assert first.status_code == 303
    second = desk.post(
        f"/en/pairings/{pairing.ref}/dismiss", data={"version": version, "reason": "Too far"}
    )
    assert second.status_code == 409
    assert "Too far" in second.text
    assert pairings(session, scene)["offer"].state == "shortlisted"
