"""The way to the mail server: nothing is lost, and nothing is doubled knowingly."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from matchmaker.config import Misconfigured
from matchmaker.kernel import clock
from matchmaker.notices.letters.post import read_server
from matchmaker.notices.rules import DELAYS
from tests.notices.conftest import MailServer, Office


def recipients(server: MailServer) -> list[str]:
    return sorted(message["To"].addresses[0].addr_spec for message in server.messages)


def test_without_a_server_letters_are_kept(office: Callable[..., Office]) -> None:
    here = office()
    here.write()
    here.send()
    [letter] = here.letters()
    assert letter.state == "kept"
    assert letter.link == {"token": "secret"}


def test_a_sent_letter_forgets_its_secret(
    office: Callable[..., Office], mail_server: MailServer
) -> None:
    here = office(smtp_url=mail_server.url)
    here.write()
    here.send()
    here.send()
    [message], [letter] = mail_server.messages, here.letters()
    plain = message.get_body(("plain",))
    assert plain is not None
    assert "/en/account/confirm/secret" in plain.get_content()
    assert (letter.state, letter.link, letter.secret) == ("sent", {}, True)


def test_a_server_that_was_down_gets_everything_once(
    office: Callable[..., Office], mail_server: MailServer
) -> None:
    here = office(smtp_url=mail_server.url)
    mail_server.stop()
    for number in range(3):
        here.write(f"person{number}@example.org")
    here.send()
    first, *others = here.letters()
    assert (first.state, first.attempts) == ("waiting", 1)
    assert "ConnectionRefusedError" in first.last_error
    assert first.next_attempt_at > clock.now() + timedelta(seconds=50)
    # The others need not spend their tries on a server that does not answer.
    assert [(letter.state, letter.attempts) for letter in others] == [("waiting", 0)] * 2
    mail_server.start()
    with clock.frozen_at(clock.now() + timedelta(minutes=2)):
        here.send()
        here.send()
    assert recipients(mail_server) == [f"person{number}@example.org" for number in range(3)]
    assert {letter.state for letter in here.letters()} == {"sent"}


def test_a_letter_is_given_up_after_three_days(
    office: Callable[..., Office], mail_server: MailServer
) -> None:
    here = office(smtp_url=mail_server.url)
    mail_server.answer = "451 not now"
    here.write()
    moment = clock.now()
    for delay in (timedelta(), *DELAYS):
        moment += delay + timedelta(seconds=1)
        with clock.frozen_at(moment):
            assert here.letters()[0].state == "waiting"
            here.send()
    [letter] = here.letters()
    assert (letter.state, letter.attempts) == ("failed", len(DELAYS) + 1)
    assert letter.last_error.startswith("SMTPDataError")
    assert mail_server.messages == []


def test_an_unknown_recipient_holds_nobody_up(
    office: Callable[..., Office], mail_server: MailServer
) -> None:
    here = office(smtp_url=mail_server.url)
    here.write("unknown@example.org")
    here.write("not an address")
    here.write("known@example.org")
    here.send()
    assert [letter.state for letter in here.letters()] == ["failed", "waiting", "sent"]
    assert recipients(mail_server) == ["known@example.org"]


def test_two_runners_at_once_send_every_letter_once(
    office: Callable[..., Office], mail_server: MailServer
) -> None:
    here = office(smtp_url=mail_server.url)
    expected = sorted(f"person{number}@example.org" for number in range(40))
    for email in expected:
        here.write(email)
    together = threading.Barrier(4)

    def run() -> None:
        together.wait()
        here.send()

    runners = [threading.Thread(target=run) for _ in range(4)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join(60)
    assert recipients(mail_server) == expected
    assert {(letter.state, letter.attempts) for letter in here.letters()} == {("sent", 1)}


RUN = """
from matchmaker.app import create_app
from matchmaker.app.jobs import init_jobs, run_worker
app = create_app()
init_jobs(app)
run_worker(app)
"""


def start_worker(here: Office) -> subprocess.Popen[bytes]:
    """Start a runner in a process of its own, with a letter to send at once."""
    settings = here.settings
    environment = {
        "MATCHMAKER_INSTANCE": str(settings.instance),
        "DATABASE_URL": settings.database_url,
        "MATCHMAKER_SECRET_KEY": settings.secret_key,
        "MATCHMAKER_SMTP_URL": settings.smtp_url,
        "MATCHMAKER_PUBLIC_URL": settings.public_url,
        "MATCHMAKER_MAIL_FROM": settings.mail_from,
    }
    return subprocess.Popen([sys.executable, "-c", RUN], env=os.environ | environment)


def ask_for_sending(here: Office) -> None:
    from matchmaker.app.jobs import do_soon

    with here.app.app_context():
        do_soon("send_letters")


def eventually(holds: Callable[[], bool], seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def test_a_runner_that_is_killed_repeats_with_the_same_id(
    office: Callable[..., Office], mail_server: MailServer
) -> None:
    here = office(smtp_url=mail_server.url, mail_from="mm@example.org")
    here.write()
    mail_server.hold = threading.Event()
    worker = start_worker(here)
    ask_for_sending(here)
    try:
        assert mail_server.arrived.wait(30)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    mail_server.hold.set()
    here.send()
    [letter] = here.letters()
    assert letter.state == "sending"
    with clock.frozen_at(clock.now() + timedelta(minutes=16)):
        here.send()
    first, second = mail_server.messages
    assert first["Message-ID"] == second["Message-ID"] == f"<{letter.message_id}@example.org>"
    [letter] = here.letters()
    assert (letter.state, letter.attempts) == ("sent", 2)


def test_a_runner_ends_on_sigterm_with_its_work_done(
    office: Callable[..., Office], mail_server: MailServer
) -> None:
    here = office(smtp_url=mail_server.url)
    here.write()
    mail_server.hold = threading.Event()
    worker = start_worker(here)
    ask_for_sending(here)
    try:
        assert mail_server.arrived.wait(30)
        worker.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        assert worker.poll() is None
        mail_server.hold.set()
        assert worker.wait(20) == 0
    finally:
        worker.kill()
    assert [letter.state for letter in here.letters()] == ["sent"]


@pytest.mark.parametrize(
    "url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://host:port"]
)
def test_an_address_that_names_no_server_is_refused(url: str) -> None:
    with pytest.raises(Misconfigured, match="MATCHMAKER_SMTP_URL must look like"):
        read_server(url)


def test_a_server_can_ask_for_a_name_and_a_password() -> None:
    server = read_server("smtp+starttls://ana%40example.org:p%3Aw@mail.example.org")
    assert (server.host, server.port) == ("mail.example.org", 587)
    assert (server.person, server.password) == ("ana@example.org", "p:w")
