"""The lexicon's pages: anybody looks words up, the secretariat adds terms and sees what changes."""

import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from matchmaker.kernel.rights import Role
from matchmaker.topics import queries
from matchmaker.topics.lexicon import sectors, topics
from matchmaker.topics.lexicon.concepts import LANGUAGES, bundled

LIST, PCT = "/en/topics/concepts/", "/en/topics/concepts/pct"


@pytest.fixture
def secretary(client: FlaskClient, account: Any, sign_in: Any) -> FlaskClient:
    """Sign somebody of the secretariat in."""
    sign_in(client, account(Role.SECRETARIAT))
    return client


def titles(page: str) -> list[str]:
    """Return the titles of the records that a page lists."""
    return [unescape(one) for one in re.findall(r'record-title"><a [^>]*><bdi>([^<]*)', page)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["", "pct", "assistance:training", "?q=PCT&kind=instrument"])
def test_every_page_opens_in_every_language(client: FlaskClient, language: str, path: str) -> None:
    answer = client.get(f"/{language}/topics/concepts/{path}")
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize(
    "words", ["geographical indications", "indicaciones geograficas", "地理标志", "مؤشرات جغرافية"]
)
def test_one_box_finds_words_of_every_language(client: FlaskClient, words: str) -> None:
    page = client.get(LIST, query_string={"q": words}).text
    assert titles(page)[0] == bundled().concepts["geographical-indications"].label("en")


def test_the_list_says_by_which_word_a_concept_was_found(client: FlaskClient) -> None:
    word = bundled().concepts["geographical-indications"].forms["zh"][2].text
    page = client.get(LIST, query_string={"q": word}).text
    assert f'lang="zh" dir="ltr"><bdi>{word}</bdi>' in page


def test_the_whole_list_can_be_gone_through(client: FlaskClient) -> None:
    first, second = (client.get(f"{LIST}?page={number}").text for number in (1, 2))
    assert len(titles(first)) == len(titles(second)) == 30
    assert not set(titles(first)) & set(titles(second))
    assert titles(client.get(f"{LIST}?page=99999").text)


def test_a_kind_narrows_the_list(client: FlaskClient) -> None:
    page = client.get(f"{LIST}?q=training&kind=assistance").text
    assert set(re.findall('class="eyebrow">([^<]+)', page)) == {"Kind of assistance"}


@pytest.mark.parametrize("query", ["kind=animal", "q=" + "a" * 201])
def test_a_filter_that_cannot_be_understood_is_said(client: FlaskClient, query: str) -> None:
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 422
    assert "field-error" in answer.text


def test_nothing_found_gives_advice(client: FlaskClient) -> None:
    assert "No concept is called this." in client.get(f"{LIST}?q=qqqzzz").text


@pytest.mark.parametrize("path", ["nothing", "PCT", "pct/more", "%00", "sector:"])
def test_what_does_not_exist_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(f"{LIST}{path}").status_code == 404


def test_a_concept_shows_its_words_in_seven_languages_and_its_neighbours(
    client: FlaskClient,
) -> None:
    concept = bundled().concepts["patent-examination"]
    page = unescape(client.get(f"{LIST}patent-examination").text)
    for language, forms in concept.forms.items():
        direction = "rtl" if language == "ar" else "ltr"
        assert f'<div lang="{language}" dir="{direction}">' in page
        assert all(form.text in page for form in forms)
    for code in (*concept.broader, *concept.related):
        assert f'href="{LIST}{code}"' in page
    assert 'title="Counts fully only in company"' in page
    assert f'href="{LIST}patent-examination"' in client.get(f"{LIST}patents").text


def test_the_taxonomy_leads_to_the_lexicon(client: FlaskClient) -> None:
    page = unescape(client.get("/en/topics/").text)
    top = next(code for code, term in topics().items() if not term.broader)
    for address in (LIST, f"{LIST}{top}", f"{LIST}sector:{next(iter(sectors()))}"):
        assert f'href="{address}"' in page
    assert f'href="{LIST}"' in client.get("/en/how-suggestions-are-made").text


def test_the_public_sees_no_form_and_no_names(
    client: FlaskClient, session: Session, account: Any, sign_in: Any
) -> None:
    secretary = account(Role.SECRETARIAT)
    sign_in(client, secretary)
    sent = {"language": "en", "text": "one filing everywhere", "reason": "Said in Dakar"}
    assert client.post(f"{PCT}/add", data=sent).status_code == 303
    seen = client.get(PCT).text
    client.delete_cookie("session")
    public = client.get(PCT).text
    for words in (secretary.name, "Said in Dakar", f'action="{PCT}/add"'):
        assert words in seen
        assert words not in public
    assert "one filing everywhere" in public
    assert titles(client.get(f"{LIST}?q=filing+everywhere").text) == [
        bundled().concepts["pct"].label("en")
    ]


def test_a_term_is_added_and_withdrawn_again(secretary: FlaskClient, session: Session) -> None:
    sent = {"language": "ar", "text": "إيداع واحد للعالم كله", "weak": "y"}
    assert secretary.post(f"{PCT}/add", data=sent).location.endswith(PCT)
    concept = queries.concept_by_code(session, "pct")
    [term] = queries.terms_of(session, concept)
    page = secretary.get(PCT).text
    assert "The term has been added" in page
    assert page.count("إيداع واحد للعالم كله") == 2
    address = f"/en/topics/terms/{term.ref}/withdraw"
    assert f'action="{address}"' in page
    assert secretary.post(address, data={"reason": "", "version": "1"}).status_code == 422
    assert secretary.post(address, data={"reason": "Not so", "version": "7"}).status_code == 409
    assert secretary.post(address, data={"reason": "Not so", "version": "1"}).status_code == 303
    page = secretary.get(PCT).text
    assert page.count("إيداع واحد للعالم كله") == 1
    assert "Withdrawn" in page
    assert titles(secretary.get(LIST, query_string={"q": sent["text"]}).text) == []


@pytest.mark.parametrize("button", ["add", "preview"])
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": ""}, "This cannot be left empty."),
        ({"text": "a" * 121}, "at most 120 characters"),
        ({"text": "pct"}, "This concept has this term already."),
        ({"text": "bell\x07"}, "signs that cannot be seen"),
        ({"language": "de"}, "field-error"),
        ({"reason": "a" * 501}, "at most 500 characters"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_loses_nothing(
    secretary: FlaskClient, button: str, sent: dict[str, str], said: str
) -> None:
    whole = {"language": "fr", "text": "dépôt planétaire", "weak": "y", "reason": "Dakar", **sent}
    answer = secretary.post(f"{PCT}/{button}", data=whole)
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert said in page
    assert 'aria-invalid="true"' in page
    assert f'value="{whole["text"]}"' in page
    assert f'value="{whole["reason"]}"' in page
    assert re.search(r'name="weak"[^>]*checked|checked[^>]*name="weak"', page)
    if whole["language"] == "fr":
        assert '<option selected value="fr">' in page


def test_a_term_of_another_concept_is_refused_with_a_link_to_it(secretary: FlaskClient) -> None:
    other = bundled().concepts["geographical-indications"]
    sent = {"language": "fr", "text": other.label("fr")}
    answer = secretary.post("/ar/topics/concepts/pct/add", data=sent)
    assert answer.status_code == 422
    assert other.label("ar") in answer.text
    assert 'href="/ar/topics/concepts/geographical-indications"' in answer.text
    assert secretary.post(f"{PCT}/add", data={**sent, "weak": "y"}).status_code == 303


def test_the_preview_keeps_what_was_typed_and_saves_nothing(
    secretary: FlaskClient, session: Session
) -> None:
    sent = {"language": "fr", "text": "dépôt planétaire", "weak": "y", "reason": "Dakar"}
    page = unescape(secretary.post(f"{PCT}/preview", data=sent).text)
    assert "What “dépôt planétaire” would change" in page
    assert "Nothing would change" in page
    assert 'value="dépôt planétaire"' in page
    assert 'value="Dakar"' in page
    assert queries.terms_of(session, queries.concept_by_code(session, "pct")) == []


@pytest.mark.parametrize("button", ["add", "preview"])
def test_nobody_else_reaches_the_buttons(
    client: FlaskClient, account: Any, sign_in: Any, button: str
) -> None:
    sent = {"language": "en", "text": "one filing everywhere"}
    assert "/account/sign-in" in client.post(f"{PCT}/{button}", data=sent).location
    sign_in(client, account(Role.FOCAL_POINT))
    assert client.post(f"{PCT}/{button}", data=sent).status_code == 403


@pytest.mark.parametrize("path", ["add", "preview"])
def test_the_language_can_be_changed_after_a_refusal(secretary: FlaskClient, path: str) -> None:
    page = secretary.post(f"{PCT}/{path}", data={"language": "en", "text": ""}).text
    assert 'href="/zh/topics/concepts/pct"' in page
