"""Serving: ports, what is refused, and processes that end together."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.cli.serving import free_port
from matchmaker.kernel.rights import Role
from tests.cli.conftest import Run

HOST = "127.0.0.1"


def test_a_port_in_use_is_told_or_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(click.ClickException, match=f"Port {port} is in use"):
            free_port(HOST, port, tries=1)
        assert free_port(HOST, port, tries=20) > port


def test_demonstration_accounts_are_not_served_to_the_world(
    run: Run, session: Session, account: Callable[..., Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matchmaker.cli.serving.demand_up_to_date", lambda: None)
    account(Role.CONSULTANT).demonstration = True
    session.commit()
    result = run("serve", "--port", "1")
    assert result.exit_code == 1
    assert "This database holds demonstration accounts." in result.stderr


def command_line(folder: Path, *words: str, **settings: str) -> "subprocess.Popen[str]":
    """Start the program as an operator does, with an instance of its own."""
    environment = {**os.environ, "MATCHMAKER_INSTANCE": str(folder), **settings}
    program = [sys.executable, "-m", "matchmaker.app.command", *words]
    return _started(program, environment)


def _started(program: list[str], environment: dict[str, str]) -> "subprocess.Popen[str]":
    """Start a program whose processes are a group of their own."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        program, env=environment, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    )


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"MATCHMAKER_SECRET_KEY": "short"}, "MATCHMAKER_SECRET_KEY is shorter than 32"),
        ({"DATABASE_URL": "oracle://somewhere"}, "DATABASE_URL names 'oracle'"),
        (
            {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none?connect_timeout=2"},
            "The database cannot be used",
        ),
    ],
)
def test_wrong_settings_are_told_in_one_line(
    tmp_path: Path, settings: dict[str, str], said: str
) -> None:
    out, error = (process := command_line(tmp_path, "users", "list", **settings)).communicate()
    assert process.returncode == 1
    assert said in error
    assert "Traceback" not in out + error


def test_a_database_without_tables_is_told(tmp_path: Path) -> None:
    _out, error = (process := command_line(tmp_path, "serve")).communicate()
    assert process.returncode == 1
    assert error.startswith("Error: The database is not up to date")
    assert error.endswith("Run `matchmaker database upgrade`.\n")


def test_the_site_and_its_worker_end_together(tmp_path: Path) -> None:
    with command_line(tmp_path, "database", "upgrade") as preparing:
        assert preparing.wait() == 0
    port = str(free_port(HOST, 18000 + os.getpid() % 1000, tries=100))
    with command_line(tmp_path, "serve", "--port", port, "--workers", "1") as process:
        assert process.stdout is not None
        assert f"Matchmaker is ready: http://{HOST}:{port}/" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert not _any_left(process.pid)


SLEEP = "import os, time; os.write(1, b'begun\\n'); time.sleep(60)"
FAIL = "import sys; sys.exit(7)"


def supervised(*programs: str) -> "subprocess.Popen[str]":
    """Run small programs together, as `serve` runs its two."""
    commands = [[sys.executable, "-c", program] for program in programs]
    start = (
        "import os, sys; from matchmaker.cli.supervision import supervise;"
        f"sys.exit(supervise({commands!r}, dict(os.environ)))"
    )
    return _started([sys.executable, "-c", start], dict(os.environ))


def test_ctrl_c_ends_everything_without_an_error() -> None:
    with supervised(SLEEP, SLEEP) as process:
        assert process.stdout is not None
        assert [process.stdout.readline() for _child in range(2)] == ["begun\n"] * 2
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert not _any_left(process.pid)


def test_when_one_fails_the_other_ends_and_the_code_is_passed_on() -> None:
    with supervised(SLEEP, FAIL) as process:
        assert process.wait(30) == 7
    assert not _any_left(process.pid)


def _any_left(group: int) -> bool:
    """Return whether a process of the group still runs."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
