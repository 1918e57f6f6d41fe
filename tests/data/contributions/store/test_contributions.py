"""Contributions on both databases: who counts, what is held, what others see, and what goes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import insert, update

from data.catalogue.film import Film
from data.catalogue.verdict import MEMBERS, Position, Verdict
from data.contributions.rules.contribution import Contribution, State
from data.contributions.rules.decisions import (
    StaleRevisionError,
    approve,
    demote,
    edit,
    promote,
    reject,
    revert,
)
from data.contributions.rules.kinds import AddedFilm, Content, Timed, Timestamp, ToldScene
from data.contributions.rules.witnesses import Witness
from data.contributions.store.contributions import Contributions
from data.contributions.store.known_films import KnownFilms
from data.contributions.store.submissions import MOST_OPEN, Submission, TooManyOpenError
from data.database import Database
from data.members.records import Records
from data.schema import contribution, party, reminder, screening
from data.text import HiddenText, SafeText
from tests.films import NO_SCENE, TWO_SCENES, UNKNOWN, UPCOMING, known_films

NOW = datetime(2026, 3, 1, 20, tzinfo=UTC)
HERE, THERE = 1, 2


@pytest.fixture
def known(database: Database) -> KnownFilms:
    return known_films(database)


@pytest.fixture
def store(known: KnownFilms) -> Contributions:
    return known.contributions


def old(user_id: int, party_id: int | None = None) -> Witness:
    return Witness(user_id, established=True, party_id=party_id)


def timestamp(starts: int, *, runtime: int = 7200, version: str = "theatrical") -> Timestamp:
    return Timestamp(version, runtime, runtime - 600, (Timed(Position.MID, starts, starts + 60),))


def scene(words: str = "The gull returns.") -> ToldScene:
    return ToldScene(
        Position.POST, 1, "tone change", SafeText("A quiet ending."), HiddenText(words)
    )


async def add(
    store: Contributions,
    content: Content,
    reporter: Witness,
    *,
    server: int = HERE,
    film: str = UNKNOWN.id,
    now: datetime = NOW,
) -> Contribution:
    return await store.add(Submission(server, [film] if film else [], reporter, content), now)


async def test_it_is_kept_as_it_was_added(store: Contributions) -> None:
    for content in (timestamp(125), scene()):
        one = await add(store, content, old(5))
        again = await store.get(HERE, one.id)
        assert again == one
        assert again.content == content
        assert await store.get(THERE, one.id) is None


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


async def test_new_accounts_count_nowhere_and_their_burst_is_held(
    store: Contributions, known: KnownFilms
) -> None:
    held = []
    for user in range(5, 9):
        one = await add(store, timestamp(120 + user), Witness(user, established=False))
        held.append(one.held)
    assert held == [False, False, True, True]
    assert all(one.held for one in await store.waiting(HERE))
    assert (await known.at(HERE)).timings(UNKNOWN.id) == ()
    later = NOW + timedelta(minutes=11)
    calm = await add(store, timestamp(125), Witness(9, established=False), now=later)
    assert not calm.held


async def test_only_what_says_the_same_is_a_burst(store: Contributions) -> None:
    said: list[Content] = [timestamp(100), timestamp(100), timestamp(300), scene(), scene()]
    for user, content in enumerate(said, 5):
        assert not (await add(store, content, Witness(user, established=False))).held
    assert (await add(store, timestamp(104), Witness(20, established=False))).held
    waiting = await store.waiting(HERE)
    assert [one.id for one in waiting if one.held] == [1, 2, 6]


async def test_one_member_alone_is_no_burst(store: Contributions) -> None:
    for _ in range(4):
        assert not (await add(store, scene(), Witness(5, established=False))).held


async def test_moderators_are_to_be_told_of_each_burst_once(store: Contributions) -> None:
    second = int(NOW.timestamp())
    for user in range(5, 9):
        await add(store, timestamp(125), Witness(user, established=False))
    for user in range(9, 12):
        comet = AddedFilm("Copper Comet", 2026)
        await add(store, comet, Witness(user, established=False), film="")
    assert await store.bursts.next_due() == second
    assert await store.bursts.claim(second - 1) == []
    times, film = await store.bursts.claim(second)
    assert (times.kind, len(await store.bursts.held(times, [UNKNOWN.id]))) == ("timestamp", 4)
    assert (film.kind, len(await store.bursts.held(film, [film.film_id]))) == ("film", 3)
    assert await store.bursts.claim(second) == []
    await store.bursts.put_back(times, second + 60)
    assert await store.bursts.next_due() == second + 60
    (again,) = await store.bursts.claim(second + 60)
    assert again.id == times.id
    for one in await store.waiting(HERE):
        await store.change(one, reject(one.revision), 50, NOW)
    assert len(await store.bursts.held(times, [UNKNOWN.id])) == 0


async def test_a_row_that_cannot_be_read_keeps_no_burst_from_being_told(
    store: Contributions, database: Database
) -> None:
    second = int(NOW.timestamp())
    for film in (UNKNOWN.id, TWO_SCENES.id):
        for user in range(5, 9):
            await add(store, timestamp(125), Witness(user, established=False), film=film)
    broken = update(contribution).where(contribution.c.film_id == UNKNOWN.id)
    async with database.transaction() as connection:
        await connection.execute(broken.values(content="{}"))
    (told,) = await store.bursts.claim(second)
    assert told.film_id == TWO_SCENES.id
    assert await store.bursts.next_due() is None


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


async def test_a_newer_timestamp_of_a_member_replaces_the_older(store: Contributions) -> None:
    first = await add(store, timestamp(125), old(5))
    other_cut = await add(store, timestamp(140, version="extended"), old(5))
    await add(store, timestamp(130), old(5))
    states = {one.id: one.state for one in await store.of_film(HERE, [UNKNOWN.id])}
    assert states[first.id] is State.REPLACED
    assert states[other_cut.id] is State.OPEN


async def test_a_scene_waits_is_approved_reverted_and_promoted(
    store: Contributions, known: KnownFilms
) -> None:
    one = await add(store, scene(), old(5))
    assert [waiting.id for waiting in await store.waiting(HERE)] == [one.id]
    assert (await known.at(HERE)).scenes(UNKNOWN.id) == ()
    approved = await store.change(one, approve(one.revision), 50, NOW)
    assert [s.hidden for s in (await known.at(HERE)).scenes(UNKNOWN.id)] == [scene().hidden]
    assert (await known.at(THERE)).scenes(UNKNOWN.id) == ()
    promoted = await store.change(approved, promote(approved.revision), 1, NOW)
    assert len((await known.at(THERE)).scenes(UNKNOWN.id)) == 1
    withdrawn = await store.change(promoted, demote, 1, NOW)
    assert (await known.at(THERE)).scenes(UNKNOWN.id) == ()
    edited = await store.change(withdrawn, edit(scene("Another."), by_curator=True), 50, NOW)
    reverted = await store.change(edited, revert(edited.revision), 50, NOW)
    assert reverted.content == scene()
    again = await store.change(reverted, revert(reverted.revision), 50, NOW)
    assert again.content == scene("Another.")
    steps = [event.action for event in await store.history(again)]
    assert steps == ["added", "approved", "promoted", "demoted", "edited", "reverted", "reverted"]


async def test_new_times_lose_their_confirmations_and_a_decision_does_not(
    store: Contributions,
) -> None:
    one = await add(store, timestamp(125), old(5))
    await store.confirm(one, old(6), NOW)
    approved = await store.change(one, approve(one.revision), 50, NOW)
    reverted = await store.change(approved, revert(approved.revision), 50, NOW)
    assert (len(reverted.confirmed_by), reverted.state) == (1, State.OPEN)
    edited = await store.change(reverted, edit(timestamp(200), by_curator=True), 5, NOW)
    assert edited.confirmed_by == ()
    assert await store.get(HERE, one.id) == edited


async def test_reverting_what_was_only_added_rejects_it(
    store: Contributions, known: KnownFilms
) -> None:
    one = await add(store, AddedFilm("Copper Comet", 2026), old(5), film="")
    assert len((await known.at(HERE)).added) == 1
    await store.change(one, revert(one.revision), 50, NOW)
    assert (await known.at(HERE)).added == []


async def test_an_added_film_is_found_in_its_server_and_merged_once_the_catalogue_has_it(
    store: Contributions, known: KnownFilms
) -> None:
    comet = AddedFilm("Copper Comet", 2026, 112, imdb_id="tt9999999")
    one = await add(store, comet, old(5), film="")
    twin = await add(store, AddedFilm("Copper Comet", 2026), old(6), film="")
    films = await known.at(HERE)
    film = films.get(one.film_id)
    assert film is not None
    assert (film.label, film.runtime) == ("Copper Comet (2026, added)", 112)
    assert len({film.label for film in films.added}) == 2
    assert films.by_imdb("tt9999999") == film
    assert films.get(twin.film_id) is not None
    assert films.search("copper comet")[0].film.title == "Copper Comet"
    assert films.complete("copp")[0].film.title == "Copper Comet"
    assert films.find_in("does copper comet have a scene?")[0].film.title == "Copper Comet"
    assert films.search("night harbour 2024")[0].film.title == "Night Harbour"
    assert (await known.at(THERE)).get(one.film_id) is None

    known_by_id = AddedFilm("Stille Wiese", 2023, imdb_id=NO_SCENE.imdb_id)
    added = await add(store, known_by_id, old(5), film="")
    for user in (5, 6, 7):
        await add(store, timestamp(125), old(user), film=added.film_id)
    films = await known.at(HERE)
    assert films.get(added.film_id) == NO_SCENE
    assert films.ids_of(NO_SCENE) == [NO_SCENE.id, added.film_id]
    assert films.about(NO_SCENE).judgement.verdict is Verdict.DISPUTED


async def test_the_party_of_a_film_is_the_one_attended(
    database: Database, store: Contributions
) -> None:
    async with database.transaction() as connection:
        show = (
            insert(screening)
            .values(
                server_id=HERE,
                state="draft",
                film_id=UNKNOWN.id,
                film_label="x",
                preshow=0,
                held=0,
                created_at=1,
            )
            .returning(screening.c.id)
        )
        number = (await connection.execute(show)).scalar_one()
        await connection.execute(
            insert(party).values(screening_id=number, server_id=HERE, channel_id=3, venue="cinema")
        )
        for user, answer in ((5, "going"), (6, "no")):
            await connection.execute(
                insert(reminder).values(
                    screening_id=number,
                    user_id=user,
                    server_id=HERE,
                    state="live",
                    answer=answer,
                    place="here",
                    ping="normal",
                    lead=0,
                    details=False,
                    created_at=1,
                )
            )
    assert await store.party_of(HERE, 5, [UNKNOWN.id]) == number
    assert await store.party_of(HERE, 6, [UNKNOWN.id]) is None
    assert await store.party_of(HERE, 5, [NO_SCENE.id]) is None


async def test_a_flood_is_refused(store: Contributions) -> None:
    for number in range(MOST_OPEN):
        await add(store, AddedFilm(f"Film {number}", 2026), old(5), film="")
    with pytest.raises(TooManyOpenError):
        await add(store, scene(), old(5))
    await add(store, scene(), old(6))


async def test_timestamps_wait_for_nobody_and_count_for_a_day(store: Contributions) -> None:
    for number in range(MOST_OPEN):
        await add(store, timestamp(125), old(5), film=f"film-{number}")
    with pytest.raises(TooManyOpenError):
        await add(store, timestamp(125), old(5))
    await add(store, timestamp(125), old(5), now=NOW + timedelta(days=1))


async def test_a_member_and_a_server_are_forgotten(
    database: Database, store: Contributions
) -> None:
    records = Records(database)
    one = await add(store, timestamp(125), old(5))
    other = await add(store, timestamp(125), old(6))
    await store.confirm(other, old(5), NOW)
    exported = await records.of_member(5)
    assert [row["id"] for row in exported["contributions"]] == [one.id]
    assert exported["contributions"][0]["content"]["runtime"] == 7_200
    assert len(exported["confirmations"]) == 1
    assert await records.erase_member(5) == [
        "What you added or confirmed about films stays, without your name."
    ]
    assert not any((await records.of_member(5)).values())
    kept = await store.get(HERE, one.id)
    assert kept is not None
    assert kept.reporter.user_id < 0
    assert await records.erase_member(5) == []

    assert len((await records.of_server(HERE))["contributions"]) == 2
    await records.erase_server(HERE)
    assert not any((await records.of_server(HERE)).values())


@pytest.mark.parametrize(
    ("day", "film"), [(date(2025, 12, 1), TWO_SCENES), (date(2026, 1, 2), UPCOMING)]
)
async def test_the_new_film_of_a_series_is_one_that_is_out(
    database: Database, day: date, film: Film
) -> None:
    now = datetime.combine(day, time(), tzinfo=UTC)
    films = await known_films(database, now=now).at(HERE)
    assert films.find_in("any scene in the new night harbour?")[0].film == film


async def test_a_decision_counts_for_what_its_reader_saw(
    store: Contributions, known: KnownFilms
) -> None:
    read = await add(store, scene(), old(5))
    edited = await store.change(read, edit(scene("Another."), by_curator=False), 5, NOW)
    for decision in (approve, reject, revert, promote):
        with pytest.raises(StaleRevisionError):
            await store.change(read, decision(read.revision), 50, NOW)
    with pytest.raises(StaleRevisionError):
        await store.confirm(read, old(6), NOW)
    assert await store.get(HERE, read.id) == edited
    assert (await known.at(HERE)).scenes(UNKNOWN.id) == ()
    # Whoever holds an old copy and read the newest decides on that.
    approved = await store.change(read, approve(edited.revision), 50, NOW)
    assert approved == await store.get(HERE, read.id)
    assert approved.approved_content == scene("Another.")


async def test_newer_times_of_an_approved_timestamp_wait_and_nobody_vouches_for_both(
    store: Contributions, known: KnownFilms
) -> None:
    one = await add(store, timestamp(125), old(5))
    approved = await store.change(one, approve(one.revision), 50, NOW)
    assert await store.waiting(HERE) == []
    edited = await store.change(approved, edit(timestamp(300), by_curator=False), 5, NOW)
    await store.confirm(edited, old(6), NOW)
    assert [waiting.id for waiting in await store.waiting(HERE)] == [one.id]
    (cut,) = (await known.at(HERE)).timings(UNKNOWN.id)
    assert (cut.scenes[0].starts.seconds, cut.members) == (125, 1)
    later = timestamp(130)
    await add(store, later, old(5))
    (cut,) = (await known.at(HERE)).timings(UNKNOWN.id)
    assert (cut.scenes[0].starts.seconds, cut.members) == (130, 1)
