"""Letters as a real mail server receives them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from matchmaker.kernel.words import N_
from matchmaker.notices.letters.messages import mail_message
from matchmaker.notices.lexicon import TELLING, Title, Word
from matchmaker.web.languages import LANGUAGES
from tests.notices.conftest import MailServer, Office

ARABIC = "دعم في فحص العلامات التجارية"
CHINESE = "商标审查培训需求"


def told_about(title: str, language: str) -> dict[str, Any]:
    return {
        "kind": "submitted",
        "endpoint": "needs.show",
        "link": {"ref": "SN-2026-001"},
        "title": Title(title, language),
        "until": date(2026, 5, 1),
    }


@pytest.mark.parametrize(
    ("language", "title", "name"),
    [("ar", ARABIC, "ليلى"), ("zh", CHINESE, "李梅"), ("en", ARABIC, "Zoë"), ("ar", "Help", "Bo")],
)
def test_letters_arrive_as_they_were_written(
    office: Callable[..., Office],
    mail_server: MailServer,
    language: str,
    title: str,
    name: str,
) -> None:
    here = office(smtp_url=mail_server.url, mail_from="Matchmaker <mm@example.org>")
    here.write(language=language, name=name, **told_about(title, "ar"))
    here.send()
    [message], [letter] = mail_server.messages, here.letters()
    assert letter.state == "sent"
    assert letter.sent_at is not None
    assert title in message["Subject"]
    assert message["Message-ID"] == f"<{letter.message_id}@example.org>"
    assert message["To"].addresses[0].display_name == name
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == language
    plain, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert html is not None
    link = f"https://mm.example.org/base/{language}/needs/SN-2026-001"
    for text in (plain.get_content(), html.get_content()):
        assert title in text
        assert name in text
        assert link in text
    direction = LANGUAGES[language].direction
    assert f'<html lang="{language}" dir="{direction}">' in html.get_content()
    assert f'<bdi lang="ar">{title}</bdi>' in html.get_content()


def test_a_title_of_the_other_direction_is_isolated(
    office: Callable[..., Office], mail_server: MailServer
) -> None:
    here = office(smtp_url=mail_server.url)
    here.write(**told_about(ARABIC, "ar"))
    here.write("bo@example.org", **told_about("Plain \u202etitle", "en"))
    here.send()
    first, second = mail_server.messages
    assert first["Subject"] == f"For review: \u2068{ARABIC}\u2069"
    assert second["Subject"] == "For review: Plain title"


def test_a_title_cannot_add_headers_or_markup(
    office: Callable[..., Office], mail_server: MailServer
) -> None:
    here = office(smtp_url=mail_server.url)
    evil = "Help\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script>\u2028% (x)s %(y)s"
    here.write(name="Ana\r\nBcc: you@example.org", **told_about(evil, "en"))
    here.send()
    [message] = mail_server.messages
    assert message["Bcc"] is None
    assert message["Subject"].strip().startswith("For review: Help Bcc: all@example.org <script>")
    assert message["To"].addresses[0].addr_spec == "ana@example.org"
    html = message.get_body(("html",))
    assert html is not None
    assert "<script" not in html.get_content()


def test_dates_and_words_are_in_the_readers_language(office: Callable[..., Office]) -> None:
    here = office()
    for code in ("en", "ar"):
        here.write(
            f"{code}@example.org",
            kind="invited",
            language=code,
            endpoint="accounts.join",
            inviter="Ana",
            role=Word(N_("Consultant")),
            until=date(2026, 5, 1),
        )
    here.write(until=datetime(2026, 5, 1, 14, 5, tzinfo=UTC), kind="reset_password")
    with here.app.app_context():
        english, arabic, reset = (
            mail_message(letter, here.settings).get_body(("plain",)) for letter in here.letters()
        )
    assert english is not None and "by 1 May 2026" in english.get_content()
    assert arabic is not None and "مايو" in arabic.get_content()
    assert reset is not None and "14:05" in reset.get_content()
    assert "UTC" in reset.get_content()


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_on_the_list_can_be_sent_in_every_language(
    office: Callable[..., Office], language: str
) -> None:
    here = office()
    mailed = [telling for telling in TELLING.values() if telling.mail]
    for telling in mailed:
        values = dict.fromkeys(telling.placeholders, "x")
        here.write(kind=telling.key, language=language, **values)
    with here.app.app_context():
        messages = [mail_message(letter, here.settings) for letter in here.letters()]
    assert len(messages) == len(mailed)
    assert all(message["Subject"] and "%(" not in message.as_string() for message in messages)
