"""What members saw, shared between servers: when it counts there, and whose word does not."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from cogs.shared.cards.verdict_words import source_name
from data.catalogue.verdict import Verdict
from data.contributions.rules.agreement import CROWD, RIPENS, UNCONTESTED
from data.contributions.rules.decisions import reject
from data.contributions.rules.sightings import Answer
from data.contributions.rules.witnesses import DISCORD_EPOCH
from data.contributions.store.bursts import ALERT
from data.contributions.store.contributions import Contributions
from data.contributions.store.known_films import KnownFilms
from data.contributions.store.sightings import KEPT_APART
from data.contributions.store.submissions import MOST_OPEN, TooManyOpenError
from data.database import Database, upsert
from data.schema import server_setting
from tests.data.contributions.store.contributions import HERE, NOW, THERE
from tests.data.contributions.store.sightings import ELSEWHERE, see, verdict
from tests.films import UNKNOWN, known_films


async def test_a_brigade_of_new_accounts_is_held_moderators_hear_once_and_nothing_is_told(
    store: Contributions, known: KnownFilms
) -> None:
    heard: list[str] = []
    store.bursts.after_hold.append(lambda: heard.append("held"))
    held = []
    for user in range(100, 130):
        answer = Answer.BOTH if user % 2 else Answer.DURING  # spread, so as not to look alike
        one = await see(store, answer, user, established=False, now=NOW + timedelta(seconds=user))
        held.append(one.held)
    assert held == [False] * 10 + [True] * 20
    assert heard == ["held"] * 20
    second = int((NOW + timedelta(minutes=5)).timestamp())
    ((told, server),) = await store.bursts.claim(ALERT, second)
    report = await store.bursts.report(server, told)
    assert report is not None
    assert len(await store.bursts.held(report, [UNKNOWN.id])) == 30
    assert await verdict(known, HERE) is Verdict.UNKNOWN
    assert len(await store.waiting(HERE)) == 30


@pytest.mark.parametrize(
    ("members", "servers", "ripens"),
    [(3, 3, RIPENS), (3, 2, RIPENS), (2 * CROWD.floor + 2, 2, UNCONTESTED)],
    ids=["three servers", "two", "crowds in two"],
)
async def test_what_is_said_ripens_before_others_are_told(
    store: Contributions, database: Database, members: int, servers: int, ripens: int
) -> None:
    for user in range(members):
        await see(store, Answer.NONE, user + 5, user % servers + 1)
    for seconds, told in ((ripens - 1, Verdict.UNKNOWN), (ripens, Verdict.NONE)):
        known = known_films(database, now=NOW + timedelta(seconds=seconds))
        assert await verdict(known, ELSEWHERE + 1) is told


async def test_when_it_may_be_known_next_is_noted(store: Contributions, database: Database) -> None:
    for user in (5, 6, 7):
        await see(store, Answer.NONE, user, user % 2 + 1)
    said = int(NOW.timestamp())
    for seconds, ripens in ((0, said + RIPENS), (RIPENS, said + UNCONTESTED), (UNCONTESTED, None)):
        known = known_films(database, now=NOW + timedelta(seconds=seconds))
        await known.at(None)
        assert known.ripens_at == ripens


async def test_old_accounts_among_a_brigade_do_not_carry_it_into_other_servers(
    store: Contributions, known: KnownFilms, database: Database
) -> None:
    for user in range(100, 160):
        said = NOW + timedelta(seconds=user)
        await see(store, Answer.BOTH, user, user % 2 + 1, established=user < 112, now=said)
    assert await verdict(known, ELSEWHERE) is Verdict.UNKNOWN
    assert await verdict(known, HERE) is Verdict.SCENES  # its own members say so, and only there
    for server in (HERE, THERE):
        for one in await store.waiting(server):
            await store.change(one, reject(one.revision), 50, NOW)
    later = known_films(database, now=NOW + timedelta(seconds=160 + UNCONTESTED))
    assert await verdict(later, ELSEWHERE) is Verdict.SCENES


async def test_a_server_that_was_made_for_it_counts_for_itself(
    store: Contributions, known: KnownFilms
) -> None:
    young = int((NOW.timestamp() - DISCORD_EPOCH) * 1000) << 22
    for user, server in ((5, young), (6, young + 1), (7, HERE)):
        await see(store, Answer.NONE, user, server)
    assert await verdict(known, ELSEWHERE) is Verdict.UNKNOWN
    await see(store, Answer.NONE, 8, young)
    assert await verdict(known, young) is Verdict.NONE


async def test_a_room_full_of_members_is_no_brigade(store: Contributions) -> None:
    for user in range(100, 124):
        one = await see(store, Answer.NONE, user, established=user % 2 == 0)
        assert not one.held
    assert await store.waiting(HERE) == []


async def test_a_server_that_keeps_to_itself_counts_at_home_and_reads_what_others_share(
    store: Contributions, known: KnownFilms, database: Database
) -> None:
    async with database.transaction() as connection:
        apart = upsert(server_setting, server_id=HERE, name=KEPT_APART, value=json.dumps(False))
        await connection.execute(apart)
    for user, server in ((5, HERE), (6, HERE), (7, THERE)):
        await see(store, Answer.AFTER, user, server)
    assert await verdict(known, HERE) is Verdict.SCENES
    assert await verdict(known, THERE) is Verdict.UNKNOWN
    for user, server in ((8, THERE), (9, ELSEWHERE)):
        await see(store, Answer.AFTER, user, server)
    (claim,) = (await known.at(HERE)).claims(UNKNOWN.id)
    assert source_name(claim) == "members, 3 reports in 2 servers, tonight"


async def test_two_count_at_home_and_three_of_two_servers_everywhere(
    store: Contributions, known: KnownFilms
) -> None:
    await see(store, Answer.AFTER, 5)
    assert await verdict(known, HERE) is Verdict.UNKNOWN
    await see(store, Answer.AFTER, 6)
    assert await verdict(known, HERE) is Verdict.SCENES
    (claim,) = (await known.at(HERE)).claims(UNKNOWN.id)
    assert source_name(claim) == "2 members of this server, tonight"
    assert await verdict(known, THERE) is Verdict.UNKNOWN
    await see(store, Answer.AFTER, 7, THERE)
    for place in (HERE, THERE, ELSEWHERE, None):
        assert await verdict(known, place) is Verdict.SCENES
        (claim,) = (await known.at(place)).claims(UNKNOWN.id)
        assert (claim.mid, claim.post) == (0, "some")
        assert source_name(claim) == "members, 3 reports in 2 servers, tonight"


async def test_a_flood_is_refused(store: Contributions) -> None:
    for number in range(MOST_OPEN):
        await see(store, Answer.NONE, 5, film=f"film-{number}-2021")
    with pytest.raises(TooManyOpenError):
        await see(store, Answer.NONE, 5)
    await see(store, Answer.NONE, 5, now=NOW + timedelta(days=1, minutes=1))
