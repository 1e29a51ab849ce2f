"""Questions asked of notices and letters."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.kernel import clock
from matchmaker.kernel.errors import Missing
from matchmaker.notices.models import Letter, Notice
from matchmaker.notices.rules import WAITING


def notices_of(account_id: int) -> Select[Notice]:
    """Return a person's notices: what is unread first, then the newest."""
    own = select(Notice).where(Notice.account_id == account_id)
    return own.order_by(Notice.read_at.is_not(None), Notice.created_at.desc(), Notice.id.desc())


def count_unread(session: Session, account_id: int) -> int:
    """Return how many notices a person has not read."""
    unread = select(func.count()).select_from(Notice)
    unread = unread.where(Notice.account_id == account_id, Notice.read_at.is_(None))
    return session.scalar(unread) or 0


def notice_by_ref(session: Session, ref: str) -> Notice:
    """Return the notice of that number, or raise `Missing`."""
    notice = session.get(Notice, _number(ref))
    if notice is None:
        raise Missing
    return notice


def letters(state: str = "") -> Select[Letter]:
    """Return the letters in a state, or all of them, the newest first."""
    found = select(Letter).order_by(Letter.created_at.desc(), Letter.id.desc())
    return found.where(Letter.state == state) if state else found


def count_by_state(session: Session) -> dict[str, int]:
    """Return how many letters there are in each state."""
    counted = select(Letter.state, func.count()).group_by(Letter.state)
    return dict(session.execute(counted).all())


def letter_by_ref(session: Session, ref: str) -> Letter:
    """Return the letter of that number, or raise `Missing`."""
    letter = session.get(Letter, _number(ref))
    if letter is None:
        raise Missing
    return letter


def due_letters(session: Session, most: int) -> list[int]:
    """Return the numbers of letters that can be sent now, the longest due first."""
    due = select(Letter.id).where(Letter.state == WAITING, Letter.next_attempt_at <= clock.now())
    return list(session.scalars(due.order_by(Letter.next_attempt_at, Letter.id).limit(most)))


def told_already(session: Session, account: Account, dedupe_key: str) -> bool:
    """Return whether the person has been told this, on the site or by mail."""
    on_site = select(Notice.id).where(
        Notice.account_id == account.id, Notice.dedupe_key == dedupe_key
    )
    return session.scalar(on_site.limit(1)) is not None or written_already(
        session, account.email, dedupe_key
    )


def written_already(session: Session, email: str, dedupe_key: str) -> bool:
    """Return whether a letter of that key was written to the address."""
    written = select(Letter.id).where(Letter.dedupe_key == letter_key(email, dedupe_key))
    return session.scalar(written.limit(1)) is not None


def letter_key(email: str, dedupe_key: str) -> str:
    """Return the key under which one person gets one letter."""
    return f"{dedupe_key}:{email}"


def _number(ref: str) -> int:
    return int(ref) if ref.isascii() and ref.isdigit() and len(ref) < 10 else 0
