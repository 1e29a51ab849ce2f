"""Every kind of page, in every language, by the rules of WCAG 2.2 A and AA, at two widths."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from matchmaker.web.languages import LANGUAGES
from tests.journeys.conftest import Site

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}
WIDTHS = (1280, 320)
PUBLIC = (
    "/",
    "/needs/",
    "/needs/SN-2026-001",
    "/offers/",
    "/experts/",
    "/experts/EX-2026-0001",
    "/activities/",
    "/countries/",
    "/countries/BD",
    "/search?q=patent",
    "/how-suggestions-are-made",
    "/account/sign-in",
    "/nothing-here",
)
OF_PEOPLE = {
    "secretariat": (
        "/",
        "/desk/queue/",
        "/desk/candidates/EG-2026-001",
        "/desk/people/",
        "/desk/admin/journal",
    ),
    "egypt": ("/", "/needs/new", "/needs/mine", "/pairings/mine", "/notices/"),
    "consultant": ("/experts/mine",),
}


@pytest.fixture(scope="module")
def window(browser: Browser, site: Site) -> Iterator[Page]:
    """A window of its own for the public."""
    page = browser.new_context().new_page()
    yield page
    page.context.close()


def faults(page: Page, address: str) -> list[str]:
    """Return what is wrong with a page: sideways scroll, broken rules, the browser's complaints."""
    found: list[str] = []
    page.on("console", lambda line: found.append(line.text) if line.type == "error" else None)
    page.goto(address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"scrolls sideways at {width}")
    for broken in Axe().run(page, options=RULES).response["violations"]:
        found.append(f"{broken['id']}: {broken['nodes'][0]['html'][:120]}")
    return [fault for fault in found if "404" not in fault]


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_break_no_rule(language: str, window: Page, site: Site) -> None:
    wrong = {path: faults(window, f"{site.address}/{language}{path}") for path in PUBLIC}
    assert not {path: found for path, found in wrong.items() if found}


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("who", OF_PEOPLE)
def test_pages_of_people_break_no_rule(
    who: str, language: str, browser: Browser, site: Site
) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{site.address}/{language}/account/sign-in")
    page.fill("input[name=email]", f"{who}@demo.example")
    page.fill("input[name=password]", site.password)
    page.click("main form button")
    wrong = {path: faults(page, f"{site.address}/{language}{path}") for path in OF_PEOPLE[who]}
    page.context.close()
    assert not {path: found for path, found in wrong.items() if found}
