"""Work outside of requests: what is done soon, every minute and every hour, and who does it.

Every job is a function of a session, in a transaction of its own, inside the application. Add
one to `JOBS` before `init_jobs` and put it into the queue with `do_soon(name, ...)`; add what has
to be looked at from time to time, such as dates that pass, to `CHORES`.
"""

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, has_app_context
from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from sqlalchemy.orm import Session

from matchmaker.config import Settings
from matchmaker.kernel import events
from matchmaker.kernel.database import writing
from matchmaker.notices.events import LettersWritten
from matchmaker.notices.letters import post
from matchmaker.web.database import session
from matchmaker.web.requests import commit, rollback

log = logging.getLogger(__name__)
Chore = Callable[[Session], None]
SEND_LETTERS = "send_letters"


def _send_letters(database: Session) -> None:
    post.send_waiting(database, current_app.config["SETTINGS"])


JOBS: dict[str, Callable[..., None]] = {SEND_LETTERS: _send_letters}
"""What can be put into the queue, by name; each gets a session first."""
CHORES: list[Chore] = []
"""What is done every hour, each in a transaction of its own."""


def init_jobs(app: Flask) -> None:
    """Give the application its queue; letters are sent as soon as their transaction is safe."""
    settings: Settings = app.config["SETTINGS"]
    if settings.smtp_url:
        post.read_server(settings.smtp_url)
    queue = _queue(settings)
    tasks = {name: queue.task(name=name)(_inside(app, job)) for name, job in JOBS.items()}
    every_minute, every_hour = crontab(), crontab(minute="7")
    queue.periodic_task(every_minute, name="send_letters_again")(_inside(app, _send_letters))
    queue.periodic_task(every_hour, name="daily")(lambda: do_chores(app))
    app.extensions["queue"], app.extensions["tasks"] = queue, tasks
    events.listen(LettersWritten, _send_soon)


def _queue(settings: Settings) -> Huey:
    if settings.redis_url:
        return RedisHuey("matchmaker", url=settings.redis_url, results=False)
    settings.instance.mkdir(parents=True, exist_ok=True)
    path = str(settings.instance / "jobs.db")
    queue = SqliteHuey("matchmaker", filename=path, results=False)
    # A server that forks must not share this connection with its children.
    queue.storage.close()
    return queue


def _inside(app: Flask, job: Callable[..., None]) -> Callable[..., None]:
    """Return the job as it runs by itself: in the application, in its own transaction."""

    def run(*arguments: Any) -> None:
        with app.app_context(), writing():
            try:
                job(session(), *arguments)
                commit()
            except Exception:
                rollback()
                raise

    return run


def do_chores(app: Flask) -> None:
    """Do everything that is due; what fails is written to the log and keeps nobody back."""
    for chore in CHORES:
        try:
            _inside(app, chore)()
        except Exception:
            log.exception("%s failed and will be tried again in an hour", chore.__qualname__)


def do_soon(name: str, *arguments: Any) -> None:
    """Put a job into the queue, or do it at once where the application is told `JOBS_IMMEDIATE`.

    If the queue is out of reach, the next round has to find what is left to do.
    """
    try:
        current_app.extensions["queue"].immediate = current_app.config.get("JOBS_IMMEDIATE", False)
        current_app.extensions["tasks"][name](*arguments)
    except Exception:
        log.exception("the queue did not take %s", name)


def _send_letters_soon() -> None:
    if has_app_context():
        do_soon(SEND_LETTERS)


def _send_soon(database: Session, _event: LettersWritten) -> None:
    if _send_letters_soon not in database.info.get("after_commit", []):
        events.after_commit(database, _send_letters_soon)


def run_worker(app: Flask) -> None:
    """Do jobs until SIGTERM; the jobs in hand are finished first."""
    consumer = Consumer(app.extensions["queue"], workers=2, max_delay=1.0, graceful_signal="TERM")
    consumer.run()
