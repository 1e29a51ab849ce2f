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
        "activity_started",
        "An activity is under way; to its parties.",
        N_("Under way: %(title)s"),
        N_(
            "The activity “%(title)s” (%(ref)s) is under way. When it has been carried out, please "
            "record what came of it; each side does so for itself."
        ),
        N_("Open the activity"),
    ),
    Telling(
        "activity_reported",
        "One side recorded what came of it; to the sides that have yet to.",
        N_("The other side has reported: %(title)s"),
        N_(
            "The other side has recorded what came of the activity “%(title)s” (%(ref)s). Please "
            "record your side too, so that both countries can confirm the record."
        ),
        N_("Record the results"),
    ),
    Telling(
        "results_awaited",
        "An activity ended a month ago; to the sides that have not said what came of it.",
        N_("What came of it? %(title)s"),
        N_(
            "The last day of the activity “%(title)s” (%(ref)s) has passed. Please record what "
            "came of it, so that both countries can confirm the record."
        ),
        N_("Record the results"),
    ),
    Telling(
        "activity_overdue",
        "An activity ended a month ago without reports of both sides; to the secretariat.",
        N_("Results are missing: %(title)s"),
        N_(
            "The last day of the activity “%(title)s” (%(ref)s) has passed, and not both sides "
            "have recorded what came of it. They were reminded; please ask what keeps them."
        ),
        N_("Open the activity"),
    ),
    Telling(
        "confirmation_awaited",
        "Both sides recorded the results, or one changed them; to those who have yet to confirm.",
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
        "activity_reopened",
        "The secretariat asks for the results anew after a disagreement; to the parties.",
        N_("Please report again: %(title)s"),
        N_(
            "The secretariat asks both sides to record again what came of the activity "
            "“%(title)s” (%(ref)s). The reason given: “%(reason)s”"
        ),
        N_("Record the results"),
    ),
    Telling(
        "activity_confirmed",
        "Both countries confirmed the record of an activity; to its parties and the secretariat.",
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
