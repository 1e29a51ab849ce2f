"""What people are told about suggestions, proposals and their answers."""

from matchmaker.kernel.words import N_
from matchmaker.notices.lexicon.parts import Telling

OF_PAIRINGS = (
    Telling(
        "suggestions_ready",
        "A published need has suggestions; to the secretariat.",
        N_("Suggestions for: %(title)s"),
        N_(
            "There are %(number)s suggestions for the need “%(title)s” (%(ref)s). Please compare "
            "them and propose one, or say why none fits."
        ),
        N_("Compare the suggestions"),
        mail=False,
    ),
    Telling(
        "nothing_fits",
        "A published need was compared with all providers and none fits; to the secretariat.",
        N_("Nothing fits yet: %(title)s"),
        N_(
            "No offer and no expert fits the need “%(title)s” (%(ref)s) for now. Please read why, "
            "and which change would help; you can also add a candidate yourself."
        ),
        N_("See why"),
        mail=False,
    ),
    Telling(
        "proposed_to_beneficiary",
        "The secretariat proposed a provider; to those who stated the need.",
        N_("A proposal for your need: %(title)s"),
        N_(
            "The secretariat proposes a provider for your need “%(title)s” (%(ref)s): "
            "%(provider)s. Please accept, decline or ask a question by %(until)s. Contact details "
            "are exchanged only when both sides have accepted."
        ),
        N_("Read the proposal and answer"),
    ),
    Telling(
        "proposed_to_provider",
        "The secretariat proposed a provider; to that provider.",
        N_("Could you help with this need? %(title)s"),
        N_(
            "The secretariat proposes that you help with the need “%(title)s” (%(ref)s), stated "
            "by %(organization)s. Please accept, decline or ask a question by %(until)s. Contact "
            "details are exchanged only when both sides have accepted."
        ),
        N_("Read the proposal and answer"),
    ),
    Telling(
        "answer_awaited",
        "A proposal is still unanswered; to the side that has not answered.",
        N_("Reminder: your answer is awaited for %(title)s"),
        N_(
            "The proposal about “%(title)s” (%(ref)s) still waits for your answer. Please answer "
            "by %(until)s; after that day it lapses and another candidate may be asked."
        ),
        N_("Read the proposal and answer"),
    ),
    Telling(
        "side_accepted",
        "One side accepted; to the secretariat and to the other side.",
        N_("One side has accepted: %(title)s"),
        N_(
            "One side has accepted the proposal about “%(title)s” (%(ref)s). The other side can "
            "answer until %(until)s."
        ),
        N_("Open the proposal"),
    ),
    Telling(
        "side_declined",
        "One side declined; to the secretariat.",
        N_("Declined: %(title)s"),
        N_(
            "The proposal about “%(title)s” (%(ref)s) was declined. Please look at the next "
            "candidate. The reason given: “%(reason)s”"
        ),
        N_("Compare the suggestions"),
    ),
    Telling(
        "proposal_ended",
        "A proposal was declined by one side, or not answered by it; to the other side.",
        N_("The proposal does not go ahead: %(title)s"),
        N_(
            "The proposal about “%(title)s” (%(ref)s) does not go ahead, because the other side "
            "could not accept it. You need do nothing: the secretariat will consider the next "
            "possibility."
        ),
        N_("Open the proposal"),
    ),
    Telling(
        "proposal_lapsed",
        "A proposal was not answered in time; to the secretariat and to those who were silent.",
        N_("Lapsed: %(title)s"),
        N_(
            "The proposal about “%(title)s” (%(ref)s) was not answered by %(until)s and has "
            "lapsed. The secretariat will consider the next candidate."
        ),
        N_("Open the proposal"),
    ),
    Telling(
        "proposal_withdrawn",
        "The secretariat took a proposal back; to both sides.",
        N_("The proposal was withdrawn: %(title)s"),
        N_(
            "The secretariat has withdrawn the proposal about “%(title)s” (%(ref)s). You need do "
            "nothing. The reason given: “%(reason)s”"
        ),
        N_("Open the proposal"),
    ),
    Telling(
        "message_added",
        "Somebody asked or answered a question about a proposal; to everybody else who reads it.",
        N_("A question or an answer about %(title)s"),
        N_(
            "There is a new message about the proposal “%(title)s” (%(ref)s). If it asks something "
            "of you, please answer on the platform. From %(author)s: “%(message)s”"
        ),
        N_("Read all messages"),
    ),
    Telling(
        "agreed",
        "Both sides accepted; to both sides and the secretariat.",
        N_("Both sides have accepted: %(title)s"),
        N_(
            "Both sides have accepted the proposal about “%(title)s” (%(ref)s). Each side can "
            "now see the other's contact details. Please get in touch and agree on the dates."
        ),
        N_("See the contact details"),
    ),
)
