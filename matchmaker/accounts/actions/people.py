"""What the staff does: invite, add organizations, deactivate; and who accepts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from matchmaker.accounts import events, queries, rules
from matchmaker.accounts.actions.owners import add_membership, new_account
from matchmaker.accounts.actions.signing import end_all_sittings
from matchmaker.accounts.actions.tickets import issue, use, void
from matchmaker.accounts.models import Account, Organization, Ticket
from matchmaker.accounts.rules import AccountPermission
from matchmaker.kernel import clock, journal
from matchmaker.kernel.errors import Invalid, StepRefused
from matchmaker.kernel.events import announce
from matchmaker.kernel.rights import Actor, Role, demand
from matchmaker.kernel.words import N_


def invite(
    session: Session,
    actor: Actor,
    *,
    email: str,
    role: Role,
    organization: Organization | None,
    language: str,
) -> None:
    """Invite somebody to a role; the letter goes to the mail address."""
    demand(actor, AccountPermission.INVITE, role)
    email = rules.normal_email(email)
    if role in rules.WITHOUT_ORGANIZATION:
        organization = None
    elif organization is None:
        raise Invalid("organization", N_("Choose the organization for which the person speaks."))
    account = queries.account_by_email(session, email)
    if account is not None and account.deactivated_at is not None:
        raise Invalid("email", N_("The account with this mail address is deactivated."))
    facts = {"role": role.value, "organization": organization, "language": language}
    token = issue(session, "invite", email, **facts)
    journal.note(session, actor, "invited", "invitation", rules.hashed(token)[:12], role=role.value)
    place = organization.name if organization else ""
    announce(session, events.Invited(email, language, place, role.value, actor.name, token))


def withdraw_invitation(session: Session, actor: Actor, ticket: Ticket) -> None:
    """Make the link of an invitation useless."""
    demand(actor, AccountPermission.INVITE, ticket.as_role())
    ticket.used_at = ticket.used_at or clock.now()
    ref = ticket.token_hash[:12]
    journal.note(session, actor, "invitation_withdrawn", "invitation", ref)


def accept_invitation(
    session: Session, token: str, *, name: str = "", password: str = "", language: str = "en"
) -> Account:
    """Return the account with its new role; name and password are for those who had none."""
    ticket = use(session, token, "invite")
    account = queries.account_by_email(session, ticket.email)
    if account is None or account.confirmed_at is None:
        rules.demand_good_password(password, email=ticket.email, name=name)
        account = account or new_account(session, ticket.email, name, language)
        account.name, account.language = name, language
        account.password_hash = rules.password_hash(password)
        account.confirmed_at = clock.now()
        void(session, ticket.email, "confirm")
    if account.deactivated_at is not None:
        raise rules.LinkDead
    add_membership(account, ticket.as_role(), ticket.organization)
    session.flush()
    journal.note(
        session, account.as_actor(), "joined", "account", str(account.id), role=ticket.role
    )
    return account


def deactivate(session: Session, actor: Actor, account: Account) -> None:
    """Let the person sign in no more, and end where they are signed in."""
    demand(actor, AccountPermission.MANAGE, account)
    if account.id == actor.account_id:
        raise StepRefused(N_("You cannot deactivate your own account."))
    if account.deactivated_at is not None:
        raise StepRefused
    account.deactivated_at = clock.now()
    end_all_sittings(session, account.id)
    void(session, account.email, "confirm", "reset", "invite")
    journal.note(session, actor, "deactivated", "account", str(account.id))


def reactivate(session: Session, actor: Actor, account: Account) -> None:
    """Let the person sign in again."""
    demand(actor, AccountPermission.MANAGE, account)
    if account.deactivated_at is None:
        raise StepRefused
    account.deactivated_at = None
    journal.note(session, actor, "reactivated", "account", str(account.id))


def add_organization(
    session: Session, actor: Actor, *, name: str, kind: str, country_code: str | None, website: str
) -> Organization:
    """Return a new organization, for which people can be invited."""
    demand(actor, AccountPermission.ADD_ORGANIZATION)
    if queries.organization_by_name(session, name) is not None:
        raise Invalid("name", N_("There is an organization of this name already."))
    if kind in {"office", "ministry"} and country_code is None:
        raise Invalid("country", N_("Choose the country of the office or ministry."))
    organization = Organization(name=name, kind=kind, country_code=country_code, website=website)
    session.add(organization)
    session.flush()
    journal.note(session, actor, "added", "organization", str(organization.id))
    return organization


@dataclass(frozen=True)
class DemonstrationPerson:
    """A person of the demonstration, who exists nowhere else."""

    email: str
    """Ends in @demo.example."""
    password: str = field(repr=False)
    name: str
    language: str
    organization: Organization | None = None


def demonstration_accounts(
    session: Session, people: Iterable[tuple[Role, DemonstrationPerson]]
) -> list[Account]:
    """Return a confirmed account for every person; those that exist already stay as they are."""
    accounts = []
    for role, person in people:
        if not person.email.endswith("@demo.example"):
            raise ValueError("an account of the demonstration has an address @demo.example")
        account = queries.account_by_email(session, person.email)
        if account is None:
            account = new_account(session, person.email, person.name, person.language)
            account.password_hash = rules.password_hash(person.password)
            account.confirmed_at, account.demonstration = clock.now(), True
            add_membership(account, role, person.organization)
            session.flush()
        accounts.append(account)
    return accounts
