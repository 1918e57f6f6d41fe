"""Who counts as how many, in which server, and what becomes of it there and elsewhere."""

from __future__ import annotations

from data.catalogue.verdict import MEMBERS, Position, Verdict
from data.contributions.rules.kinds import Timestamp
from data.contributions.store.contributions import Contributions
from data.contributions.store.known_films import KnownFilms
from tests.data.contributions.store.contributions import HERE, NOW, THERE, add, old, timestamp
from tests.films import UNKNOWN


async def test_times_count_in_their_server_and_share_themselves_from_two(
    store: Contributions, known: KnownFilms
) -> None:
    for user, seconds in ((5, 123), (6, 127)):
        await add(store, timestamp(seconds), old(user))
    assert (await known.at(HERE)).about(UNKNOWN).timings is None
    await add(store, timestamp(125), old(7), server=THERE)
    for place in (HERE, THERE, None, 99):
        timings = (await known.at(place)).about(UNKNOWN).timings
        assert timings is not None
        assert (timings.scenes[0].starts.seconds, timings.servers) == (125, 2)
    # The times alone: nobody's claim leaves its server.
    assert (await known.at(99)).claims(UNKNOWN.id) == ()


async def test_three_reports_of_one_server_stay_there_and_become_a_claim(
    store: Contributions, known: KnownFilms
) -> None:
    for user in (5, 6, 7):
        await add(store, timestamp(125), old(user))
    (claim,) = (await known.at(HERE)).claims(UNKNOWN.id)
    assert (claim.source, claim.mid, claim.post, claim.as_of) == (MEMBERS, 1, None, "2026-03-01")
    assert (await known.at(HERE)).about(UNKNOWN).judgement.verdict is Verdict.SCENES
    assert (await known.at(THERE)).about(UNKNOWN).judgement.verdict is Verdict.UNKNOWN
    assert (await known.at(THERE)).about(UNKNOWN).timings is None


async def test_a_party_is_one_witness(store: Contributions, known: KnownFilms) -> None:
    for user in (5, 6, 7):
        await add(store, timestamp(125), old(user, party_id=31))
    await add(store, timestamp(125), old(8))
    assert (await known.at(HERE)).claims(UNKNOWN.id) == ()


async def test_a_confirmation_counts_like_a_report(store: Contributions, known: KnownFilms) -> None:
    one = await add(store, timestamp(125), old(5))
    for user in (6, 7, 7):
        await store.confirm(one, old(user), NOW)
    assert len((await known.at(HERE)).claims(UNKNOWN.id)) == 1
    await store.take_back(one, 7)
    assert (await known.at(HERE)).claims(UNKNOWN.id) == ()


async def test_a_lone_denial_never_erases_a_confirmed_scene(
    store: Contributions, known: KnownFilms
) -> None:
    for user in (5, 6, 7):
        await add(store, timestamp(125), old(user))
    none = Timestamp("theatrical", 7200, 6600, denied=tuple(Position))
    await add(store, none, old(8))
    assert (await known.at(HERE)).about(UNKNOWN).judgement.verdict is Verdict.SCENES
    for user in (9, 10):
        await add(store, none, old(user))
    assert (await known.at(HERE)).about(UNKNOWN).judgement.verdict is Verdict.DISPUTED
