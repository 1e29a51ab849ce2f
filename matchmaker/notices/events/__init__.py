"""When this happens, tell these people this: the one table of what notices listen to.

One line says who is told what when an event is announced:

    When(NeedPublished, owners_of_need, "need_published", about_need),

- the **event** of a lower feature, announced with `kernel.events.announce`;
- its **audience**: a function of session and event that returns accounts, or an `Addressee`
  for somebody without one. Accounts that are not confirmed or are deactivated are passed over,
  and nobody is told the same thing twice, so an audience may be generous;
- the **kind**: a key of `lexicon.TELLING`, which holds the texts and says whether they go by
  mail, appear on the site, or both. A new kind is a new entry there;
- **about**: a function of session and event that returns an `About`: the page that the link
  leads to, and a value for every placeholder of the texts. One such function per kind of record
  serves many lines. Values are kept as they are now: wrap a record's title in `Title` and a
  word to be translated in `Word`; give dates as dates. `ref` is known from the link.

A line that is wrong (an unknown kind, a placeholder without a value) raises when the event is
announced, so that the feature's own tests find it. For something told at most once, such as
today's reminder, give `About` a `dedupe` key.
"""

from typing import Any

from matchmaker.notices.events.audiences import people_of, secretariat
from matchmaker.notices.events.of_accounts import WHEN_ACCOUNTS
from matchmaker.notices.events.of_activities import WHEN_ACTIVITIES
from matchmaker.notices.events.of_pairings import WHEN_PAIRINGS
from matchmaker.notices.events.of_records import WHEN_RECORDS
from matchmaker.notices.events.parts import About, Audience, LettersWritten, When

__all__ = ["WHEN", "About", "Audience", "LettersWritten", "When", "people_of", "secretariat"]

WHEN: tuple[When[Any], ...] = (
    *WHEN_ACCOUNTS,
    *WHEN_RECORDS,
    *WHEN_PAIRINGS,
    *WHEN_ACTIVITIES,
)
"""Everything that people are told, and when."""
