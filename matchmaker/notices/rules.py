"""Who may read notices and letters, when a letter is tried again, and how values are kept."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from matchmaker.kernel.rights import Actor, Permission, Predicate, administrator
from matchmaker.kernel.words import N_, Message
from matchmaker.notices.lexicon import TELLING, Telling, Title, Value, Word


class NoticePermission(Permission):
    """What can be done with notices and letters."""

    OWN = "notices:notice:own"
    """Read one's own notices and mark them as read."""
    READ_LETTERS = "notices:letter:read"
    """See the letters of the platform, where they stand, and read them."""
    SEND_LETTERS = "notices:letter:send"
    """Have a letter that failed tried again."""


def owns_notice(actor: Actor, notice: Any) -> bool:
    """Everybody who has signed in may, with notices of their own."""
    return actor.signed_in and (notice is None or notice.account_id == actor.account_id)


RIGHTS: Mapping[Permission, Predicate] = {
    NoticePermission.OWN: owns_notice,
    NoticePermission.READ_LETTERS: administrator,
    NoticePermission.SEND_LETTERS: administrator,
}

WAITING, SENDING, SENT, FAILED, KEPT = "waiting", "sending", "sent", "failed", "kept"
STATE_LABELS: Mapping[str, tuple[Message, str]] = {
    WAITING: (N_("Waiting"), "waiting"),
    SENDING: (N_("Being sent"), "waiting"),
    SENT: (N_("Sent"), "good"),
    FAILED: (N_("Not delivered"), "stopped"),
    KEPT: (N_("Kept, not sent"), "neutral"),
}
"""The label and the tone of every state of a letter."""

DELAYS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    *(timedelta(hours=6),) * 11,
)
"""How long to wait after each failed try: together not quite three days."""
STUCK_AFTER = timedelta(minutes=15)
"""A letter being sent for longer than this belongs to a runner that died."""


def delay_after(tries: int) -> timedelta | None:
    """Return how long to wait after that many failed tries, or nothing: give up."""
    return DELAYS[tries - 1] if tries <= len(DELAYS) else None


def telling_of(kind: str, params: Mapping[str, Value]) -> Telling:
    """Return the entry of the list; raise `ValueError` if a placeholder stays empty."""
    telling = TELLING[kind]
    lacking = telling.placeholders - params.keys()
    if lacking:
        raise ValueError(f"{kind} cannot be told without {', '.join(sorted(lacking))}")
    return telling


def stored(params: Mapping[str, Value]) -> dict[str, Any]:
    """Return the values as they are kept in JSON."""
    return {name: _stored(value) for name, value in params.items()}


def restored(params: Mapping[str, Any]) -> dict[str, Value]:
    """Return the values that were kept in JSON."""
    return {name: _restored(value) for name, value in params.items()}


def _stored(value: Value) -> Any:
    match value:
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case Title(text, language):
            return {"title": text, "language": language}
        case Word(message):
            return {"word": message}
    return value


def _restored(value: Any) -> Value:
    match value:
        case {"moment": text}:
            return datetime.fromisoformat(text)
        case {"date": text}:
            return date.fromisoformat(text)
        case {"title": text, "language": language}:
            return Title(text, language)
        case {"word": text}:
            return Word(Message(text))
    return value if isinstance(value, int) else str(value)
