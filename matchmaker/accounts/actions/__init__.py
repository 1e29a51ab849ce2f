"""Everything that changes accounts, organizations, sittings and tickets."""

from matchmaker.accounts.actions.owners import (
    ask_reset,
    change_password,
    confirm_address,
    register,
    reset_password,
    revise_own,
)
from matchmaker.accounts.actions.people import (
    DemonstrationPerson,
    accept_invitation,
    add_organization,
    deactivate,
    demonstration_accounts,
    invite,
    reactivate,
    withdraw_invitation,
)
from matchmaker.accounts.actions.signing import (
    Claim,
    begin_sitting,
    claim_account,
    count_failure,
    end_all_sittings,
    end_other_sittings,
    end_sitting,
    prove,
    sign_in,
)
from matchmaker.accounts.actions.tickets import forget_traces

__all__ = [
    "Claim",
    "DemonstrationPerson",
    "accept_invitation",
    "add_organization",
    "ask_reset",
    "begin_sitting",
    "change_password",
    "claim_account",
    "confirm_address",
    "count_failure",
    "deactivate",
    "demonstration_accounts",
    "end_all_sittings",
    "end_other_sittings",
    "end_sitting",
    "forget_traces",
    "invite",
    "prove",
    "reactivate",
    "register",
    "reset_password",
    "revise_own",
    "sign_in",
    "withdraw_invitation",
]
