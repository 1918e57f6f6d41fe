"""The first command after a start is as quick as the next: what is read once is read by then."""

from __future__ import annotations

from cogs.reminders.rules.showtimes.grammar.sentence import _rulebook
from cogs.reminders.rules.showtimes.lexicon import _entries
from data.time_zones.names import zone_names
from data.time_zones.places import all_places
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.reminders.evenings import ask

pytestmark = ON_SQLITE

READ_ONCE = (all_places, zone_names, _rulebook, _entries)


async def test_what_is_read_once_is_read_before_the_bot_is_ready(club: Club) -> None:
    for read in READ_ONCE:
        read.cache_clear()
    await club.restart()
    before = [read.cache_info().misses for read in READ_ONCE]
    assert before == [1] * len(READ_ONCE)
    await club.alice.autocomplete(club.lobby, "me timezone", "zone", "lon")
    await club.alice.slash(club.lobby, "me timezone", zone="Lisbon")
    await ask(club, showtime="tomorrow 8pm")
    assert [read.cache_info().misses for read in READ_ONCE] == before
