"""What people are told about activities and their results."""

from matchmaker.kernel.words import N_
from matchmaker.notices.lexicon.parts import Telling

OF_ACTIVITIES = (
    Telling(
        "activity_opened",
        "An activity was opened; to its parties.",
        N_("An activity begins: %(title)s"),
        N_(
            "The activity “%(title)s” (%(ref)s) was opened. Please check its parties and dates, "
            "and record what came of it when it is carried out."
        ),
        N_("Open the activity"),
    ),
    Telling(
        "results_awaited",
        "An activity's last day has passed; to the parties that recorded no result.",
        N_("What came of it? %(title)s"),
        N_(
            "The activity “%(title)s” (%(ref)s) has reached its last day. Please record what came "
            "of it, so that both countries can confirm the record."
        ),
        N_("Record the results"),
    ),
    Telling(
        "confirmation_awaited",
        "One party recorded or confirmed the results; to the party that has yet to confirm.",
        N_("Please confirm the results: %(title)s"),
        N_(
            "The results of the activity “%(title)s” (%(ref)s) were recorded. Please read them "
            "and confirm them, or say what is not right."
        ),
        N_("Read the results"),
    ),
    Telling(
        "results_questioned",
        "One party found the results not right; to the others and the secretariat.",
        N_("The results were questioned: %(title)s"),
        N_(
            "The recorded results of the activity “%(title)s” (%(ref)s) were questioned. Please "
            "correct them or answer on the platform. The remark: “%(reason)s”"
        ),
        N_("Read the results"),
    ),
    Telling(
        "activity_confirmed",
        "Both countries confirmed the record of an activity; to its parties.",
        N_("Confirmed and public: %(title)s"),
        N_(
            "All parties have confirmed the record of the activity “%(title)s” (%(ref)s). It is "
            "now in the public list of activities. Thank you for the cooperation."
        ),
        N_("Open the activity"),
    ),
    Telling(
        "activity_cancelled",
        "An activity was cancelled; to its parties and the secretariat.",
        N_("Cancelled: %(title)s"),
        N_(
            "The activity “%(title)s” (%(ref)s) was cancelled. The secretariat can take the need "
            "up again. The reason given: “%(reason)s”"
        ),
        N_("Open the activity"),
    ),
)
