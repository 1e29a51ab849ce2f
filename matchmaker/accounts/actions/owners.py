"""What people do with their own accounts: register, confirm, set passwords, revise."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from matchmaker.accounts import events, queries, rules
from matchmaker.accounts.actions.signing import Claim, end_all_sittings, proven_account
from matchmaker.accounts.actions.tickets import count_letter, issue, use, void
from matchmaker.accounts.models import Account, Attempt, Membership, Organization
from matchmaker.accounts.rules import AccountPermission
from matchmaker.kernel import clock, journal
from matchmaker.kernel.errors import Missing
from matchmaker.kernel.events import announce
from matchmaker.kernel.rights import Actor, Role, demand


def register(
    session: Session, *, email: str, password: str, name: str, language: str, address: str | None
) -> None:
    """Open a consultant's account, to be confirmed; an existing account only gets a letter."""
    email = rules.normal_email(email)
    rules.demand_good_password(password, email=email, name=name)
    count_letter(session, email, address)
    # The hash is made in any case, so that the time does not tell who has an account.
    password_hash = rules.password_hash(password)
    account = queries.account_by_email(session, email)
    if account is not None and (account.confirmed_at or account.deactivated_at):
        told = events.AddressTaken(account.id, email, account.language, account.name)
        announce(session, told)
        return
    if account is None:
        account = new_account(session, email, name, language)
        add_membership(account, Role.CONSULTANT, None)
    account.name, account.language, account.password_hash = name, language, password_hash
    journal.note(session, account.as_actor(), "registered", "account", str(account.id))
    _ask_confirmation(session, account)


def new_account(session: Session, email: str, name: str, language: str) -> Account:
    """Return an account that has its number, but no password and no role yet."""
    account = Account(email=email, name=name, language=language, created_at=clock.now())
    session.add(account)
    session.flush()
    return account


def add_membership(account: Account, role: Role, organization: Organization | None) -> None:
    """Give the account the role, unless it has it already."""
    held = {(membership.role, membership.organization) for membership in account.memberships}
    if (role, organization) not in held:
        account.memberships.append(Membership(role=role, organization=organization))


def _ask_confirmation(session: Session, account: Account) -> None:
    token = issue(session, "confirm", account.email, account_id=account.id)
    person = (account.id, account.email, account.language, account.name)
    announce(session, events.ConfirmationAsked(*person, token=token))


def confirm_address(session: Session, token: str) -> Account:
    """Return the account, whose owner has shown that the mail address is theirs."""
    account = use(session, token, "confirm").account
    if account is None:
        raise rules.LinkDead
    account.confirmed_at = account.confirmed_at or clock.now()
    journal.note(session, account.as_actor(), "confirmed", "account", str(account.id))
    return account


def ask_reset(session: Session, email: str, address: str | None) -> None:
    """Send a link for a new password to the account's owner, if there is such an account."""
    email = rules.normal_email(email)
    count_letter(session, email, address)
    account = queries.account_by_email(session, email)
    if account is None or account.deactivated_at is not None:
        return
    if account.confirmed_at is None:
        _ask_confirmation(session, account)
        return
    token = issue(session, "reset", email, account_id=account.id)
    person = (account.id, email, account.language, account.name)
    announce(session, events.ResetAsked(*person, token=token))


def reset_password(session: Session, token: str, password: str) -> None:
    """Give the account that the link belongs to a new password; it is signed out everywhere."""
    account = use(session, token, "reset").account
    if account is None or not account.active:
        raise rules.LinkDead
    _set_password(session, account, password, "password_reset")


def change_password(session: Session, claim: Claim, password: str) -> Account:
    """Give the proven account a new password; it is signed out everywhere."""
    account = proven_account(session, claim)
    _set_password(session, account, password, "password_changed")
    return account


def _set_password(session: Session, account: Account, password: str, act: str) -> None:
    rules.demand_good_password(password, email=account.email, name=account.name)
    account.password_hash = rules.password_hash(password)
    end_all_sittings(session, account.id)
    void(session, account.email, "reset")
    key = rules.throttle_key("account", account.email)
    session.execute(delete(Attempt).where(Attempt.key == key))
    journal.note(session, account.as_actor(), act, "account", str(account.id))
    announce(session, events.PasswordChanged(account.id))


def revise_own(
    session: Session, actor: Actor, account: Account, *, name: str, language: str, phone: str
) -> None:
    """Change the actor's own name, language and telephone number."""
    demand(actor, AccountPermission.OWN)
    if account.id != actor.account_id:
        raise Missing
    account.name, account.language, account.phone = name, language, phone
    journal.note(session, actor, "revised", "account", str(account.id))
