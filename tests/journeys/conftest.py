"""The demonstration as a visitor starts it, and a browser that is used by keyboard alone."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from socket import socket
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.databases import database_url

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


class Site:
    """A running demonstration: its address and the password of its people."""

    def __init__(self, address: str, password: str, environment: dict[str, str]) -> None:
        """Keep where it is and how its commands are run."""
        self.address, self.password, self.environment = address, password, environment

    def command(self, *words: str) -> str:
        """Run a command of the program and return what it prints."""
        return run(self.environment, *words)


def run(environment: dict[str, str], *words: str) -> str:
    """Run a command of the program in its environment."""
    program = [sys.executable, "-m", "matchmaker.app.command", *words]
    done = subprocess.run(  # our own program
        program, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(address: str, seconds: float = 60) -> None:
    """Wait until the site answers."""
    end = monotonic() + seconds
    while monotonic() < end:
        try:
            with urlopen(f"{address}/health", timeout=2):  # noqa: S310  # our own address
                return
        except (URLError, ConnectionError, TimeoutError):
            sleep(0.2)
    raise AssertionError(f"{address} did not answer within {seconds:.0f} seconds")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Site]:
    """Start the demonstration with its sample data."""
    folder: Path = tmp_path_factory.mktemp("demonstration")
    with database_url(folder, f"journey_{worker_id}") as url:
        environment = {
            **os.environ,
            "MATCHMAKER_INSTANCE": str(folder),
            "MATCHMAKER_DEMO": "1",
            "DATABASE_URL": url,
        }
        run(environment, "database", "upgrade")
        run(environment, "seed", "--demo")
        password = (folder / "demonstration-password").read_text(encoding="ascii").strip()
        port = free_port()
        serve = [sys.executable, "-m", "matchmaker.app.command", "serve", "--port", str(port)]
        log = (folder / "serve.log").open("w", encoding="utf-8")
        with log, subprocess.Popen(serve, env=environment, stdout=log, stderr=log) as server:
            address = f"http://127.0.0.1:{port}"
            try:
                wait_for(address)
                yield Site(address, password, environment)
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait(30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium; it ends with its module, for its event loop stands in others' way."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    executable = found or (MAC if Path(MAC).exists() else None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=QUIET)
        yield chromium
        chromium.close()


class Person:
    """Somebody in front of the keyboard: no mouse, no JavaScript."""

    def __init__(self, browser: Browser, site: Site, language: str) -> None:
        """Open a window in a language."""
        self.site, self.language = site, language
        context = browser.new_context(java_script_enabled=False)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)

    def go(self, path: str) -> None:
        """Type an address; it must answer and be in the right language and direction."""
        answer = self.page.goto(f"{self.site.address}/{self.language}{path}")
        assert answer is not None
        assert answer.status == 200, (path, answer.status)
        self.check_language()

    def check_language(self) -> None:
        """See that the page says in which language and direction it is."""
        root = self.page.locator("html")
        assert root.get_attribute("lang") == self.language
        assert root.get_attribute("dir") == ("rtl" if self.language == "ar" else "ltr")

    def reach(self, selector: str, most: int = 250) -> None:
        """Press Tab until the element has the focus."""
        target = self.page.locator(selector).first
        target.wait_for(state="attached")
        for _press in range(most):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} cannot be reached with the Tab key")

    def write(self, selector: str, text: str) -> None:
        """Reach a field and type over what it holds."""
        self.reach(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def date(self, selector: str, day: str) -> None:
        """Reach a date field and give it a day; its keys depend on the browser's language."""
        self.reach(selector)
        self.page.locator(selector).first.fill(day)

    def choose(self, selector: str, value: str) -> None:
        """Reach a list and choose a value."""
        self.reach(selector)
        self.page.locator(selector).first.select_option(value)

    def tick(self, selector: str) -> None:
        """Reach a box or a round button and mark it."""
        self.reach(selector)
        if not self.page.locator(selector).first.is_checked():
            self.page.keyboard.press("Space")
        assert self.page.locator(selector).first.is_checked()

    def press(self, selector: str, *, stays: bool = True) -> None:
        """Reach a button or a link and press Enter; a new page follows, in the same language.

        Only signing in goes to the language that the person chose once.
        """
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        if stays:
            self.check_language()

    def unfold(self, selector: str) -> None:
        """Reach what unfolds and press Enter."""
        self.reach(selector)
        self.page.keyboard.press("Enter")

    def take(self, step: str, reason: str = "") -> None:
        """Take a step of a workflow, with its reason where it asks for one."""
        form = f"form[action$='/{step}']"
        if reason:
            self.unfold(f"details:has({form}) > summary")
            self.write(f"{form} textarea", reason)
        self.press(f"{form} button")

    def text(self) -> str:
        """Return what the page says."""
        return self.page.locator("main").inner_text()

    def path(self) -> str:
        """Return the address without site and language."""
        return re.sub(r"^https?://[^/]+/\w+", "", self.page.url)


@pytest.fixture
def enter(browser: Browser, site: Site) -> Iterator[Callable[..., Person]]:
    """Let somebody in: `enter("senegal", "en")` signs in as that character."""
    people: list[Person] = []

    def let_in(who: str, language: str) -> Person:
        person = Person(browser, site, language)
        people.append(person)
        if who:
            person.go("/account/sign-in")
            person.write("input[name=email]", f"{who}@demo.example")
            person.write("input[name=password]", site.password)
            person.press("main form button", stays=False)
        return person

    yield let_in
    for person in people:
        person.page.context.close()
