"""Serving: ports, what is refused, and processes that end together."""

import os
import signal
import socket
import subprocess
import sys
import time
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
    pipe = subprocess.PIPE
    return subprocess.Popen(program, env=environment, stdout=pipe, stderr=pipe, text=True)


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


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_site_and_its_worker_end_together(tmp_path: Path, number: signal.Signals) -> None:
    with command_line(tmp_path, "database", "upgrade") as preparing:
        assert preparing.wait() == 0
    port = str(free_port(HOST, 18000 + os.getpid() % 1000, tries=100))
    with command_line(tmp_path, "serve", "--port", port) as process:
        assert process.stdout is not None
        assert f"Matchmaker is ready: http://{HOST}:{port}/" in process.stdout.readline()
        children = _children(process.pid)
        assert len(children) == 2
        process.send_signal(number)
        assert process.wait(30) == 0
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < deadline


def _children(parent: int) -> list[str]:
    return Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
