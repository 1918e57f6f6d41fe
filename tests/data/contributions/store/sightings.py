"""What members saw, said and read back in tests."""

from __future__ import annotations

from datetime import datetime

from data.catalogue.verdict import Verdict
from data.contributions.rules.contribution import Contribution
from data.contributions.rules.sightings import Answer, sighting_of
from data.contributions.rules.witnesses import Witness
from data.contributions.store.contributions import Contributions
from data.contributions.store.known_films import KnownFilms
from data.contributions.store.submissions import Submission
from tests.data.contributions.store.contributions import HERE, NOW
from tests.films import UNKNOWN

ELSEWHERE = 3


async def see(
    store: Contributions,
    answer: Answer,
    user: int,
    server: int = HERE,
    *,
    film: str = UNKNOWN.id,
    party: int | None = None,
    established: bool = True,
    blind: bool = True,
    now: datetime = NOW,
) -> Contribution:
    sighting = sighting_of(answer, blind=blind)
    assert sighting is not None
    who = Witness(user, established=established, party_id=party)
    return await store.see(Submission(server, [film], who, sighting), now)


async def verdict(known: KnownFilms, server: int | None, film: str = UNKNOWN.id) -> Verdict:
    films = await known.at(server)
    named = films.get(film)
    assert named is not None
    return films.about(named).judgement.verdict
