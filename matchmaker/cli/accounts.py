"""Commands about people's accounts."""

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from matchmaker.accounts import actions, queries
from matchmaker.accounts.models import Account, Organization
from matchmaker.accounts.rules import WITHOUT_ORGANIZATION, normal_email
from matchmaker.cli.machinery import PlainCommand, settings, transaction
from matchmaker.kernel.rights import PLATFORM, Role
from matchmaker.notices.letters.messages import absolute_link
from matchmaker.notices.models import Letter
from matchmaker.web.database import session
from matchmaker.web.languages import LANGUAGES

ROLES = click.Choice([role.value for role in Role])


@click.group("users")
def accounts_group() -> None:
    """List, invite and deactivate the people who can sign in."""


@accounts_group.command("list", cls=PlainCommand)
@click.option("--role", type=ROLES, help="Only people with this role.")
@with_appcontext
def list_accounts(role: str | None) -> None:
    """List accounts: address, name, state, roles."""
    found = session().scalars(queries.people(role=Role(role) if role else None))
    for account in found:
        click.echo("\t".join([account.email, account.name, _state(account), _roles(account)]))


def _state(account: Account) -> str:
    if account.deactivated_at is not None:
        return "deactivated"
    return "active" if account.active else "unconfirmed"


def _roles(account: Account) -> str:
    return "; ".join(
        f"{held.role.value} of {held.organization.name}" if held.organization else held.role.value
        for held in account.memberships
    )


@accounts_group.command("invite", cls=PlainCommand)
@click.argument("email")
@click.argument("role", type=ROLES)
@click.option("--organization", help="The name of the organization the person speaks for.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True)
@with_appcontext
def invite(email: str, role: str, organization: str | None, language: str) -> None:
    """Invite somebody to a role by mail; without a mail server, print the link."""
    place = _organization(organization, Role(role))
    with transaction() as database:
        actions.invite(
            database,
            PLATFORM,
            email=email,
            role=Role(role),
            organization=place,
            language=language,
        )
    click.echo(f"{email} is invited.")
    if not settings().smtp_url:
        click.echo(f"No mail server is set. Hand this link over yourself:\n{_link(email)}")


def _organization(name: str | None, role: Role) -> Organization | None:
    if role in WITHOUT_ORGANIZATION:
        return None
    if not name:
        raise click.UsageError("This role needs --organization NAME.")
    found = queries.organization_by_name(session(), name)
    if found is None:
        raise click.ClickException(f"There is no organization named {name!r}.")
    return found


def _link(email: str) -> str:
    letters = select(Letter).where(Letter.email == normal_email(email), Letter.secret)
    letter = session().scalar(letters.order_by(Letter.id.desc()).limit(1))
    if letter is None:
        raise click.ClickException("No letter was written.")
    return absolute_link(settings(), letter.endpoint, letter.language, letter.link)


@accounts_group.command("deactivate", cls=PlainCommand)
@click.argument("email")
@with_appcontext
def deactivate(email: str) -> None:
    """Let somebody sign in no more."""
    with transaction() as database:
        account = queries.account_by_email(database, normal_email(email))
        if account is None:
            raise click.ClickException(f"There is no account of {email}.")
        actions.deactivate(database, PLATFORM, account)
    click.echo(f"{email} can sign in no more.")
