"""Telling people things, and moving letters from hand to hand until they are sent."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.kernel import clock, events, journal
from matchmaker.kernel.errors import StepRefused
from matchmaker.kernel.rights import Actor, demand
from matchmaker.notices import queries
from matchmaker.notices.events import WHEN, About, Audience, LettersWritten
from matchmaker.notices.lexicon import Addressee, Telling, Value
from matchmaker.notices.models import Letter, Notice
from matchmaker.notices.rules import (
    DELAYS,
    FAILED,
    KEPT,
    SENDING,
    SENT,
    STUCK_AFTER,
    WAITING,
    NoticePermission,
    delay_after,
    stored,
    telling_of,
)

SECRET = "token"
"""The part of a link that lets whoever has it act for the person."""


def tell(
    session: Session,
    accounts: Iterable[Account],
    kind: str,
    *,
    endpoint: str,
    ref: str = "",
    dedupe: str | None = None,
    **params: Value,
) -> None:
    """Tell people something, on the site and by mail as its kind says."""
    link = {"ref": ref} if ref else {}
    tell_about(session, accounts, kind, About(endpoint, link, params, dedupe))


def tell_address(
    session: Session,
    email: str,
    name: str,
    language: str,
    kind: str,
    *,
    endpoint: str,
    link: Mapping[str, str] | None = None,
    dedupe: str | None = None,
    **params: Value,
) -> None:
    """Tell somebody without an account something by mail."""
    person = Addressee(email, name, language)
    tell_about(session, [person], kind, About(endpoint, link or {}, params, dedupe))


def tell_about(session: Session, audience: Audience, kind: str, about: About) -> None:
    """Tell everybody in the audience once; letters start when the transaction is safe."""
    params = {**about.link, **about.params}
    params.pop(SECRET, None)
    telling = telling_of(kind, params)
    values = stored(params)
    written = False
    for person in {person.email: person for person in audience}.values():
        if isinstance(person, Account):
            written |= _tell_account(session, person, telling, about, values)
        else:
            written |= _tell_addressee(session, person, telling, about, values)
    if written:
        events.announce(session, LettersWritten())


def _tell_account(
    session: Session, account: Account, telling: Telling, about: About, values: dict[str, Any]
) -> bool:
    """Tell one person; return whether a letter was written that can be sent."""
    key = about.dedupe
    if not account.active or (key and queries.told_already(session, account, key)):
        return False
    if telling.site:
        session.add(
            Notice(
                account_id=account.id,
                kind=telling.key,
                params=values,
                endpoint=about.endpoint,
                ref=about.link.get("ref", ""),
                dedupe_key=key,
                created_at=clock.now(),
            )
        )
    if telling.mail:
        person = Addressee(account.email, account.name, account.language)
        # The addresses of demonstration accounts belong to nobody, or to somebody else.
        state = KEPT if account.demonstration else WAITING
        session.add(_letter(person, telling, about, values, state))
    return telling.mail and not account.demonstration


def _tell_addressee(
    session: Session, person: Addressee, telling: Telling, about: About, values: dict[str, Any]
) -> bool:
    key = about.dedupe
    if not telling.mail or (key and queries.written_already(session, person.email, key)):
        return False
    session.add(_letter(person, telling, about, values, WAITING))
    return True


def _letter(
    person: Addressee, telling: Telling, about: About, values: dict[str, Any], state: str
) -> Letter:
    key = about.dedupe
    return Letter(
        email=person.email,
        name=person.name,
        language=person.language,
        kind=telling.key,
        params=values,
        endpoint=about.endpoint,
        link=dict(about.link),
        secret=SECRET in about.link,
        state=state,
        attempts=0,
        created_at=clock.now(),
        next_attempt_at=clock.now(),
        message_id=uuid4().hex,
        dedupe_key=queries.letter_key(person.email, key) if key else None,
    )


def on_event(session: Session, event: events.Event) -> None:
    """Tell everybody what the table says about the event; nobody while a file is loaded."""
    if session.info.get("bulk"):
        return
    for when in WHEN:
        if type(event) is when.event and when.only(event):
            tell_about(
                session, when.audience(session, event), when.kind, when.about(session, event)
            )


def listen() -> None:
    """Listen to every event of the table; listening twice changes nothing."""
    for when in WHEN:
        events.listen(when.event, on_event)


def mark_read(session: Session, actor: Actor, notice: Notice) -> None:
    """Note that the person has read the notice."""
    demand(actor, NoticePermission.OWN, notice)
    notice.read_at = notice.read_at or clock.now()


def mark_all_read(session: Session, actor: Actor) -> None:
    """Note that the person has read all their notices."""
    demand(actor, NoticePermission.OWN)
    unread = (Notice.account_id == actor.account_id, Notice.read_at.is_(None))
    session.execute(update(Notice).where(*unread).values(read_at=clock.now()))


def retry(session: Session, actor: Actor, letter: Letter) -> None:
    """Let a letter that failed be tried again from the start."""
    demand(actor, NoticePermission.SEND_LETTERS, letter)
    again = {"state": WAITING, "attempts": 0, "next_attempt_at": clock.now()}
    if not _move(session, letter.id, [FAILED], **again):
        raise StepRefused
    journal.note(session, actor, "retried", "letter", str(letter.id), before=FAILED, after=WAITING)
    events.announce(session, LettersWritten())


def claim_next(session: Session) -> Letter | None:
    """Take the next letter that is due into one's own hands; nobody else can then."""
    for number in queries.due_letters(session, most=10):
        taken = {"state": SENDING, "claimed_at": clock.now(), "attempts": Letter.attempts + 1}
        if _move(session, number, [WAITING], Letter.next_attempt_at <= clock.now(), **taken):
            return session.get(Letter, number, populate_existing=True)
    return None


def note_sent(session: Session, letter: Letter) -> None:
    """Keep that the letter has gone, and forget the secret in its link."""
    link = {name: value for name, value in letter.link.items() if name != SECRET}
    done = {"state": SENT, "sent_at": clock.now(), "last_error": "", "link": link}
    _move(session, letter.id, [SENDING, WAITING], **done)


def note_failure(session: Session, letter: Letter, error: str, *, final: bool = False) -> None:
    """Keep why the letter has not gone; it waits for its next try, if there is one."""
    delay = None if final else delay_after(letter.attempts)
    changes: dict[str, Any] = {"state": FAILED, "last_error": error[:1000]}
    if delay is not None:
        changes |= {"state": WAITING, "next_attempt_at": clock.now() + delay}
    # A letter that was released and claimed anew is no longer this runner's to give back.
    _move(session, letter.id, [SENDING], Letter.attempts == letter.attempts, **changes)


def release_stuck(session: Session, now: datetime | None = None) -> None:
    """Let letters wait again whose runner died; some may have gone, so they keep their id."""
    now = now or clock.now()
    stuck = (Letter.state == SENDING, Letter.claimed_at < now - STUCK_AFTER)
    spent = Letter.attempts > len(DELAYS)
    error = "The runner that was sending it stopped."
    give_up = update(Letter).where(*stuck, spent).values(state=FAILED, last_error=error)
    again = update(Letter).where(*stuck, ~spent)
    session.execute(give_up)
    session.execute(again.values(state=WAITING, next_attempt_at=now, last_error=error))


def keep_all(session: Session) -> None:
    """Keep every waiting letter for reading, where no mail server was named."""
    session.execute(update(Letter).where(Letter.state == WAITING).values(state=KEPT))


def _move(session: Session, number: int, sources: list[str], *guards: Any, **changes: Any) -> bool:
    """Change a letter if it is still in one of the states; return whether it was."""
    change = update(Letter).where(Letter.id == number, Letter.state.in_(sources), *guards)
    change = change.values(**changes)
    result: CursorResult[Any] = session.execute(change)  # type: ignore[assignment]
    return result.rowcount == 1
