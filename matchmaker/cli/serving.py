"""Commands that keep the platform running."""

import os
import socket
import sys
from threading import Thread

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import exists, select

from matchmaker.accounts.models import Account
from matchmaker.cli.machinery import PlainCommand, machinery, settings
from matchmaker.cli.migrations import demand_up_to_date
from matchmaker.cli.supervision import announce_when_ready, supervise
from matchmaker.web.database import db, session

DEFAULT_PORT = 8000


@click.command("jobs", cls=PlainCommand)
@with_appcontext
def jobs() -> None:
    """Do the jobs of the queue until told to end: letters, reminders, what falls due."""
    demand_up_to_date()
    machinery().work(current_app)


@click.command("expire", cls=PlainCommand)
@with_appcontext
def expire() -> None:
    """Do now what is done every hour: remind, let lapse what nobody answered, tidy up."""
    machinery().do_chores(current_app)
    click.echo("Everything that was due is done.")


@click.command("serve", cls=PlainCommand)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option("--next-port", is_flag=True, help="Take the next free port if this one is in use.")
@click.option("--browser", is_flag=True, help="Open a browser where there is one.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1))
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1))
@with_appcontext
def serve(host: str, port: int, next_port: bool, browser: bool, workers: int, threads: int) -> None:
    """Serve the site and do its jobs, until Ctrl-C or SIGTERM."""
    demand_up_to_date()
    _demand_no_demonstration()
    port = free_port(host, port, tries=50 if next_port else 1)
    site = [
        *(sys.executable, "-m", "gunicorn", "--bind", f"{_bracketed(host)}:{port}"),
        *("--workers", str(workers), "--threads", str(threads), "--log-level", "warning"),
        *("--no-control-socket", "--graceful-timeout", "20", machinery().factory),
    ]
    worker = [sys.executable, "-m", machinery().program, "jobs"]
    here = f"http://{_bracketed(host)}:{port}"
    environment = {**os.environ}
    environment.setdefault("MATCHMAKER_PUBLIC_URL", here)
    # an open transaction or connection would outlive its use by days
    session().close()
    db.engine.dispose()
    ready = Thread(target=announce_when_ready, args=(host, port, here, browser), daemon=True)
    ready.start()
    sys.exit(supervise([site, worker], environment))


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _demand_no_demonstration() -> None:
    """Refuse to serve demonstration accounts, whose password was printed, to the world."""
    held = select(exists().where(Account.demonstration, Account.deactivated_at.is_(None)))
    if not settings().demo and session().scalar(held):
        raise click.ClickException(
            "This database holds demonstration accounts. Serve it with MATCHMAKER_DEMO=1, "
            "deactivate them, or use another MATCHMAKER_INSTANCE or DATABASE_URL."
        )


def free_port(host: str, port: int, *, tries: int) -> int:
    """Return the first port from this one on that nobody listens on."""
    for candidate in range(port, min(port + tries, 65536)):
        if _is_free(host, candidate):
            return candidate
    raise click.ClickException(
        f"Port {port} is in use. Choose another with --port, or add --next-port."
    )


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
