"""A real mail server, and an application with a database that two runners can share."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.app import create_app
from matchmaker.app.jobs import init_jobs
from matchmaker.config import Settings
from matchmaker.kernel.database import writing
from matchmaker.notices.actions import tell_address
from matchmaker.notices.letters.post import send_waiting
from matchmaker.notices.models import Letter
from matchmaker.web.database import db
from tests.databases import database_url, make_schema
from tests.notices.stage import candidates, cast

__all__ = ["candidates", "cast"]


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class MailServer:
    """A mail server that can be started, stopped, and told to hang or to refuse."""

    def __init__(self) -> None:
        self.port = free_port()
        self.messages: list[EmailMessage] = []
        self.arrived = threading.Event()
        self.answer = "250 OK"
        self.hold: threading.Event | None = None
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        """Return its address."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a message, or refuse it."""
        if self.answer.startswith("250"):
            message = message_from_bytes(envelope.content, policy=default)
            assert isinstance(message, EmailMessage)
            self.messages.append(message)
        self.arrived.set()
        while self.hold is not None and not self.hold.is_set():
            await asyncio.sleep(0.01)
        return self.answer

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        """Know everybody but the unknown."""
        if address.startswith("unknown"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def start(self) -> None:
        """Begin to listen."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Stop listening."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """Start a mail server on this machine."""
    server = MailServer()
    server.start()
    yield server
    server.stop()


def write_letter_in(database: Session, email: str = "ana@example.org", **changes: Any) -> None:
    """Write a letter, by default one with a secret in its link."""
    given = {
        "name": "Ana",
        "language": "en",
        "kind": "confirm_address",
        "endpoint": "accounts.confirm",
        "link": {"token": "secret"},
        "until": "soon",
    }
    tell_address(database, email, **(given | changes))


class Office:
    """An application and what the tests ask of its outbox."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.settings: Settings = app.config["SETTINGS"]

    def write(self, email: str = "ana@example.org", **changes: Any) -> None:
        """Write a letter and commit it, without anybody being told to send it."""
        with self.app.app_context(), writing():
            write_letter_in(db.session, email, **changes)
            db.session.commit()

    def send(self) -> None:
        """Do what a runner does."""
        with self.app.app_context(), writing():
            send_waiting(db.session, self.settings)

    def letters(self) -> list[Letter]:
        """Return every letter as it stands."""
        with self.app.app_context():
            return list(db.session.scalars(select(Letter).order_by(Letter.id)))


@pytest.fixture
def office(tmp_path: Path, worker_id: str) -> Iterator[Callable[..., Office]]:
    """Make an application: `office(smtp_url=...)`; its database is a file or a server."""
    with database_url(tmp_path, f"{worker_id}_mail") as url:
        apps: list[Flask] = []

        def make(**settings: Any) -> Office:
            values: dict[str, Any] = {"public_url": "https://mm.example.org/base"} | settings
            secret = "a-secret-for-tests-only-0123456789"
            app = create_app(
                Settings(instance=tmp_path, database_url=url, secret_key=secret, **values)
            )
            init_jobs(app)
            apps.append(app)
            with app.app_context():
                make_schema(app)
            return Office(app)

        yield make
        for app in apps:
            with app.app_context():
                db.engine.dispose()
