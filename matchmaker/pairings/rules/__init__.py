"""Who may do what with a pairing, its workflow, and how its reasons are worded."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Any, Protocol

from matchmaker.kernel.rights import Actor, Permission, Predicate, Role, secretariat
from matchmaker.kernel.words import N_, Message
from matchmaker.kernel.workflow import State, Step, Workflow, register
from matchmaker.pairings.rules.weighing import WEIGHT_RIGHTS

SUGGESTED, SHORTLISTED, DISMISSED, PROPOSED = "suggested", "shortlisted", "dismissed", "proposed"
AGREED, DECLINED, LAPSED, WITHDRAWN = "agreed", "declined", "lapsed", "withdrawn"
COMPLETED, ENDED = "completed", "ended"
OPEN_STATES = frozenset({SUGGESTED, SHORTLISTED})
DECIDED_STATES = frozenset({DISMISSED, PROPOSED, AGREED, DECLINED, LAPSED, WITHDRAWN, ENDED})
NEED, PROVIDER = "need", "provider"
SIDES = {NEED: N_("the side of the need"), PROVIDER: N_("the side of the provider")}
NEED_CLOSED = N_("The need was closed or withdrawn.")
PROVIDER_LEFT = N_("The provider is not available any more.")
PLATFORM_REASONS = frozenset({NEED_CLOSED, PROVIDER_LEFT})
"""Why the platform itself takes a proposal back; people read it in their own language."""


class PairingPermission(Permission):
    """What can be done with pairings."""

    REVIEW = "pairings:candidate:review"
    """See the suggestions for a need, compare them, and keep notes."""
    SHORTLIST = "pairings:candidate:shortlist"
    """Put a candidate on the shortlist, or back."""
    DISMISS = "pairings:candidate:dismiss"
    """Put a candidate aside with a reason."""
    PROPOSE = "pairings:pairing:propose"
    """Propose a pairing to both sides, or take the proposal back."""
    SEE = "pairings:pairing:see"
    """Read a pairing that was proposed."""
    MINE = "pairings:pairing:mine"
    """See the proposals made to oneself or one's office."""
    ANSWER = "pairings:pairing:answer"
    """Accept or decline for one side."""
    ASK = "pairings:pairing:ask"
    """Ask a question about a proposal, or answer one."""
    SEE_CONTACTS = "pairings:contacts:see"
    """See how to reach the people of both sides."""
    FOLLOW = "pairings:pairing:follow"
    """Move a pairing along with what happens to it; only the platform does."""


class PairingFacts(Protocol):
    """What the rules ask about a pairing."""

    state: Any

    @property
    def need_organization_id(self) -> int:
        """The office that states the need."""

    @property
    def provider_organization_id(self) -> int | None:
        """The organization that offers, where it is one."""

    @property
    def provider_account_id(self) -> int | None:
        """The account of the expert, where it is one who has one."""

    @property
    def was_proposed(self) -> bool:
        """Whether both sides know of it."""


def side_of(actor: Actor, pairing: PairingFacts) -> str:
    """Return the side for which the actor speaks, or nothing."""
    if not actor.signed_in:
        return ""
    speaks = actor.is_a(Role.FOCAL_POINT)
    if speaks and pairing.need_organization_id in actor.organizations:
        return NEED
    if speaks and pairing.provider_organization_id in actor.organizations:
        return PROVIDER
    return PROVIDER if pairing.provider_account_id == actor.account_id else ""


def sees(actor: Actor, pairing: PairingFacts) -> bool:
    """The secretariat may always; both sides may once it was proposed."""
    if secretariat(actor, pairing):
        return True
    return bool(side_of(actor, pairing)) and pairing.was_proposed


def answers(actor: Actor, pairing: PairingFacts) -> bool:
    """Each side may for itself; the secretariat may write down an answer that reached it."""
    return sees(actor, pairing)


def sees_contacts(actor: Actor, pairing: PairingFacts) -> bool:
    """Both sides and the secretariat may, once both sides have said yes."""
    return pairing.state in {AGREED, COMPLETED} and sees(actor, pairing)


def may_have_some(actor: Actor, record: object) -> bool:
    """Whoever speaks for an office or for themselves may."""
    return actor.is_a(Role.FOCAL_POINT) or actor.is_a(Role.CONSULTANT)


def nobody(actor: Actor, record: object) -> bool:
    """Only the platform itself may."""
    return False


RIGHTS: Mapping[Permission, Predicate] = {
    **WEIGHT_RIGHTS,
    PairingPermission.REVIEW: secretariat,
    PairingPermission.SHORTLIST: secretariat,
    PairingPermission.DISMISS: secretariat,
    PairingPermission.PROPOSE: secretariat,
    PairingPermission.SEE: sees,
    PairingPermission.MINE: may_have_some,
    PairingPermission.ANSWER: answers,
    PairingPermission.ASK: sees,
    PairingPermission.SEE_CONTACTS: sees_contacts,
    PairingPermission.FOLLOW: nobody,
}

WORKFLOW = register(
    Workflow(
        "pairing",
        states=(
            State(SUGGESTED, N_("Suggested"), "neutral"),
            State(SHORTLISTED, N_("On the shortlist"), "waiting"),
            State(DISMISSED, N_("Put aside"), "stopped"),
            State(PROPOSED, N_("Proposed to both sides"), "waiting"),
            State(AGREED, N_("Both sides agreed"), "good"),
            State(DECLINED, N_("Declined"), "stopped"),
            State(LAPSED, N_("Lapsed without an answer"), "stopped"),
            State(WITHDRAWN, N_("Proposal taken back"), "stopped"),
            State(COMPLETED, N_("Completed"), "good"),
            State(ENDED, N_("Ended before completion"), "stopped"),
        ),
        steps=(
            Step(
                "shortlist",
                N_("Put on the shortlist"),
                N_("Added to the shortlist"),
                frozenset({SUGGESTED, DISMISSED, LAPSED, WITHDRAWN}),
                SHORTLISTED,
                PairingPermission.SHORTLIST,
                public=False,
            ),
            Step(
                "dismiss",
                N_("Put aside"),
                N_("Was put aside"),
                frozenset({SUGGESTED, SHORTLISTED}),
                DISMISSED,
                PairingPermission.DISMISS,
                asks_reason=True,
                public=False,
                tone="secondary",
            ),
            Step(
                "propose",
                N_("Propose to both sides"),
                N_("Proposed to both sides"),
                frozenset({SUGGESTED, SHORTLISTED}),
                PROPOSED,
                PairingPermission.PROPOSE,
                automatic=True,
            ),
            Step(
                "withdraw",
                N_("Take the proposal back"),
                N_("Proposal taken back"),
                frozenset({PROPOSED}),
                WITHDRAWN,
                PairingPermission.PROPOSE,
                asks_reason=True,
                tone="danger",
            ),
            Step(
                "agree",
                N_("Accept"),
                N_("Both sides agreed"),
                frozenset({PROPOSED}),
                AGREED,
                PairingPermission.FOLLOW,
                automatic=True,
            ),
            Step(
                "decline",
                N_("Decline"),
                N_("Declined"),
                frozenset({PROPOSED}),
                DECLINED,
                PairingPermission.FOLLOW,
                automatic=True,
            ),
            Step(
                "lapse",
                N_("Let lapse"),
                N_("Lapsed: the date for an answer passed"),
                frozenset({PROPOSED}),
                LAPSED,
                PairingPermission.FOLLOW,
                automatic=True,
            ),
            Step(
                "complete",
                N_("Complete"),
                N_("Completed: the activity was confirmed"),
                frozenset({AGREED}),
                COMPLETED,
                PairingPermission.FOLLOW,
                automatic=True,
            ),
            Step(
                "end",
                N_("End"),
                N_("Ended: the activity was cancelled"),
                frozenset({AGREED}),
                ENDED,
                PairingPermission.FOLLOW,
                automatic=True,
            ),
        ),
    )
)

SIGNALS: dict[str, Message] = {
    "concepts": N_("Concepts in common"),
    "other_language": N_("Concepts that stand in for words, where the languages differ"),
    "words": N_("Words in common"),
    "characters": N_("Letters in common"),
    "meaning": N_("Likeness of meaning"),
    "help": N_("Kinds of help that both texts speak of"),
    "sector": N_("Sectors that both texts speak of"),
    "topics": N_("Topics in common"),
    "assistance": N_("Kind of assistance"),
    "languages": N_("Working languages in common"),
    "desirable": N_("Desirable requirements fulfilled"),
    "south": N_("From a developing country or LDC"),
    "place": N_("Same region or group of countries"),
    "mode": N_("Way of working"),
    "dates": N_("Free at the wished time"),
}
SIGNAL_MEANINGS: dict[str, Message] = {
    "concepts": N_(
        "Concepts of the lexicon that the need and the provider's three best texts speak of, in "
        "whatever language and words; rare concepts count more, broader and related ones less. "
        "Where the languages differ, concepts also stand in for words, so that nobody ranks lower "
        "for the language they write in."
    ),
    "words": N_(
        "Words and pairs of words that the need and the provider's three best texts share, "
        "rare words counting more than common ones (TF-IDF)."
    ),
    "characters": N_(
        "Groups of letters that texts in the same language share: they see through endings and "
        "slips of the pen."
    ),
    "meaning": N_(
        "How near a sentence encoder finds the two texts, beyond what is usual for their pair of "
        "languages. It is an optional part, and it counts only where it is installed."
    ),
    "help": N_("Kinds of help, such as a study visit, that both texts describe."),
    "sector": N_("Branches of the economy or of culture that both texts name."),
    "topics": N_("Topics of the taxonomy that both sides chose, rare ones counting more."),
    "assistance": N_("The share of the wished kinds of assistance that the provider gives."),
    "languages": N_("Working languages that both sides share."),
    "desirable": N_("The share of the desirable requirements that the provider fulfils."),
    "south": N_("Providers from developing countries and LDCs, by their status on the day."),
    "place": N_("Countries of the same region or of the same group."),
    "mode": N_("On site or remote, as the need wishes."),
    "dates": N_("The provider is free on the first day that the need wishes."),
}
CHECKS: dict[str, Message] = {
    "language": N_("Works in %(value)s"),
    "topic": N_("Shows experience in %(value)s"),
    "group": N_("Comes from: %(value)s"),
    "missions": N_("Has carried out at least %(value)s missions"),
    "provider": N_("Is the kind of provider asked for"),
    "other": N_("To be checked by a person: %(value)s"),
    "own_organization": N_("Is not the office that states the need"),
    "own_country": N_("Comes from another country"),
    "conflict": N_("Has no conflict of interest"),
    "capacity": N_("Has room for one more partner"),
    "availability": N_("Is available at the wished time"),
}
OBSTACLES: dict[str, Message] = {
    "language": N_("lack the language: %(value)s"),
    "topic": N_("show no experience in: %(value)s"),
    "group": N_("do not come from: %(value)s"),
    "missions": N_("have carried out fewer than %(value)s missions"),
    "provider": N_("are not the kind of provider asked for"),
    "own_organization": N_("belong to the office that states the need"),
    "own_country": N_("come from the same country"),
    "conflict": N_("declared a conflict of interest"),
    "capacity": N_("are full"),
    "availability": N_("are not available at the wished time"),
}


def shown_points(points: Sequence[float]) -> list[Decimal]:
    """Return the points in tenths, rounded so that what is shown adds up to the shown total.

    The largest remainders are rounded up first; ties go to the earlier row.
    """
    tenth = Decimal("0.1")
    exact = [Decimal(repr(one)) for one in points]
    total = sum(exact, Decimal(0)).quantize(tenth)
    shown = [one.quantize(tenth, rounding=ROUND_FLOOR) for one in exact]
    missing = int((total - sum(shown, Decimal(0))) / tenth)
    order = sorted(range(len(exact)), key=lambda row: (shown[row] - exact[row], row))
    for row in order[:missing]:
        shown[row] += tenth
    return shown
