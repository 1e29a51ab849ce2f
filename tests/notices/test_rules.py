"""What is told, how its values are kept, and when a letter is tried again."""

from datetime import UTC, date, datetime, timedelta

import pytest

from matchmaker.kernel.rights import PUBLIC, Actor, Role, may
from matchmaker.kernel.words import N_
from matchmaker.notices.events import WHEN
from matchmaker.notices.lexicon import TELLING, Telling, Title, Value, Word
from matchmaker.notices.models import Notice
from matchmaker.notices.rules import (
    DELAYS,
    NoticePermission,
    delay_after,
    restored,
    stored,
    telling_of,
)


def test_delays_grow_and_end_within_three_days() -> None:
    assert [delay_after(tries) for tries in (1, 2, 3, 4, 5)] == [
        timedelta(minutes=1),
        timedelta(minutes=5),
        timedelta(minutes=30),
        timedelta(hours=2),
        timedelta(hours=6),
    ]
    assert timedelta(days=2, hours=18) < sum(DELAYS, timedelta()) <= timedelta(days=3)
    assert delay_after(len(DELAYS)) == timedelta(hours=6)
    assert delay_after(len(DELAYS) + 1) is None


def test_values_come_back_as_they_were() -> None:
    params: dict[str, Value] = {
        "title": Title("Besoin d'appui", "fr"),
        "role": Word(N_("Consultant")),
        "until": date(2026, 5, 1),
        "at": datetime(2026, 5, 1, 12, 30, tzinfo=UTC),
        "number": 3,
        "ref": "SN-2026-001",
    }
    assert restored(stored(params)) == params


@pytest.mark.parametrize("telling", TELLING.values(), ids=lambda telling: telling.key)
def test_every_telling_says_something_to_somebody(telling: Telling) -> None:
    assert telling.mail or telling.site
    assert telling.when.endswith(".")
    assert telling.text.endswith((".", "”"))
    # Whatever is not a named placeholder would break the text when it is filled in.
    assert telling.text.count("%") == telling.text.count("%(")
    assert telling.subject % dict.fromkeys(telling.placeholders, "x")


def test_a_telling_without_its_values_is_refused() -> None:
    with pytest.raises(ValueError, match=r"returned cannot be told without reason, ref"):
        telling_of("returned", {"title": "Besoin"})


def test_the_table_names_only_what_is_in_the_list() -> None:
    assert {when.kind for when in WHEN} <= TELLING.keys()


def test_notices_are_their_readers_own(whole_app: object) -> None:
    ana, notice = Actor(account_id=1), Notice(account_id=1)
    assert may(ana, NoticePermission.OWN, notice)
    assert not may(Actor(account_id=2), NoticePermission.OWN, notice)
    assert not may(PUBLIC, NoticePermission.OWN)
    assert may(Actor(1, roles=frozenset({Role.ADMINISTRATOR})), NoticePermission.READ_LETTERS)
    assert not may(Actor(1, roles=frozenset({Role.SECRETARIAT})), NoticePermission.READ_LETTERS)
