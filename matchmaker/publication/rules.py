"""The path that needs, offers and experts share, and the text that searches read."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from matchmaker.kernel.rights import Permission, secretariat
from matchmaker.kernel.words import N_
from matchmaker.kernel.workflow import State, Step

DRAFT, SUBMITTED, RETURNED, PUBLISHED, WITHDRAWN = (
    "draft",
    "submitted",
    "returned",
    "published",
    "withdrawn",
)
STATES = (
    State(DRAFT, N_("Draft"), "neutral"),
    State(SUBMITTED, N_("In review"), "waiting"),
    State(RETURNED, N_("Returned for completion"), "waiting"),
    State(PUBLISHED, N_("Published"), "good"),
    State(WITHDRAWN, N_("Withdrawn"), "stopped"),
)
WRITABLE = frozenset({DRAFT, RETURNED})
PAUSED = "paused"
PROVIDER_STATES = (*STATES[:-1], State(PAUSED, N_("Paused"), "waiting"), STATES[-1])
"""The states of offers and experts, which can rest for a while."""
MODES = {
    "on_site": N_("On site"),
    "remote": N_("Remote"),
    "mixed": N_("On site and remote"),
}
"""How work can be done."""


class QueuePermission(Permission):
    """What can be done with the secretariat's queue."""

    SEE = "publication:queue:see"
    """See what waits for the secretariat, since when and for whom."""
    TAKE = "publication:queue:take"
    """Take a waiting item on, or pass it to a colleague."""


RIGHTS = {QueuePermission.SEE: secretariat, QueuePermission.TAKE: secretariat}


def shared_steps(
    *, submit: Permission, review: Permission, withdraw: Permission
) -> tuple[Step, ...]:
    """Return the steps from draft to published, with the permission that each asks for."""
    return (
        Step(
            "submit",
            N_("Submit for review"),
            N_("Submitted for review"),
            frozenset(WRITABLE),
            SUBMITTED,
            submit,
        ),
        Step(
            "publish",
            N_("Publish"),
            N_("Published"),
            frozenset({SUBMITTED}),
            PUBLISHED,
            review,
        ),
        Step(
            "return",
            N_("Return with a note"),
            N_("Returned with a note"),
            frozenset({SUBMITTED}),
            RETURNED,
            review,
            asks_reason=True,
            public=False,
            tone="secondary",
        ),
        Step(
            "withdraw",
            N_("Withdraw"),
            N_("Withdrawn"),
            frozenset({DRAFT, SUBMITTED, RETURNED, PUBLISHED}),
            WITHDRAWN,
            withdraw,
            asks_reason=True,
            tone="danger",
        ),
    )


def provider_steps(
    shared: Iterable[Step], *, pause: Permission, amended: frozenset[str]
) -> tuple[Step, ...]:
    """Return the shared steps and those of a provider: to rest, to return, to be rewritten.

    Neither a pause nor its reason is public: why somebody rests is their own affair.
    """
    resting = frozenset({PAUSED})
    *path, withdraw = shared
    return (
        *path,
        Step(
            "pause",
            N_("Pause"),
            N_("Paused"),
            frozenset({PUBLISHED}),
            PAUSED,
            pause,
            public=False,
            tone="secondary",
        ),
        Step(
            "resume",
            N_("Resume"),
            N_("Resumed"),
            resting,
            PUBLISHED,
            pause,
            public=False,
        ),
        Step(
            "amend",
            N_("Take back to change it"),
            N_("Taken back to be changed"),
            amended,
            RETURNED,
            pause,
            public=False,
            tone="secondary",
        ),
        replace(withdraw, sources=withdraw.sources | resting),
    )


def folded(text: str) -> str:
    """Return the text without case, accents and Arabic vowel signs, as searches compare it."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def searchable(texts: Iterable[str]) -> str:
    """Return one folded text out of several, for searching."""
    return " ".join(folded(text) for text in texts if text)
