"""What operators load, and what they are told."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.accounts.rules import password_fits
from matchmaker.experts.models import Expert
from matchmaker.kernel.rights import Role
from matchmaker.needs.models import Need
from matchmaker.offers.models import Offer
from matchmaker.pairings.models import Pairing
from matchmaker.places.models import GroupMembership
from tests.cli.conftest import Run
from tests.exchange.files import lines, need, table


def count(session: Session, kind: type) -> int:
    """Return how many records there are."""
    return session.scalar(select(func.count()).select_from(kind)) or 0


def test_a_file_is_imported_once(run: Run, session: Session, tmp_path: Path) -> None:
    path = lines(tmp_path, need(), need(id="need-2"))
    result = run("import", "needs", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "2 records were added; 0 were there already." in result.output
    assert "0 records were added; 2 were there already." in run("import", "needs", path).output
    assert {one.sample for one in session.scalars(select(Need))} == {False}


def test_a_broken_file_is_told_line_by_line(run: Run, session: Session, tmp_path: Path) -> None:
    path = lines(tmp_path, need(), need(id="need-2", topics=["spaceships"]), "{")
    result = run("import", "needs", path)
    assert result.exit_code == 1
    assert 'file.jsonl:2:topics[1]: There is no such code. ("spaceships")' in result.stderr
    assert "file.jsonl:3:2: This is not JSON" in result.stderr
    assert "The file has faults: 2. Nothing of it was loaded." in result.stderr
    assert count(session, Need) == 0


def test_a_table_with_a_broken_row_is_refused(run: Run, session: Session, tmp_path: Path) -> None:
    result = run("import", "needs", table(tmp_path, need(), need(id="need-2", country="Mali")))
    assert result.exit_code == 1
    assert "file.csv:3:country: There is no such code." in result.stderr
    assert count(session, Need) == 0


def test_what_only_the_database_knows_is_told_the_same_way(
    run: Run, session: Session, tmp_path: Path
) -> None:
    result = run("import", "needs", lines(tmp_path, need(), need(id="b", country="ML")))
    assert result.exit_code == 1
    assert "file.jsonl:2:organization: There is an organization of this name" in result.stderr
    assert count(session, Need) == 0


def test_a_missing_file_or_an_unknown_kind_is_told(run: Run, tmp_path: Path) -> None:
    result = run("import", "needs", tmp_path / "nowhere.jsonl")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr
    assert run("import", "wishes", tmp_path / "nowhere.jsonl").exit_code == 2


def test_countries_come_without_the_sample(run: Run, session: Session) -> None:
    session.execute(delete(GroupMembership))
    session.commit()
    result = run("seed", "--countries")
    assert (result.exit_code, result.stderr) == (0, "")
    assert count(session, GroupMembership) > 800
    assert count(session, Need) == 0
    assert run("seed", "--countries", "--demo").exit_code == 2


def test_demonstration_accounts_are_refused_outside_a_demonstration(
    run: Run, session: Session
) -> None:
    result = run("seed", "--demo")
    assert result.exit_code == 1
    assert "MATCHMAKER_DEMO=1" in result.stderr
    assert count(session, Account) == count(session, Need) == 0


@pytest.mark.usefixtures("demo")
def test_the_demonstration_is_made_once(
    run: Run, session: Session, tmp_path: Path, client: FlaskClient
) -> None:
    first, second = run("seed", "--demo"), run("seed", "--demo")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "237 records were added." in first.output
    assert "Everything was there already." in second.output
    assert (count(session, Need), count(session, Offer), count(session, Expert)) == (71, 64, 48)
    assert count(session, Pairing) > 100

    accounts = session.scalars(select(Account)).all()
    roles = {held.role for account in accounts for held in account.memberships}
    assert roles == set(Role)
    secret = (tmp_path / "demonstration-password").read_text().strip()
    for account in accounts:
        assert account.demonstration
        assert account.email.endswith("@demo.example")
        assert account.email in second.output
        assert password_fits(account.password_hash or "", secret)
    assert f"password: {secret}" in second.output
    expert = session.scalars(select(Expert).where(Expert.account_id.is_not(None))).one()
    assert len(expert.missions) >= 5
    assert client.get("/en/").status_code == 200


def test_suggestions_are_computed_anew(run: Run) -> None:
    result = run("suggest")
    assert (result.exit_code, "up to date" in result.output) == (0, True)


def test_a_cluster_that_is_not_there_changes_nothing(run: Run) -> None:
    result = run("suggest", "--cluster", "no address")
    assert result.exit_code == 1
    assert result.output.splitlines()[-1].startswith("Error: No cluster answers at no address")
