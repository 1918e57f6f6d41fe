"""What members saw: counted over servers, kept in place of what they said before, scored later."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cogs.shared.cards.verdict_words import source_name
from data.catalogue.catalogue import Catalogue
from data.catalogue.verdict import Claim, Position, Verdict
from data.contributions.rules.agreement import CROWD, RIPENS, UNCONTESTED
from data.contributions.rules.contribution import Contribution, State
from data.contributions.rules.decisions import reject
from data.contributions.rules.kinds import LIVE_FORM, AddedFilm, Sighting, Timed, Timestamp
from data.contributions.rules.sightings import Answer, sighting_of
from data.contributions.rules.witnesses import DISCORD_EPOCH, Witness
from data.contributions.store.contributions import Contributions
from data.contributions.store.known_films import KnownFilms
from data.contributions.store.sightings import KEPT_APART
from data.contributions.store.submissions import MOST_OPEN, Submission, TooManyOpenError
from data.database import Database, upsert
from data.lookup import Lookup
from data.members.records import Records
from data.schema import contribution, server_setting
from data.trust.weight import TrackRecord
from tests.data.contributions.store.contributions import HERE, NOW, THERE, add, old
from tests.films import CLAIMS, FILMS, NO_SCENE, TWINS, UNKNOWN, UPCOMING, known_films

ELSEWHERE = 3


@pytest.fixture
def known(database: Database) -> KnownFilms:
    return known_films(database, now=NOW + timedelta(seconds=UNCONTESTED))


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


def telling(claims: dict[str, tuple[Claim, ...]]) -> tuple[Catalogue, Lookup]:
    newer = Catalogue(FILMS, {}, CLAIMS | claims, {})
    return newer, Lookup.of(newer)


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


async def test_what_is_said_again_takes_the_place_of_what_was_said(
    store: Contributions, known: KnownFilms
) -> None:
    first = await see(store, Answer.AFTER, 5)
    assert (await see(store, Answer.AFTER, 5)).revision == first.revision
    await see(store, Answer.NONE, 5)
    await see(store, Answer.NONE, 6)
    assert await verdict(known, HERE) is Verdict.NONE
    standing = [one for one in await store.of_film(HERE, [UNKNOWN.id]) if one.stands]
    assert len(standing) == 2
    await store.unsee(HERE, 6, [UNKNOWN.id], NOW)
    assert await verdict(known, HERE) is Verdict.UNKNOWN
    await store.unsee(HERE, 6, [UNKNOWN.id], NOW)
    assert await store.sighting_of(HERE, 6, [UNKNOWN.id]) is None


async def test_what_is_answered_after_the_film_is_newer_than_a_tap_in_the_dark(
    store: Contributions,
) -> None:
    tap = Submission(HERE, [UNKNOWN.id], old(5), Sighting())
    tapped = await store.see(tap, NOW)
    answered = await see(store, Answer.AFTER, 5, now=NOW + timedelta(minutes=9))
    assert answered.id != tapped.id
    again = await store.get(HERE, tapped.id)
    assert again is not None
    assert again.state is State.REPLACED


async def test_what_was_tapped_in_the_dark_counts_with_sightings(
    store: Contributions, known: KnownFilms
) -> None:
    timed = Timestamp("theatrical", 7200, None, (Timed(Position.POST, 300),), (Position.MID,))
    await add(store, timed, old(5))
    for user, server in ((6, THERE), (7, ELSEWHERE)):
        await see(store, Answer.AFTER, user, server)
    assert await verdict(known, None) is Verdict.UNKNOWN
    await add(store, replace(timed, method=LIVE_FORM), old(5))
    assert await verdict(known, None) is Verdict.SCENES


async def test_nothing_counts_that_was_said_before_anybody_can_have_seen_it(
    store: Contributions, known: KnownFilms
) -> None:
    known.take_catalogue(*telling({UPCOMING.id: ()}))
    early = datetime(2025, 12, 20, tzinfo=UTC)
    timed = Timestamp("theatrical", 8400, None, (Timed(Position.POST, 300),), method=LIVE_FORM)
    for user in (5, 6, 7):
        await add(store, timed, old(user), server=user % 2 + 1, film=UPCOMING.id, now=early)
    assert await verdict(known, None, UPCOMING.id) is Verdict.UNKNOWN


async def test_members_who_contradict_each_other_disagree_in_every_server(
    store: Contributions, known: KnownFilms
) -> None:
    for user, answer in enumerate((Answer.AFTER, Answer.AFTER, Answer.NONE, Answer.NONE), 5):
        await see(store, answer, user, user % 2 + 1)
    films = await known.at(ELSEWHERE)
    assert films.about(UNKNOWN).judgement.words == "Members disagree"


async def test_one_who_is_refused_stays_refused_however_often_they_say_it(
    store: Contributions, known: KnownFilms
) -> None:
    one = await see(store, Answer.BOTH, 5)
    await store.change(one, reject(one.revision), 50, NOW)
    for answer in (Answer.BOTH, Answer.AFTER):
        assert (await see(store, answer, 5)).state is State.REJECTED
    await store.unsee(HERE, 5, [UNKNOWN.id], NOW)
    await see(store, Answer.BOTH, 5)
    await see(store, Answer.BOTH, 6)
    assert await verdict(known, HERE) is Verdict.UNKNOWN


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
    (told,) = await store.bursts.claim(second)
    assert len(await store.bursts.held(told, [UNKNOWN.id])) == 30
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


async def test_other_sources_win_and_records_move(
    store: Contributions, known: KnownFilms, database: Database
) -> None:
    for user, answer in ((5, Answer.AFTER), (6, Answer.AFTER), (7, Answer.NONE)):
        await see(store, answer, user, user % 2 + 1)
    await see(store, Answer.AFTER, 8, blind=False)
    known.take_catalogue(*telling({UNKNOWN.id: (Claim("screens.example", mid=0, post=1),)}))
    films = await known.at(HERE)
    assert [claim.source for claim in films.claims(UNKNOWN.id)] == ["screens.example"]
    assert await known.score_sightings() == 3
    assert await known.score_sightings() == 0
    # Whoever said it when it could be read elsewhere has foretold nothing.
    for user in (5, 6, 7, 8):
        await see(store, Answer.NONE, user, film=TWINS[0].id)
    later = int(NOW.timestamp()) + UNCONTESTED
    voices = (await store.sightings.shared_voices([TWINS[0].id], later))[TWINS[0].id]
    weights = {voice.witness.user_id: voice.weight for voice in voices}
    right, wrong, told = TrackRecord(2, 1, 0.0), TrackRecord(2, 1, 0.5), TrackRecord(2)
    assert weights == {5: right.weight, 6: right.weight, 7: wrong.weight, 8: told.weight}
    # A page that was mistaken is corrected, and so are the records.
    known.take_catalogue(*telling({UNKNOWN.id: (Claim("screens.example", mid=0, post=0),)}))
    assert await known.score_sightings() == 3
    known.take_catalogue(*telling({}))
    assert await known.score_sightings() == 3
    async with database.reading() as connection:
        assert set(
            await connection.scalars(
                contribution.select().with_only_columns(contribution.c.squared_error)
            )
        ) == {None}


async def test_a_source_that_speaks_of_one_position_leaves_the_other_to_members(
    store: Contributions, known: KnownFilms
) -> None:
    for user in (5, 6, 7):
        await see(store, Answer.NONE, user, user % 2 + 1)
    known.take_catalogue(*telling({UNKNOWN.id: (Claim("screens.example", post=1),)}))
    judgement = (await known.at(ELSEWHERE)).about(UNKNOWN).judgement
    assert [(claim.source, claim.mid, claim.post) for claim in judgement.counting] == [
        ("screens.example", None, 1),
        ("members", 0, None),
    ]


async def test_a_film_that_two_servers_added_counts_as_one_once_the_catalogue_has_it(
    store: Contributions, known: KnownFilms
) -> None:
    for server, users in ((HERE, (5, 6)), (THERE, (7,))):
        quiet = AddedFilm("Stille Wiese", 2023, imdb_id=NO_SCENE.imdb_id)
        film = (await add(store, quiet, old(1), server=server, film="")).film_id
        for user in users:
            await see(store, Answer.AFTER, user, server, film=film)
    known.take_catalogue(*telling({NO_SCENE.id: ()}))
    assert await verdict(known, ELSEWHERE, NO_SCENE.id) is Verdict.SCENES


async def test_another_process_hears_of_it_and_a_restart_forgets_nothing(
    store: Contributions, known: KnownFilms, database: Database
) -> None:
    for user in (5, 6, 7):
        await see(store, Answer.NONE, user, user % 2 + 1)
    other = known_films(database, now=NOW + timedelta(seconds=UNCONTESTED))
    told: list[str] = []
    other.after_change.append(lambda: told.append("changed"))
    assert await verdict(other, ELSEWHERE) is Verdict.NONE
    for user in (8, 9):
        await see(store, Answer.BOTH, user, user % 2 + 1)
    other.forget(HERE)  # what the news of the other process does
    assert "changed" in told
    assert (await other.at(ELSEWHERE)).about(UNKNOWN).judgement.words == "Members disagree"


async def test_a_flood_is_refused(store: Contributions) -> None:
    for number in range(MOST_OPEN):
        await see(store, Answer.NONE, 5, film=f"film-{number}-2021")
    with pytest.raises(TooManyOpenError):
        await see(store, Answer.NONE, 5)
    await see(store, Answer.NONE, 5, now=NOW + timedelta(days=1, minutes=1))


async def test_a_member_gets_what_they_saw_and_leaves_it_without_their_name(
    store: Contributions, known: KnownFilms, database: Database
) -> None:
    for user in (5, 6, 7):
        await see(store, Answer.NONE, user, user % 2 + 1)
    records = Records(database)
    (mine,) = (await records.of_member(5))["contributions"]
    assert mine["kind"] == "sighting"
    assert mine["content"]["denied"] == ["MID", "POST"]
    assert "reporter_id" not in mine
    kept = await records.erase_member(5)
    assert kept == ["What you added or confirmed about films stays, without your name."]
    known.forget(HERE)
    assert await verdict(known, ELSEWHERE) is Verdict.NONE
    assert (await records.of_member(5))["contributions"] == []
    exported = json.dumps(await records.of_server(THERE))
    assert '"sighting"' in exported
    assert "reporter" not in exported


async def test_worth_is_counted_in_its_own_server(store: Contributions) -> None:
    for user, worth in ((5, True), (6, True), (7, False), (8, None)):
        saw = Sighting((Position.POST,), (Position.MID,), worth)
        await store.see(Submission(HERE, [UNKNOWN.id], old(user), saw), NOW)
    assert await store.sightings.worth(HERE, [UNKNOWN.id]) == (2, 3)
    assert await store.sightings.worth(THERE, [UNKNOWN.id]) == (0, 0)
