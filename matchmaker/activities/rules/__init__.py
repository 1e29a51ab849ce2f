"""The kinds of activities, their sides, who may do what with them, and their workflow."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from matchmaker.kernel.rights import Actor, Permission, Predicate, Role, anybody, secretariat
from matchmaker.kernel.words import N_, Message
from matchmaker.kernel.workflow import State, Step, Workflow, register
from matchmaker.publication import rules as publication

PLANNED, UNDER_WAY, REPORTED = "planned", "under_way", "reported"
CONFIRMED, DISPUTED, CANCELLED, RECORDED = "confirmed", "disputed", "cancelled", "recorded"
OPEN_STATES = frozenset({PLANNED, UNDER_WAY})
PUBLIC_STATES = frozenset({REPORTED, CONFIRMED, DISPUTED, RECORDED})

BENEFICIARY, PROVIDER, SUPPORTER, EXPERT = "beneficiary", "provider", "supporter", "expert"
SIDES: Mapping[str, Message] = {
    BENEFICIARY: N_("Beneficiary"),
    PROVIDER: N_("Provider"),
    SUPPORTER: N_("Supported by"),
}
MAIN_SIDES = (BENEFICIARY, PROVIDER)
REPORTERS: Mapping[str, Message] = {
    BENEFICIARY: N_("Beneficiary"),
    PROVIDER: N_("Provider"),
    EXPERT: N_("Expert"),
}
KINDS: Mapping[str, Message] = {
    "expert-mission": N_("Expert mission"),
    "study-visit": N_("Study visit"),
    "training": N_("Training"),
    "examiners-exchange": N_("Exchange of examiners"),
    "workshop": N_("Workshop"),
    "conference": N_("Conference"),
    "system-deployment": N_("Deployment of a system"),
    "legislative-advice": N_("Advice on legislation"),
    "peer-mission": N_("Peer mission"),
    "project": N_("Project"),
    "degree-programme": N_("Degree programme"),
    "agreement": N_("Agreement"),
    "funding-programme": N_("Funding programme"),
    "network": N_("Network"),
}
KIND_OF_ASSISTANCE: Mapping[str, str] = {
    "expert-mission": "expert-mission",
    "training": "training",
    "mentoring": "training",
    "study-visit": "study-visit",
    "examiner-exchange": "examiners-exchange",
    "legislative-advice": "legislative-advice",
    "it-systems": "system-deployment",
    "awareness": "workshop",
}
"""The kind that an activity begins with, by the kind of assistance that was asked for."""
MODES = publication.MODES
CONFIDENCE: Mapping[str, Message] = {
    "document read": N_("The document was read"),
    "excerpt": N_("An excerpt was read"),
    "background knowledge": N_("Nothing was looked up"),
}
"""What was looked at when an activity was recorded from public sources."""
ACTS: Mapping[str, Message] = {
    "opened": N_("Opened from the pairing to which both sides agreed"),
    "recorded": N_("Recorded from public sources"),
    "planned": N_("Plan changed"),
    "report_given": N_("One side reported what came of it"),
    "report_revised": N_("One side reported anew; the record has to be confirmed again"),
}
NEED_ACTS: Mapping[str, Message] = {
    "activity_opened": N_("An activity was opened"),
    "activity_started": N_("The activity began"),
    "activity_reported": N_("Both sides reported what came of the activity"),
    "activity_disputed": N_("A side does not agree with the record of the activity"),
    "activity_reopened": N_("Both sides are asked to report on the activity again"),
    "activity_confirmed": N_("Both countries confirmed the record of the activity"),
    "activity_cancelled": N_("The activity was cancelled"),
}
"""What the history of a need says of the activity that answers it."""
OVERDUE_AFTER = 30
"""Days after the end of an activity on which missing reports are followed up."""


class ActivityPermission(Permission):
    """What can be done with activities."""

    BROWSE = "activities:activity:browse"
    """Search the activities that were carried out."""
    SEE = "activities:activity:see"
    """Read one activity."""
    OWN = "activities:activity:own"
    """See the activities in which one takes part."""
    OPEN = "activities:activity:open"
    """Open an activity from a pairing; only the platform does."""
    RECORD = "activities:activity:record"
    """Record a past activity from public sources."""
    PLAN = "activities:activity:plan"
    """Change what is planned."""
    START = "activities:activity:start"
    """Say that an activity has begun."""
    REPORT = "activities:report:write"
    """Report for one's own side what came of it."""
    CONFIRM = "activities:record:confirm"
    """Confirm the record for one's own side, or disagree with it."""
    REOPEN = "activities:record:reopen"
    """Ask both sides to report again after a disagreement."""
    CANCEL = "activities:activity:cancel"
    """Cancel an activity."""
    FOLLOW = "activities:activity:follow"
    """Move an activity along once everybody has answered; only the platform does."""


def stands_for(actor: Actor, party: Any) -> bool:
    """Return whether the actor is the party, or speaks for the organization that is."""
    if party.account_id is not None and party.account_id == actor.account_id:
        return True
    return party.organization_id in actor.organizations | actor.funds


def takes_part(actor: Actor, activity: Any) -> bool:
    """Everybody may who is, or speaks for, one of the parties."""
    return any(stands_for(actor, party) for party in activity.parties)


def reporter(party: Any) -> str:
    """Return the side for which a party reports: an expert reports as expert."""
    return EXPERT if party.side == PROVIDER and party.account_id is not None else str(party.side)


def reporting_sides(actor: Actor, activity: Any) -> list[str]:
    """Return the sides for which the actor can report."""
    found = {
        reporter(party)
        for party in activity.parties
        if party.side in MAIN_SIDES and stands_for(actor, party)
    }
    return [side for side in REPORTERS if side in found]


def answering(parties: Iterable[Any], side: str) -> list[Any]:
    """Return the parties that answer for a side: its organizations, else its experts.

    An expert who stands for the provider's side answers for their country alone: an office of
    that country, which may know nothing of the mission, is not asked to confirm.
    """
    own = [party for party in parties if party.side == side]
    offices = [party for party in own if party.organization_id is not None]
    return offices or [party for party in own if party.account_id is not None]


def awaited_reports(parties: Iterable[Any]) -> frozenset[str]:
    """Return the sides whose reports make an activity reported."""
    known = list(parties)
    return frozenset(reporter(one) for side in MAIN_SIDES for one in answering(known, side))


def all_reported(activity: Any) -> bool:
    """Return whether both sides have said what came of it since they were last asked."""
    given = {report.side for report in activity.reports if report.stands}
    both_answer = all(answering(activity.parties, side) for side in MAIN_SIDES)
    return both_answer and awaited_reports(activity.parties) <= given


def all_confirmed(activity: Any) -> bool:
    """Return whether everybody who answers for the two sides has confirmed the record."""
    asked = [answering(activity.parties, side) for side in MAIN_SIDES]
    return all(asked) and all(one.confirmed_at is not None for side in asked for one in side)


def unanswered(actor: Actor, activity: Any) -> list[Any]:
    """Return the parties for which the actor can still confirm the record."""
    asked = [one for side in MAIN_SIDES for one in answering(activity.parties, side)]
    return [one for one in asked if one.confirmed_at is None and stands_for(actor, one)]


def sees(actor: Actor, activity: Any) -> bool:
    """Everybody may once it is reported; before, those who take part and the secretariat."""
    inside = secretariat(actor, activity) or takes_part(actor, activity)
    return activity.state in PUBLIC_STATES or inside


def owns(actor: Actor, activity: Any) -> bool:
    """Focal points, consultants and funders may."""
    return any(actor.is_a(role) for role in (Role.FOCAL_POINT, Role.CONSULTANT, Role.FUNDER))


def plans(actor: Actor, activity: Any) -> bool:
    """Both sides and the secretariat may, until it is reported."""
    inside = secretariat(actor, activity) or bool(reporting_sides(actor, activity))
    return activity.state in OPEN_STATES and inside


def reports(actor: Actor, activity: Any) -> bool:
    """Both sides may once it is under way, until the record is confirmed."""
    return activity.state in {UNDER_WAY, REPORTED} and bool(reporting_sides(actor, activity))


def confirms(actor: Actor, activity: Any) -> bool:
    """Whoever answers for a side may, once, when both sides have reported."""
    return activity.state == REPORTED and bool(unanswered(actor, activity))


def is_overdue(ends_on: date | None, today: date) -> bool:
    """Return whether the end is so long ago that both sides should have reported."""
    return ends_on is not None and ends_on < today - timedelta(days=OVERDUE_AFTER)


def nobody(actor: Actor, activity: Any) -> bool:
    """Only the platform itself may."""
    return False


RIGHTS: Mapping[Permission, Predicate] = {
    ActivityPermission.BROWSE: anybody,
    ActivityPermission.SEE: sees,
    ActivityPermission.OWN: owns,
    ActivityPermission.OPEN: nobody,
    ActivityPermission.RECORD: secretariat,
    ActivityPermission.PLAN: plans,
    ActivityPermission.START: plans,
    ActivityPermission.REPORT: reports,
    ActivityPermission.CONFIRM: confirms,
    ActivityPermission.REOPEN: secretariat,
    ActivityPermission.CANCEL: secretariat,
    ActivityPermission.FOLLOW: nobody,
}

WORKFLOW = register(
    Workflow(
        "activity",
        states=(
            State(PLANNED, N_("Planned"), "waiting"),
            State(UNDER_WAY, N_("Under way"), "waiting"),
            State(REPORTED, N_("Reported, waiting for confirmation"), "waiting"),
            State(CONFIRMED, N_("Confirmed by both countries"), "good"),
            State(DISPUTED, N_("Disputed"), "stopped"),
            State(CANCELLED, N_("Cancelled"), "stopped"),
            State(RECORDED, N_("Recorded from public sources"), "neutral"),
        ),
        steps=(
            Step(
                "start",
                N_("Say that it has begun"),
                N_("Under way"),
                frozenset({PLANNED}),
                UNDER_WAY,
                ActivityPermission.START,
            ),
            Step(
                "report",
                N_("Close reporting"),
                N_("Both sides have reported; both countries are asked to confirm"),
                frozenset({UNDER_WAY}),
                REPORTED,
                ActivityPermission.FOLLOW,
                automatic=True,
            ),
            Step(
                "confirm",
                N_("Confirm this record"),
                N_("Confirmed for one side"),
                frozenset({REPORTED}),
                REPORTED,
                ActivityPermission.CONFIRM,
            ),
            Step(
                "settle",
                N_("Settle the record"),
                N_("Confirmed by both countries"),
                frozenset({REPORTED}),
                CONFIRMED,
                ActivityPermission.FOLLOW,
                automatic=True,
            ),
            Step(
                "disagree",
                N_("Disagree with this record"),
                N_("A side does not agree with the record"),
                frozenset({REPORTED}),
                DISPUTED,
                ActivityPermission.CONFIRM,
                asks_reason=True,
                tone="secondary",
            ),
            Step(
                "reopen",
                N_("Ask both sides to report again"),
                N_("Both sides are asked to report again"),
                frozenset({DISPUTED}),
                UNDER_WAY,
                ActivityPermission.REOPEN,
                asks_reason=True,
            ),
            Step(
                "cancel",
                N_("Cancel the activity"),
                N_("Cancelled"),
                frozenset({PLANNED, UNDER_WAY}),
                CANCELLED,
                ActivityPermission.CANCEL,
                asks_reason=True,
                tone="danger",
            ),
        ),
    )
)
