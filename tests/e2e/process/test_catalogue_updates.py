"""A running bot that is given a newer catalogue: no restart, and nobody sees half of it."""

from __future__ import annotations

from dataclasses import replace

from data.catalogue.verdict import Claim
from data.lookup import Lookup
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.replies import answer, sees
from tests.films import UNKNOWN, UPCOMING, small_catalogue

pytestmark = ON_SQLITE

NEW = replace(UPCOMING, id="tin-parade-2026", label="Tin Parade (2026)", title="Tin Parade")


async def test_the_next_answer_comes_from_the_newer_catalogue(club: Club) -> None:
    async def told(film: str) -> str:
        return sees(answer(await club.alice.slash(club.lobby, "stinger", film=film)))

    assert "Not known yet" in await told(UNKNOWN.label)
    newer = small_catalogue().extended([NEW], {UNKNOWN.id: (Claim("example.com", mid=0, post=0),)})
    club.bot.take_catalogue(newer, Lookup.of(newer))
    assert "Free to go" in await told(UNKNOWN.label)
    assert NEW.title in await told("tin parade")
    listed = await club.alice.slash(club.lobby, "stingers", year=2026)
    assert NEW.title in sees(answer(listed))
