"""Every page in every language: its frame, its names, its forms, its weight, its questions."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from matchmaker.web.languages import LANGUAGES
from tests.quality.markup import Page, faults
from tests.quality.world import World

MOST_QUESTIONS = 15
GOOD = (
    '<!doctype html><html lang="en" dir="ltr"><head><title>Needs – Matchmaker</title>'
    '<link rel="stylesheet" href="/assets/a.css"></head><body><a href="#main">Skip</a>'
    '<main id="main"><h1>Needs</h1><form method="post" action="/x">'
    '<input type="hidden" name="csrf_token" value="abc"><label for="q">Words</label>'
    '<input id="q" name="q" aria-describedby="help"><p id="help">Some words</p>'
    "<button>Search</button></form></main></body></html>"
)
READERS = {
    "secretariat": ("en", "ar"),
    "admin": ("ru",),
    "senegal": ("fr",),
    "egypt": ("ar",),
    "morocco": ("zh",),
    "consultant": ("es",),
    "funder": ("pt",),
}
"""In which languages each character reads every page."""
WITHOUT_PAGE = frozenset({"root.health", "root.choose_language"})


def test_a_good_page_has_no_faults() -> None:
    assert faults(Page(GOOD), "en", "ltr") == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('dir="ltr"', 'dir="rtl"', "it is marked as 'en', 'rtl'"),
        ('lang="en"', 'lang="fr"', "it is marked as 'fr', 'ltr'"),
        ("Needs – Matchmaker", " – Matchmaker", "its title is"),
        ("<h1>Needs</h1>", "", "its first headings are []"),
        ("<h1>Needs</h1>", "<h1>Needs</h1><h1>More</h1>", "its first headings are"),
        ('<p id="help">', '<p id="main">', "the id 'main' is there 2 times"),
        ('<p id="help">', "<p>", "aria-describedby points to 'help'"),
        ('<main id="main">', "<main>", "a link leads to '#main'"),
        ('<label for="q">', "<label>", "<input q> has no name"),
        ("<button>Search", "<button>", "<button > has no name"),
        ('value="abc"', 'value=""', "the form to '/x' has no token"),
        ('"/assets/a.css"', '"https://cdn.example/a.css"', "<link> is loaded from"),
        ("<main ", '<main style="color: red" ', "<main> has a style of its own"),
        ("<main ", '<main onclick="go()" ', "<main> has a script of its own"),
        ("<h1>Needs</h1>", "<h1>Needs</h1><script>go()</script>", "<script> has a script"),
        ("</form></main>", "</main></form>", "</main> closes <form>"),
        ("<p id", f"<p>{''.join(map(chr, range(0x4E00, 0x7000)))}</p><p id", "it weighs"),
    ],
)
def test_a_fault_of_a_page_is_found(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    found = faults(Page(GOOD.replace(old, new)), "en", "ltr")
    assert any(one.startswith(fault) for one in found), found


def visits(world: World, language: str) -> Iterator[tuple[Rule, str]]:
    """Give every address that has a page, with its rule."""
    for rule in world.rules("GET"):
        if rule.endpoint not in WITHOUT_PAGE:
            for address in world.addresses(rule, language):
                yield rule, address


def walk(world: World, client: FlaskClient, asked: list[str], language: str) -> list[str]:
    """Return what is wrong with the pages that a person meets, refusals included."""
    found, direction = [], LANGUAGES[language].direction
    for _rule, address in visits(world, language):
        asked.clear()
        answer = client.get(address)
        wrong = []
        if answer.status_code in {200, 403, 404}:
            wrong = faults(Page(answer.text), language, direction)
        elif answer.status_code not in {302, 303}:
            wrong = [f"the answer is {answer.status_code}"]
        if len(asked) > MOST_QUESTIONS:
            wrong.append(f"the database is asked {len(asked)} questions")
        found += [f"{address}: {one}" for one in wrong]
    return found


def tell(found: list[str]) -> None:
    """Fail with everything that was found, if anything was."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)


@pytest.fixture
def guarded(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The sample data, with forms guarded as they are when it runs."""
    monkeypatch.setitem(world.app.config, "WTF_CSRF_ENABLED", True)
    return world


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_public_pages_are_in_order_in_every_language(
    guarded: World, asked: list[str], language: str
) -> None:
    tell(walk(guarded, guarded.browser(), asked, language))


@pytest.mark.parametrize("person", READERS)
def test_the_pages_of_every_role_are_in_order(
    guarded: World, asked: list[str], person: str
) -> None:
    for language in READERS[person]:
        tell(walk(guarded, guarded.browser(person), asked, language))


def test_every_page_is_shown_to_somebody(guarded: World) -> None:
    browsers = [guarded.browser(person) for person in ("", *READERS)]
    unseen = {rule.endpoint for rule, _address in visits(guarded, "en")}
    for rule, address in visits(guarded, "en"):
        if rule.endpoint in unseen and any(is_shown(one.get(address)) for one in browsers):
            unseen.remove(rule.endpoint)
    assert sorted(unseen) == []


def is_shown(answer: TestResponse) -> bool:
    """Return whether the answer is a page, or leads to one other than that for signing in."""
    if answer.status_code in {302, 303}:
        return "/account/sign-in" not in answer.location
    return answer.status_code == 200
