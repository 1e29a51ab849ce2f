"""What the platform says to people: the closed list of everything it tells."""

from collections.abc import Mapping

from matchmaker.notices.lexicon.of_accounts import OF_ACCOUNTS
from matchmaker.notices.lexicon.of_activities import OF_ACTIVITIES
from matchmaker.notices.lexicon.of_pairings import OF_PAIRINGS
from matchmaker.notices.lexicon.of_records import OF_RECORDS
from matchmaker.notices.lexicon.parts import Addressee, Telling, Title, Value, Word

__all__ = ["TELLING", "Addressee", "Telling", "Title", "Value", "Word"]

TELLING: Mapping[str, Telling] = {
    telling.key: telling for telling in (*OF_ACCOUNTS, *OF_RECORDS, *OF_PAIRINGS, *OF_ACTIVITIES)
}
"""Everything that people are told, by its key."""
