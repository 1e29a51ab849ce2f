"""What operators do with accounts."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account, Organization
from matchmaker.kernel.rights import Role
from tests.cli.conftest import Run


def test_people_are_listed_by_role(
    run: Run, session: Session, account: Callable[..., Account]
) -> None:
    consultant, administrator = account(Role.CONSULTANT), account(Role.ADMINISTRATOR)
    session.commit()
    everybody = run("users", "list").output
    assert f"{consultant.email}\t{consultant.name}\tactive\tconsultant" in everybody
    some = run("users", "list", "--role", "administrator").output
    assert some.strip() == f"{administrator.email}\t{administrator.name}\tactive\tadministrator"


def test_the_first_administrator_gets_a_link_that_works(run: Run, client: object) -> None:
    result = run("users", "invite", "first@example.org", "administrator")
    assert result.exit_code == 0, result.output
    link = result.output.split()[-1]
    assert link.startswith("http://localhost/en/")
    page = client.get(link)  # type: ignore[attr-defined]
    assert page.status_code == 200


def test_who_speaks_for_somebody_needs_an_organization(
    run: Run, session: Session, organization: Callable[..., Organization]
) -> None:
    office = organization("SN")
    session.commit()
    invite = ("users", "invite", "somebody@example.org", "focal_point")
    assert run(*invite).exit_code == 2
    unknown = run(*invite, "--organization", "Nobody")
    assert (unknown.exit_code, "no organization named 'Nobody'" in unknown.stderr) == (1, True)
    assert run(*invite, "--organization", office.name).exit_code == 0


def test_an_account_is_deactivated_once(
    run: Run, session: Session, account: Callable[..., Account]
) -> None:
    email = account(Role.CONSULTANT).email
    session.commit()
    assert run("users", "deactivate", email).exit_code == 0
    again = run("users", "deactivate", email)
    assert again.exit_code == 1
    assert again.stderr.startswith("Error: This step cannot be taken now")
    unknown = run("users", "deactivate", "nobody@example.org")
    assert unknown.stderr == "Error: There is no account of nobody@example.org.\n"
