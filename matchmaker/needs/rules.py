"""Who may do what with a need, its workflow, and what it must still say."""

from typing import Protocol

from matchmaker.kernel.rights import Actor, Permission, Role, anybody, secretariat
from matchmaker.kernel.words import N_, Message
from matchmaker.kernel.workflow import State, Step, Workflow, register
from matchmaker.publication import rules as publication
from matchmaker.publication.rules import PUBLISHED, WRITABLE

PAIRED, MET, UNMET = "paired", "met", "unmet"
PUBLIC_STATES = frozenset({PUBLISHED, PAIRED, MET, UNMET})


class NeedPermission(Permission):
    """What can be done with needs."""

    BROWSE = "needs:need:browse"
    """Search the published needs."""
    SEE = "needs:need:see"
    """Read one need."""
    CREATE = "needs:need:create"
    """Begin a need for one's own office."""
    COPY = "needs:need:copy"
    """Begin a new need from an earlier one of one's own office."""
    EDIT = "needs:need:edit"
    """Change a need that is a draft or was returned."""
    SUBMIT = "needs:need:submit"
    """Hand a need to the secretariat."""
    WITHDRAW = "needs:need:withdraw"
    """Take one's need back."""
    REVIEW = "needs:need:review"
    """Publish a need or return it with a note."""
    CLOSE = "needs:need:close"
    """Close a need that could not be met, or open it again."""
    FOLLOW = "needs:need:follow"
    """Move a need along with its pairing; only the platform does."""


class NeedFacts(Protocol):
    """What the rules ask about a need."""

    state: str
    organization_id: int


def owns(actor: Actor, need: NeedFacts | None) -> bool:
    """A focal point of the office that states the need may."""
    return (
        need is not None
        and actor.is_a(Role.FOCAL_POINT)
        and need.organization_id in actor.organizations
    )


def sees(actor: Actor, need: NeedFacts) -> bool:
    """Everybody may once it is published; before, its office, and the secretariat once sent."""
    if need.state in PUBLIC_STATES or owns(actor, need):
        return True
    return secretariat(actor, need) and need.state != publication.DRAFT


def edits(actor: Actor, need: NeedFacts) -> bool:
    """Its office may, while it is a draft or was returned."""
    return owns(actor, need) and need.state in WRITABLE


def creates(actor: Actor, need: NeedFacts | None) -> bool:
    """Focal points may."""
    return actor.is_a(Role.FOCAL_POINT)


def nobody(actor: Actor, need: NeedFacts) -> bool:
    """Only the platform itself may."""
    return False


RIGHTS = {
    NeedPermission.BROWSE: anybody,
    NeedPermission.SEE: sees,
    NeedPermission.CREATE: creates,
    NeedPermission.COPY: owns,
    NeedPermission.EDIT: edits,
    NeedPermission.SUBMIT: owns,
    NeedPermission.WITHDRAW: owns,
    NeedPermission.REVIEW: secretariat,
    NeedPermission.CLOSE: secretariat,
    NeedPermission.FOLLOW: nobody,
}

WORKFLOW = register(
    Workflow(
        "need",
        states=(
            *publication.STATES,
            State(PAIRED, N_("Paired"), "good"),
            State(MET, N_("Met"), "good"),
            State(UNMET, N_("Not met"), "stopped"),
        ),
        steps=(
            *publication.shared_steps(
                submit=NeedPermission.SUBMIT,
                review=NeedPermission.REVIEW,
                withdraw=NeedPermission.WITHDRAW,
            ),
            Step(
                "pair",
                N_("Pair"),
                N_("Both sides agreed to a pairing"),
                frozenset({PUBLISHED}),
                PAIRED,
                NeedPermission.FOLLOW,
                automatic=True,
            ),
            Step(
                "unpair",
                N_("Look for another provider"),
                N_("Open again: the pairing came to an end"),
                frozenset({PAIRED}),
                PUBLISHED,
                NeedPermission.FOLLOW,
                automatic=True,
            ),
            Step(
                "meet",
                N_("Mark as met"),
                N_("Met: both countries confirmed the activity"),
                frozenset({PAIRED}),
                MET,
                NeedPermission.FOLLOW,
                automatic=True,
            ),
            Step(
                "close",
                N_("Close as not met"),
                N_("Closed without being met"),
                frozenset({PUBLISHED}),
                UNMET,
                NeedPermission.CLOSE,
                asks_reason=True,
                tone="danger",
            ),
            Step(
                "reopen",
                N_("Open again"),
                N_("Opened again"),
                frozenset({UNMET}),
                PUBLISHED,
                NeedPermission.CLOSE,
                tone="secondary",
            ),
        ),
    )
)

MODES = publication.MODES
BUDGETS = {
    "none": N_("No budget: a fund is needed"),
    "partial": N_("Part of the costs can be borne"),
    "available": N_("Costs can be borne"),
    "seeking": N_("Funding is being sought"),
}
REQUIREMENT_KINDS = {
    "language": N_("Works in the language"),
    "topic": N_("Shows experience in the subject"),
    "group": N_("Comes from the group of countries"),
    "missions": N_("Has carried out at least this many missions"),
    "provider": N_("Kind of provider"),
    "other": N_("Something else"),
}
PROVIDERS = {"offer": N_("An office or organization"), "expert": N_("An individual expert")}
FORM_STEPS = ("problem", "assistance", "practical", "check")

GAPS: dict[str, Message] = {
    "title": N_("a title"),
    "problem": N_("the problem in your own words"),
    "topics": N_("at least one topic"),
    "assistance": N_("at least one kind of assistance"),
    "languages": N_("at least one working language"),
    "mode": N_("how the work can be done"),
    "answer_by": N_("the date by which you need an answer"),
}
"""What a need must say before it can be submitted, and how a missing part is named."""

GAP_STEPS = {
    "title": "problem",
    "problem": "problem",
    "topics": "assistance",
    "assistance": "assistance",
    "languages": "practical",
    "mode": "practical",
    "answer_by": "practical",
}


def gaps(need: object) -> list[str]:
    """Return the names of what the need must still say before it can be submitted."""
    return [name for name in GAPS if not getattr(need, name)]
