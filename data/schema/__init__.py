"""All tables. Whoever changes one adds a migration under ``data/migrations/versions/``.

Ids of Discord are 64-bit integers; instants are epoch seconds. A row that belongs to a server
carries its ``server_id``, because later each process owns a range of servers. A column that names
a member says what becomes of it (:func:`data.schema.columns.member`).
"""

from data.schema.columns import metadata
from data.schema.contributions import (
    contribution,
    contribution_confirmation,
    contribution_event,
    timing_tap,
)
from data.schema.film_votes import film_choice, film_suggestion, film_vote
from data.schema.members import awaited_film, member_setting, seen_film, typed_words
from data.schema.reminders import (
    outbox,
    outbox_recipient,
    party,
    party_cohost,
    party_series,
    reminder,
    screening,
)
from data.schema.servers import (
    command_sync,
    departure,
    film_embargo,
    listening_place,
    place_policy,
    server_setting,
)
from data.schema.theories import (
    theory,
    theory_backing,
    theory_ballot,
    theory_deed,
    theory_evidence,
    theory_follower,
    theory_objection,
    theory_resolution,
    theory_server,
    theory_standing,
)

__all__ = [
    "awaited_film",
    "command_sync",
    "contribution",
    "contribution_confirmation",
    "contribution_event",
    "departure",
    "film_choice",
    "film_embargo",
    "film_suggestion",
    "film_vote",
    "listening_place",
    "member_setting",
    "metadata",
    "outbox",
    "outbox_recipient",
    "party",
    "party_cohost",
    "party_series",
    "place_policy",
    "reminder",
    "screening",
    "seen_film",
    "server_setting",
    "theory",
    "theory_backing",
    "theory_ballot",
    "theory_deed",
    "theory_evidence",
    "theory_follower",
    "theory_objection",
    "theory_resolution",
    "theory_server",
    "theory_standing",
    "timing_tap",
    "typed_words",
]
