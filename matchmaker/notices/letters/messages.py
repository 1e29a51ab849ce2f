"""A letter as its recipient reads it, and as a mail message."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit

import flask_babel
from flask import current_app, render_template

from matchmaker.config import Settings
from matchmaker.kernel import clock
from matchmaker.notices.letters.texts import Said, one_line, say
from matchmaker.notices.models import Letter
from matchmaker.web.languages import DEFAULT, LANGUAGES, Language

POLICY = SMTP.clone(cte_type="7bit")
"""Every server takes what holds no byte above 127."""


@dataclass(frozen=True)
class Reading:
    """A letter as its recipient reads it."""

    said: Said
    name: str
    link: str
    """The whole address of the page; empty if its secret is gone or is nobody else's business."""
    language: Language


def absolute_link(
    settings: Settings, endpoint: str, language: str, values: Mapping[str, str]
) -> str:
    """Return a page's whole address, as the world knows it, in a language."""
    base, routes = urlsplit(settings.public_url), current_app.url_map
    site = routes.bind(base.netloc, script_name=base.path or "/", url_scheme=base.scheme)
    chosen = {"lang": language} if routes.is_endpoint_expecting(endpoint, "lang") else {}
    return site.build(endpoint, {**values, **chosen}, force_external=True)


@contextmanager
def opened(letter: Letter, settings: Settings, *, link: bool = True) -> Iterator[Reading]:
    """Give the letter as its recipient reads it; meanwhile texts are in their language."""
    language = LANGUAGES.get(letter.language, LANGUAGES[DEFAULT])
    values = letter.link
    with flask_babel.force_locale(language.locale):
        address = absolute_link(settings, letter.endpoint, language.code, values) if link else ""
        said = say(letter.kind, letter.params)
        yield Reading(said, one_line(letter.name), address, language)


def mail_message(letter: Letter, settings: Settings) -> EmailMessage:
    """Return the letter as a mail message, in plain text and in HTML."""
    with opened(letter, settings) as reading:
        plain = render_template("notices/letter.txt", reading=reading)
        html = render_template("notices/letter.html", reading=reading)
    sender_name, sender = parseaddr(settings.mail_from)
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(one_line(sender_name), addr_spec=sender)
    message["To"] = Address(reading.name, addr_spec=letter.email)
    message["Subject"] = reading.said.subject
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{letter.message_id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(plain)
    message.add_alternative(html, subtype="html")
    # Set last: making alternatives moves what is said of the content to the first of them.
    message["Content-Language"] = reading.language.code
    return message
