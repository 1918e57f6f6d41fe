"""What members saw: kept in place of what they said before, scored later, handed out and erased."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from data.catalogue.catalogue import Catalogue
from data.catalogue.verdict import Claim, Position, Verdict
from data.contributions.rules.agreement import UNCONTESTED
from data.contributions.rules.contribution import State
from data.contributions.rules.decisions import reject
from data.contributions.rules.kinds import LIVE_FORM, AddedFilm, Sighting, Timed, Timestamp
from data.contributions.rules.sightings import Answer
from data.contributions.store.contributions import Contributions
from data.contributions.store.known_films import KnownFilms
from data.contributions.store.submissions import Submission
from data.database import Database
from data.lookup import Lookup
from data.members.records import Records
from data.schema import contribution
from data.trust.weight import TrackRecord
from tests.data.contributions.store.contributions import HERE, NOW, THERE, add, old
from tests.data.contributions.store.sightings import ELSEWHERE, see, verdict
from tests.films import CLAIMS, FILMS, NO_SCENE, TWINS, UNKNOWN, UPCOMING, known_films


def telling(claims: dict[str, tuple[Claim, ...]]) -> tuple[Catalogue, Lookup]:
    newer = Catalogue(FILMS, {}, CLAIMS | claims, {})
    return newer, Lookup.of(newer)


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
