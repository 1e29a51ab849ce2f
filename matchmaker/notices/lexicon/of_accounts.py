"""What people are told about their accounts."""

from matchmaker.kernel.words import N_
from matchmaker.notices.lexicon.parts import Telling

OF_ACCOUNTS = (
    Telling(
        "confirm_address",
        "Somebody registered; to the address that was given.",
        N_("Please confirm your mail address"),
        N_(
            "An account on Matchmaker was opened with this address. Please confirm by %(until)s "
            "that the address is yours. If you did not open the account, you need do nothing."
        ),
        N_("Confirm the address"),
        site=False,
    ),
    Telling(
        "reset_password",
        "Somebody asked for a new password; to the account's address.",
        N_("Your new password"),
        N_(
            "A new password was asked for your account. The link below can be used once, until "
            "%(until)s. If you did not ask for it, you need do nothing: your password stays "
            "as it is."
        ),
        N_("Choose a new password"),
        site=False,
    ),
    Telling(
        "invited_for_organization",
        "Somebody was invited to speak for an organization; to the invited person.",
        N_("Invitation to Matchmaker on behalf of %(organization)s"),
        N_(
            "%(inviter)s invites you to Matchmaker, the platform for South-South cooperation in "
            "intellectual property, on behalf of %(organization)s. Your role would be: %(role)s. "
            "Please accept the invitation by %(until)s."
        ),
        N_("Accept the invitation"),
        site=False,
    ),
    Telling(
        "invited",
        "Somebody was invited to a role without an organization; to the invited person.",
        N_("Invitation to Matchmaker"),
        N_(
            "%(inviter)s invites you to Matchmaker, the platform for South-South cooperation in "
            "intellectual property. Your role would be: %(role)s. Please accept the invitation "
            "by %(until)s."
        ),
        N_("Accept the invitation"),
        site=False,
    ),
    Telling(
        "address_taken",
        "Somebody registered with the address of an account that exists; to that address.",
        N_("You already have an account"),
        N_(
            "Somebody tried to open an account on Matchmaker with this address, which has an "
            "account already. If it was you, please sign in; a forgotten password can be "
            "replaced there. If it was not you, you need do nothing."
        ),
        N_("Sign in"),
        site=False,
    ),
    Telling(
        "password_changed",
        "An account has a new password; to its holder.",
        N_("Your password was changed"),
        N_(
            "The password of your account was changed and you were signed out on all devices. "
            "If you did not change it, please ask for a new password at once and inform the "
            "secretariat."
        ),
        N_("Ask for a new password"),
        site=False,
    ),
)
