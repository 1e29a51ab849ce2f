"""Questions asked across all kinds of records, by words or by what they mean."""

from matchmaker.portal.queries.records import (
    ACTIVITIES,
    COUNTRIES,
    EXPERTS,
    FIRST,
    MOST_OWN,
    NEEDS,
    OFFERS,
    Found,
    Group,
    figures,
    newest_needs,
    profile_of,
    records_of_country,
    unfinished,
)
from matchmaker.portal.queries.search import (
    Related,
    Results,
    Wanted,
    in_other_words,
    search,
)

__all__ = [
    "ACTIVITIES",
    "COUNTRIES",
    "EXPERTS",
    "FIRST",
    "MOST_OWN",
    "NEEDS",
    "OFFERS",
    "Found",
    "Group",
    "Related",
    "Results",
    "Wanted",
    "figures",
    "in_other_words",
    "newest_needs",
    "profile_of",
    "records_of_country",
    "search",
    "unfinished",
]
