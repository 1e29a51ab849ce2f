"""Who may do what with an expert's profile, what it shows to whom, and its workflow."""

from dataclasses import replace
from typing import Protocol

from matchmaker.kernel.rights import Actor, Permission, Role, anybody, secretariat
from matchmaker.kernel.words import N_, Message
from matchmaker.kernel.workflow import Step, Workflow, register
from matchmaker.publication import rules as publication
from matchmaker.publication.rules import PAUSED, PUBLISHED, WITHDRAWN, WRITABLE

PUBLIC_STATES = frozenset({PUBLISHED})
"""Who rests is out of sight: a profile is about a person."""
MODES = publication.MODES


class ExpertPermission(Permission):
    """What can be done with the profiles of experts."""

    BROWSE = "experts:expert:browse"
    """Search the roster."""
    SEE = "experts:expert:see"
    """Read one profile, as far as the person shows it."""
    SEE_PRIVATE = "experts:expert:see-private"
    """See the name, contacts and conflicts of interest whatever is shown to others."""
    REGISTER = "experts:expert:register"
    """Begin a profile of one's own, and see where it stands."""
    EDIT = "experts:expert:edit"
    """Change a profile that is a draft or was returned."""
    KEEP = "experts:expert:keep"
    """Change one's availability, conflicts and visibility at any time, and confirm the rest."""
    SUBMIT = "experts:expert:submit"
    """Hand one's profile to the secretariat."""
    PAUSE = "experts:expert:pause"
    """Let one's profile rest, come back, or be changed."""
    WITHDRAW = "experts:expert:withdraw"
    """Leave the roster."""
    REVIEW = "experts:expert:review"
    """Take a profile into the roster or return it with a note."""


class ExpertFacts(Protocol):
    """What the rules ask about a profile."""

    ref: str
    name: str
    state: str
    account_id: int | None
    show_name: str
    show_missions: str


def owns(actor: Actor, expert: ExpertFacts | None) -> bool:
    """Only the person whose profile it is may."""
    return expert is not None and actor.signed_in and actor.account_id == expert.account_id


def sees(actor: Actor, expert: ExpertFacts) -> bool:
    """Everybody may while it is in the roster; the person always, the secretariat once sent."""
    if expert.state in PUBLIC_STATES or owns(actor, expert):
        return True
    return secretariat(actor, expert) and expert.state != publication.DRAFT


def inside(actor: Actor, expert: ExpertFacts) -> bool:
    """Only the person and the secretariat may."""
    return owns(actor, expert) or secretariat(actor, expert)


def registers(actor: Actor, expert: ExpertFacts | None) -> bool:
    """Consultants may."""
    return actor.is_a(Role.CONSULTANT)


def edits(actor: Actor, expert: ExpertFacts) -> bool:
    """Only the person may, while it is a draft or was returned."""
    return owns(actor, expert) and expert.state in WRITABLE


def keeps(actor: Actor, expert: ExpertFacts) -> bool:
    """Only the person may, until they leave the roster."""
    return owns(actor, expert) and expert.state != WITHDRAWN


RIGHTS = {
    ExpertPermission.BROWSE: anybody,
    ExpertPermission.SEE: sees,
    ExpertPermission.SEE_PRIVATE: inside,
    ExpertPermission.REGISTER: registers,
    ExpertPermission.EDIT: edits,
    ExpertPermission.KEEP: keeps,
    ExpertPermission.SUBMIT: owns,
    ExpertPermission.PAUSE: owns,
    ExpertPermission.WITHDRAW: owns,
    ExpertPermission.REVIEW: secretariat,
}


def shows_name(actor: Actor, expert: ExpertFacts) -> bool:
    """Return whether the actor may read the name; a pairing shows it by its own rules."""
    if actor.machine or inside(actor, expert) or expert.show_name == "public":
        return True
    return expert.show_name == "members" and actor.signed_in


def shows_missions(actor: Actor, expert: ExpertFacts) -> bool:
    """Return whether the actor may read the missions."""
    if actor.machine or inside(actor, expert) or expert.show_missions == "public":
        return True
    return actor.signed_in


def display_name(actor: Actor, expert: ExpertFacts) -> str:
    """Return the name if the actor may read it, or else the reference."""
    return expert.name if expert.name and shows_name(actor, expert) else expert.ref


_LABELS: dict[str, tuple[Message, Message]] = {
    "submit": (N_("Submit for vetting"), N_("Submitted for vetting")),
    "publish": (N_("Take into the roster"), N_("Taken into the roster")),
    "withdraw": (N_("Leave the roster"), N_("Left the roster")),
}


def _for_people(step: Step) -> Step:
    """Return the step in words for people; why somebody left is their own affair."""
    label, done = _LABELS.get(step.name, (step.label, step.done))
    return replace(step, label=label, done=done, public=step.public and step.name != "withdraw")


WORKFLOW = register(
    Workflow(
        "expert",
        states=publication.PROVIDER_STATES,
        steps=publication.provider_steps(
            map(
                _for_people,
                publication.shared_steps(
                    submit=ExpertPermission.SUBMIT,
                    review=ExpertPermission.REVIEW,
                    withdraw=ExpertPermission.WITHDRAW,
                ),
            ),
            pause=ExpertPermission.PAUSE,
            # Everybody has one profile, so whoever left must be able to come back with it.
            amended=frozenset({PUBLISHED, PAUSED, WITHDRAWN}),
        ),
    )
)

SHOW_NAME = {
    "public": N_("Everybody"),
    "members": N_("People who have signed in"),
    "after_consent": N_("Only a partner, once both of us have said yes"),
}
SHOW_MISSIONS = {
    "public": N_("Everybody"),
    "members": N_("People who have signed in"),
}
FORM_STEPS = ("about", "missions", "subjects", "availability", "visibility", "check")
KEPT_STEPS = frozenset({"availability", "visibility"})
"""The steps of the form that stay open while the profile is in the roster."""
MISSIONS_ADVISED, WORDS_ADVISED = 5, 50

GAPS: dict[str, Message] = {
    "name": N_("your name"),
    "title": N_("one line on what you are good at"),
    "missions": N_("at least one mission, in your own words"),
    "topics": N_("at least one topic"),
    "assistance": N_("at least one kind of assistance"),
    "languages": N_("at least one working language"),
    "mode": N_("how the work can be done"),
}
"""What a profile must say before it can be submitted, and how a missing part is named."""

GAP_STEPS = {
    "name": "about",
    "title": "about",
    "missions": "missions",
    "topics": "subjects",
    "assistance": "subjects",
    "languages": "subjects",
    "mode": "availability",
}


def gaps(expert: object) -> list[str]:
    """Return the names of what the profile must still say before it can be submitted."""
    return [name for name in GAPS if not getattr(expert, name)]


NEXT: dict[str, Message] = {
    publication.DRAFT: N_("Complete your profile and submit it for vetting."),
    publication.SUBMITTED: N_("The secretariat reads your profile. You will be told either way."),
    publication.RETURNED: N_("Read the note, change what is asked for and submit again."),
    PUBLISHED: N_("You are in the roster and are suggested to countries whose needs you fit."),
    PAUSED: N_("You are not shown and not suggested. Resume when you have time again."),
    WITHDRAWN: N_("You have left the roster. You can come back with the same profile."),
}
"""What a person is told about the next step, by the state of the profile."""
