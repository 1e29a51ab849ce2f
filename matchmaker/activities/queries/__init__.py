"""Questions asked of activities, and which of them answered a need like this one."""

from matchmaker.activities.queries.precedents import (
    SHARED,
    Precedent,
    engine_of_activities,
    precedents,
)
from matchmaker.activities.queries.records import (
    ActivityFilter,
    activities_by_day,
    activities_for_need,
    activities_of_country,
    activity_by_ref,
    activity_by_slug,
    activity_of_pairing,
    day_that_counts,
    marks_among,
    marks_of,
    overdue,
    own_activities,
    party_standings,
    search_activities,
    tell_experience,
    visible_activities,
)

__all__ = [
    "SHARED",
    "ActivityFilter",
    "Precedent",
    "activities_by_day",
    "activities_for_need",
    "activities_of_country",
    "activity_by_ref",
    "activity_by_slug",
    "activity_of_pairing",
    "day_that_counts",
    "engine_of_activities",
    "marks_among",
    "marks_of",
    "overdue",
    "own_activities",
    "party_standings",
    "precedents",
    "search_activities",
    "tell_experience",
    "visible_activities",
]
