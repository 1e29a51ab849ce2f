"""What people are told about needs, offers and experts' profiles."""

from matchmaker.kernel.words import N_
from matchmaker.notices.lexicon.parts import Telling

OF_RECORDS = (
    Telling(
        "submitted",
        "A need, an offer or an expert's profile was submitted; to the secretariat.",
        N_("For review: %(title)s"),
        N_(
            "“%(title)s” (%(ref)s) was submitted. Please publish it, or return it with a note, "
            "by %(until)s."
        ),
        N_("Open the record"),
    ),
    Telling(
        "returned",
        "The secretariat returned a submission; to those who submitted it.",
        N_("For completion: %(title)s"),
        N_(
            "The secretariat has returned “%(title)s” (%(ref)s). Please complete it and submit it "
            "again. The note says: “%(reason)s”"
        ),
        N_("Open the record"),
    ),
    Telling(
        "need_published",
        "A need was published; to those who stated it.",
        N_("Your need is published: %(title)s"),
        N_(
            "Your need “%(title)s” (%(ref)s) is published. The secretariat is now looking for "
            "offers and experts and will write to you when it proposes one. You need do nothing "
            "for the moment."
        ),
        N_("Open the need"),
    ),
    Telling(
        "offer_published",
        "An offer was published; to those who made it.",
        N_("Your offer is published: %(title)s"),
        N_(
            "Your offer “%(title)s” (%(ref)s) is published. The secretariat will write to you "
            "when it fits a need. Please keep its dates and capacity up to date."
        ),
        N_("Open the offer"),
    ),
    Telling(
        "expert_published",
        "An expert was vetted and entered in the roster; to the expert.",
        N_("You are in the roster of experts"),
        N_(
            "Your profile (%(ref)s) was reviewed and is now in the roster. The secretariat will "
            "write to you when your experience fits a need. Please keep your availability up "
            "to date."
        ),
        N_("Open your profile"),
    ),
    Telling(
        "withdrawn",
        "A record that was once submitted was withdrawn; to the secretariat.",
        N_("Withdrawn: %(title)s"),
        N_(
            "“%(title)s” (%(ref)s) was withdrawn by those who stated it. Its history stays "
            "readable to you. The reason given: “%(reason)s”"
        ),
        N_("Open the record"),
    ),
    Telling(
        "need_closed",
        "A need was closed without being met; to those who stated it.",
        N_("Your need is closed: %(title)s"),
        N_(
            "Your need “%(title)s” (%(ref)s) was closed without being met. You can copy it into a "
            "new need at any time. The reason given: “%(reason)s”"
        ),
        N_("Open the need"),
    ),
)
