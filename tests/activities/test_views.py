"""The pages of activities, as the people concerned meet them."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from matchmaker.activities import actions
from matchmaker.activities.models import Activity
from matchmaker.kernel.rights import PLATFORM
from matchmaker.needs.models import Need
from matchmaker.pairings.models import Pairing
from tests.activities.conftest import People
from tests.activities.test_actions import record, reported

SignIn = Callable[..., None]


@pytest.fixture
def page_of(activity: Activity) -> Callable[..., str]:
    """Return the address of the activity's pages: `page_of("plan")`."""
    return lambda rest="", lang="en": f"/{lang}/activities/{activity.ref}{rest and '/' + rest}"


def test_it_is_planned_carried_out_reported_and_confirmed_on_its_pages(
    client: FlaskClient,
    session: Session,
    activity: Activity,
    need: Need,
    people: People,
    sign_in: SignIn,
    page_of: Callable[..., str],
) -> None:
    sign_in(client, people.senegal)
    shown = client.get(page_of())
    assert shown.status_code == 200
    assert "Office of Morocco" in shown.text
    plan = {
        "title": "Dix examinateurs formés",
        "description": "Une semaine à Casablanca.",
        "kind": "examiners-exchange",
        "mode": "on_site",
        "place": "Casablanca",
        "starts_on": "2026-05-12",
        "ends_on": "2026-05-16",
        "topics": "patent-examination",
        "languages": "fr",
        "supporters-0-country": "JP",
        "supporters-0-name": "Funds-in-Trust Japan",
        "supporters-1-country": "",
        "supporters-1-name": "",
    }
    saved = client.post(page_of("plan"), data=plan | {"version": activity.version})
    assert saved.status_code == 303, saved.text
    shown = client.get(page_of())
    assert "Supported by Japan: Developed country (12 May 2026)" in shown.text
    assert client.post(page_of("start")).status_code == 303
    answer = client.post(
        page_of("report/beneficiary"), data={"language": "fr", "text": "Dix examinateurs."}
    )
    assert answer.status_code == 303, answer.text

    sign_in(client, people.morocco)
    answer = client.post(
        page_of("report/provider"),
        data={"language": "fr", "text": "Deux formateurs.", "lessons": "Plus de temps."},
    )
    assert answer.status_code == 303, answer.text
    assert client.post(page_of("confirm")).status_code == 303
    sign_in(client, people.senegal)
    assert client.post(page_of("confirm")).status_code == 303
    session.expire_all()
    assert activity.state == "confirmed"
    assert need.state == "met"

    visitor = client.application.test_client()
    public = visitor.get(page_of())
    assert public.status_code == 200
    for text in ("Confirmed by both countries", "Triangular", "Plus de temps.", "Casablanca"):
        assert text in public.text
    assert people.senegal.name not in public.text
    assert people.morocco.name not in public.text
    listed = visitor.get("/en/activities/?mark=triangular&place=country:SN&side=beneficiary")
    assert activity.ref in listed.text
    on_need = visitor.get(f"/en/needs/{need.ref}").text
    assert activity.ref in on_need
    assert "Both countries confirmed the record of the activity" in on_need
    on_country = visitor.get("/en/countries/SN").text
    assert activity.ref in on_country
    assert "place=country:SN" in on_country


def test_the_public_does_not_see_what_is_only_planned(
    client: FlaskClient,
    activity: Activity,
    people: People,
    sign_in: SignIn,
    page_of: Callable[..., str],
) -> None:
    assert client.get(page_of()).status_code == 303
    assert activity.ref not in client.get("/en/activities/").text
    sign_in(client, people.stranger)
    assert client.get(page_of()).status_code == 404
    assert client.post(page_of("start")).status_code == 404
    sign_in(client, people.secretariat)
    assert client.get(page_of()).status_code == 200
    assert client.get("/en/activities/ACT-1900-0001").status_code == 404


def test_what_was_typed_stays_when_it_is_refused(
    client: FlaskClient,
    session: Session,
    activity: Activity,
    people: People,
    sign_in: SignIn,
    page_of: Callable[..., str],
) -> None:
    sign_in(client, people.senegal)
    plan = {
        "title": "Autre titre",
        "kind": "training",
        "starts_on": "2026-05-12",
        "ends_on": "2026-05-01",
    }
    refused = client.post(page_of("plan"), data=plan)
    assert refused.status_code == 422
    assert "The end is before the beginning." in refused.text
    assert "Autre titre" in refused.text
    late = client.post(page_of("plan"), data=plan | {"ends_on": "2026-05-13", "version": "0"})
    assert late.status_code == 409
    assert "Nothing was overwritten" in late.text
    session.expire_all()
    assert activity.title == "Former dix examinateurs"
    client.post(page_of("start"))
    empty = client.post(
        page_of("report/beneficiary"), data={"language": "fr", "text": "", "lessons": "Du temps"}
    )
    assert empty.status_code == 422
    assert "Du temps" in empty.text
    assert client.post(page_of("report/provider"), data={"text": "x"}).status_code == 403


def test_a_disagreement_needs_a_reason_and_everybody_sees_it(
    client: FlaskClient,
    session: Session,
    activity: Activity,
    people: People,
    sign_in: SignIn,
    page_of: Callable[..., str],
) -> None:
    reported(session, activity, people)
    sign_in(client, people.senegal)
    assert client.post(page_of("disagree")).status_code == 422
    answer = client.post(page_of("disagree"), data={"reason": "Only six came."})
    assert answer.status_code == 303
    public = client.application.test_client().get(page_of()).text
    assert "Only six came." in public
    assert "Disputed" in public
    assert client.post(page_of("confirm")).status_code == 403
    assert client.post(page_of("reopen"), data={"reason": "x"}).status_code == 403
    sign_in(client, people.secretariat)
    assert activity.ref in client.get("/en/desk/queue/").text
    assert client.post(page_of("reopen"), data={"reason": "Count again"}).status_code == 303


def test_an_experts_name_is_for_those_who_take_part(
    client: FlaskClient,
    session: Session,
    need: Need,
    pairing: Pairing,
    people: People,
    sign_in: SignIn,
) -> None:
    activity = actions.open_activity_from_pairing(session, PLATFORM, pairing)
    actions.take_step(session, PLATFORM, activity, "start")
    for account, side in ((people.expert, "expert"), (people.senegal, "beneficiary")):
        actions.give_report(
            session, account.as_actor(), activity, side, text="Ten trained", language="en"
        )
    address = f"/en/activities/{activity.ref}"
    for page in (address, f"/en/needs/{need.ref}"):
        shown = client.get(page).text
        assert "Salma Berrada" not in shown
        assert people.expert.name not in shown
    assert "EXP-2026-001" in client.get(address).text
    assert "Salma" not in client.get("/en/activities/").text
    assert activity.ref not in client.get("/en/activities/?q=salma").text
    sign_in(client, people.senegal)
    assert "Salma Berrada" in client.get(address).text
    sign_in(client, people.expert)
    assert activity.ref in client.get("/en/activities/mine").text


def test_a_recorded_activity_shows_its_source_and_says_whose_the_mark_is(
    client: FlaskClient, session: Session
) -> None:
    activity = record(session)
    shown = client.get(f"/en/activities/{activity.ref}").text
    for text in ("CDIP/7/6", "Sample data", "Shared experience.", "August 2012", "An excerpt"):
        assert text in shown
    assert "So it was recorded from its sources." in shown


@pytest.mark.parametrize("query", ["year_from=99999", "year_from=x", "mark=east", "side=north"])
def test_a_filter_that_means_nothing_is_said_to(
    client: FlaskClient, session: Session, query: str
) -> None:
    record(session)
    answer = client.get(f"/en/activities/?{query}")
    assert answer.status_code == 422
    assert "Meeting in Brasilia" in answer.text


@pytest.mark.parametrize("lang", ["ar", "zh", "fr", "pt", "ru", "es"])
def test_every_page_opens_in_every_language(
    client: FlaskClient,
    activity: Activity,
    people: People,
    sign_in: SignIn,
    lang: str,
    page_of: Callable[..., str],
) -> None:
    sign_in(client, people.senegal)
    for rest in ("", "plan"):
        assert client.get(page_of(rest, lang)).status_code == 200
    assert client.get(f"/{lang}/activities/").status_code == 200
    assert client.get(f"/{lang}/activities/mine").status_code == 200
