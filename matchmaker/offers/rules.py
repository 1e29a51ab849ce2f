"""Who may do what with an offer, its workflow, and what it must still say."""

from typing import Protocol

from matchmaker.kernel.rights import Actor, Permission, Role, anybody, secretariat
from matchmaker.kernel.words import N_, Message
from matchmaker.kernel.workflow import Workflow, register
from matchmaker.publication import rules as publication
from matchmaker.publication.rules import PAUSED, PUBLISHED, WRITABLE

PUBLIC_STATES = frozenset({PUBLISHED, PAUSED})
MODES = publication.MODES


class OfferPermission(Permission):
    """What can be done with offers."""

    BROWSE = "offers:offer:browse"
    """Search the published offers."""
    SEE = "offers:offer:see"
    """Read one offer."""
    CREATE = "offers:offer:create"
    """Begin an offer of one's own organization."""
    EDIT = "offers:offer:edit"
    """Change an offer that is a draft or was returned."""
    SUBMIT = "offers:offer:submit"
    """Hand an offer to the secretariat."""
    PAUSE = "offers:offer:pause"
    """Let one's offer rest, come back, or be changed."""
    WITHDRAW = "offers:offer:withdraw"
    """Take one's offer back."""
    REVIEW = "offers:offer:review"
    """Publish an offer or return it with a note."""


class OfferFacts(Protocol):
    """What the rules ask about an offer."""

    state: str
    organization_id: int


def owns(actor: Actor, offer: OfferFacts | None) -> bool:
    """Focal points of the organization that makes the offer may."""
    return (
        offer is not None
        and actor.is_a(Role.FOCAL_POINT)
        and offer.organization_id in actor.organizations
    )


def sees(actor: Actor, offer: OfferFacts) -> bool:
    """Everybody may once it is published; before, its organization, and the secretariat later."""
    if offer.state in PUBLIC_STATES or owns(actor, offer):
        return True
    return secretariat(actor, offer) and offer.state != publication.DRAFT


def edits(actor: Actor, offer: OfferFacts) -> bool:
    """Its organization may, while it is a draft or was returned."""
    return owns(actor, offer) and offer.state in WRITABLE


def creates(actor: Actor, offer: OfferFacts | None) -> bool:
    """Focal points may."""
    return actor.is_a(Role.FOCAL_POINT)


RIGHTS = {
    OfferPermission.BROWSE: anybody,
    OfferPermission.SEE: sees,
    OfferPermission.CREATE: creates,
    OfferPermission.EDIT: edits,
    OfferPermission.SUBMIT: owns,
    OfferPermission.PAUSE: owns,
    OfferPermission.WITHDRAW: owns,
    OfferPermission.REVIEW: secretariat,
}

WORKFLOW = register(
    Workflow(
        "offer",
        states=publication.PROVIDER_STATES,
        steps=publication.provider_steps(
            publication.shared_steps(
                submit=OfferPermission.SUBMIT,
                review=OfferPermission.REVIEW,
                withdraw=OfferPermission.WITHDRAW,
            ),
            pause=OfferPermission.PAUSE,
            amended=PUBLIC_STATES,
        ),
    )
)

FORM_STEPS = ("offer", "subject", "practical", "check")
EVIDENCE_ADVISED = 3

GAPS: dict[str, Message] = {
    "title": N_("a title"),
    "description": N_("what you offer, in your own words"),
    "topics": N_("at least one topic"),
    "assistance": N_("at least one kind of assistance"),
    "languages": N_("at least one working language"),
    "mode": N_("how the work can be done"),
}
"""What an offer must say before it can be submitted, and how a missing part is named."""

GAP_STEPS = {
    "title": "offer",
    "description": "offer",
    "topics": "subject",
    "assistance": "subject",
    "languages": "practical",
    "mode": "practical",
}


def gaps(offer: object) -> list[str]:
    """Return the names of what the offer must still say before it can be submitted."""
    return [name for name in GAPS if not getattr(offer, name)]
