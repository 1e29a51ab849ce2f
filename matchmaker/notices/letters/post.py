"""Taking letters from the outbox to the mail server."""

import logging
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Self
from urllib.parse import unquote, urlsplit

from sqlalchemy.orm import Session

from matchmaker.config import Misconfigured, Settings
from matchmaker.notices import actions
from matchmaker.notices.letters.messages import mail_message
from matchmaker.notices.models import Letter

log = logging.getLogger(__name__)
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
TIMEOUT = 30
"""Seconds to wait for the mail server; far less than it takes to call a letter stuck."""
MOST_AT_ONCE = 200
"""How many letters one run sends before it makes room for other jobs."""
ABOUT_ONE_LETTER = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
)
"""What a working server says of one letter; other errors on the way concern all of them."""
NO_SUCH_RECIPIENT = {550, 551, 553}


@dataclass(frozen=True)
class Server:
    """A mail server and how to speak to it."""

    scheme: str
    host: str
    port: int
    person: str
    password: str


def read_server(url: str) -> Server:
    """Return the server that an address names, or raise `Misconfigured`."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):
        host = ""
    if not host:
        raise Misconfigured(
            "MATCHMAKER_SMTP_URL must look like smtp://host:25, smtps://name:password@host:465 "
            "or smtp+starttls://name:password@host:587."
        )
    person, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(parts.scheme, host, port, person, password)


def _connect(server: Server) -> smtplib.SMTP:
    trust = ssl.create_default_context()
    if server.scheme == "smtps":
        line: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=TIMEOUT, context=trust
        )
    else:
        line = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    if server.scheme == "smtp+starttls":
        line.starttls(context=trust)
    if server.person:
        line.login(server.person, server.password)
    return line


class Post:
    """The way to the mail server; it is opened for the first letter and closed at the end."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._line: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._line is not None:
            with suppress(OSError):
                self._line.quit()

    def send(self, message: EmailMessage) -> None:
        """Hand a message to the server, which is answerable for it from then on."""
        if self._line is None:
            self._line = _connect(self._server)
        self._line.send_message(message)


def send_waiting(session: Session, settings: Settings) -> None:
    """Send the letters that are due, each in short transactions of its own.

    No transaction is open while the mail server is spoken to. Without a server, letters are
    kept for reading.
    """
    actions.release_stuck(session)
    if not settings.smtp_url:
        actions.keep_all(session)
    session.commit()
    if settings.smtp_url:
        with Post(read_server(settings.smtp_url)) as post:
            for _turn in range(MOST_AT_ONCE):
                letter = _claim(session)
                if letter is None or not _deliver(post, session, letter, settings):
                    break


def _claim(session: Session) -> Letter | None:
    letter = actions.claim_next(session)
    session.commit()
    return letter


def _deliver(post: Post, session: Session, letter: Letter, settings: Settings) -> bool:
    """Send one letter that is in our hands; return whether the server can take another."""
    try:
        post.send(mail_message(letter, settings))
    except Exception as error:
        log.warning("letter %s was not sent: %s", letter.id, type(error).__name__)
        reason = f"{type(error).__name__}: {error}"
        actions.note_failure(session, letter, reason, final=_is_final(error))
        session.commit()
        return isinstance(error, ABOUT_ONE_LETTER) or not isinstance(error, OSError)
    actions.note_sent(session, letter)
    session.commit()
    return True


def _is_final(error: Exception) -> bool:
    """Return whether the server knows no such recipient."""
    refused = error.recipients if isinstance(error, smtplib.SMTPRecipientsRefused) else {}
    return bool(refused) and all(code in NO_SUCH_RECIPIENT for code, _ in refused.values())
