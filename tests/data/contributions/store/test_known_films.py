"""What counts where: films that the catalogue has by now, and what the operator promotes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.catalogue.verdict import MEMBERS, Position, Verdict
from data.contributions.rules import decisions
from data.contributions.rules.contribution import Contribution
from data.contributions.rules.decisions import approve, reject
from data.contributions.rules.kinds import AddedFilm, Content, Timed, Timestamp, ToldScene
from data.contributions.rules.witnesses import Witness
from data.contributions.store.contributions import Contributions
from data.contributions.store.known_films import KnownFilms
from data.database import Database
from data.text import HiddenText, SafeText
from tests.data.contributions.store import contributions
from tests.data.contributions.store.contributions import HERE, NOW, THERE, old
from tests.films import FILMS, NO_SCENE, TWO_SCENES, UNKNOWN, UPCOMING, known_films

ELSEWHERE = 3
SCENE = ToldScene(Position.POST, 1, "tone change", SafeText("Quiet."), HiddenText("A gull."))


def timestamp(starts: int, runtime: int = 7200) -> Timestamp:
    return Timestamp("theatrical", runtime, None, (Timed(Position.MID, starts, starts + 60),))


async def add(
    store: Contributions, server: int, film_id: str, user: int, content: Content
) -> Contribution:
    return await contributions.add(store, content, old(user), server=server, film=film_id)


async def promote(store: Contributions, *ones: Contribution) -> None:
    for one in ones:
        await store.change(one, decisions.promote(one.revision), 1, NOW)


async def test_promoted_times_of_one_server_count_in_all(
    store: Contributions, known: KnownFilms
) -> None:
    ones = [await add(store, HERE, UNKNOWN.id, user, timestamp(125)) for user in (5, 6, 7)]
    assert (await known.at(THERE)).about(UNKNOWN).timings is None
    await promote(store, *ones)
    for place in (HERE, THERE, None):
        films = await known.at(place)
        (cut,) = films.timings(UNKNOWN.id)
        assert (cut.confirmed, cut.scenes[0].starts.seconds, cut.servers) == (True, 125, 1)
        (claim,) = films.claims(UNKNOWN.id)
        assert (claim.source, claim.mid) == (MEMBERS, 1)
    taken_back = await store.get(HERE, ones[0].id)
    assert taken_back is not None
    await store.change(taken_back, decisions.demote, 1, NOW)
    films = await known.at(THERE)
    assert films.timings(UNKNOWN.id)[0].members == 2
    assert films.about(UNKNOWN).timings is None


async def test_a_promoted_report_counts_with_those_who_confirm_it(
    store: Contributions, known: KnownFilms
) -> None:
    one = await add(store, HERE, UNKNOWN.id, 5, timestamp(125))
    await promote(store, one)
    assert (await known.at(THERE)).about(UNKNOWN).timings is None
    for user in (6, 7):
        await store.confirm(one, Witness(user, established=True), NOW)
    timings = (await known.at(THERE)).about(UNKNOWN).timings
    assert timings is not None
    assert timings.members == 3
    changed = await store.get(HERE, one.id)
    assert changed is not None
    await store.change(changed, reject(changed.revision), 50, NOW)
    assert (await known.at(THERE)).timings(UNKNOWN.id) == ()


async def test_a_promoted_report_joins_a_cut_that_shares_itself_and_is_told_beside_another(
    store: Contributions, known: KnownFilms
) -> None:
    for server, user in ((HERE, 5), (HERE, 6), (THERE, 7)):
        await add(store, server, UNKNOWN.id, user, timestamp(125))
    same = await add(store, HERE, UNKNOWN.id, 8, timestamp(127))
    longer = await add(store, HERE, UNKNOWN.id, 9, timestamp(300, runtime=9000))
    await promote(store, same, longer)
    cuts = (await known.at(ELSEWHERE)).timings(UNKNOWN.id)
    assert [(cut.runtime, cut.members) for cut in cuts] == [(7200, 4), (9000, 1)]


async def test_what_is_promoted_is_not_said_twice_in_its_own_server(
    store: Contributions, known: KnownFilms
) -> None:
    one = await add(store, HERE, UNKNOWN.id, 5, SCENE)
    await promote(store, await store.change(one, approve(one.revision), 50, NOW))
    for place in (HERE, THERE):
        assert len((await known.at(place)).claims(UNKNOWN.id)) == 1


async def test_an_added_film_is_found_in_its_server_and_merged_once_the_catalogue_has_it(
    store: Contributions, known: KnownFilms
) -> None:
    comet = AddedFilm("Copper Comet", 2026, 112, imdb_id="tt9999999")
    one = await add(store, HERE, "", 5, comet)
    twin = await add(store, HERE, "", 6, AddedFilm("Copper Comet", 2026))
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
    added = await add(store, HERE, "", 5, known_by_id)
    for user in (5, 6, 7):
        await add(store, HERE, added.film_id, user, timestamp(125))
    films = await known.at(HERE)
    assert films.get(added.film_id) == NO_SCENE
    assert films.ids_of(NO_SCENE) == [NO_SCENE.id, added.film_id]
    assert films.about(NO_SCENE).judgement.verdict is Verdict.DISPUTED


async def test_a_film_without_a_link_is_the_catalogues_of_its_name_and_year(
    store: Contributions, known: KnownFilms
) -> None:
    plain = await add(store, HERE, "", 5, AddedFilm("night HARBOUR", 2024))
    linked = await add(store, HERE, "", 5, AddedFilm("Night Harbour", 2024, imdb_id="tt9111111"))
    other = await add(store, HERE, "", 5, AddedFilm("Night Harbour", 2023))
    twin = await add(store, HERE, "", 5, AddedFilm("The Twin", 1999))
    films = await known.at(HERE)
    assert films.get(plain.film_id) == TWO_SCENES
    assert films.ids_of(TWO_SCENES) == [TWO_SCENES.id, plain.film_id]
    # A link says that it is another one; of two namesakes nobody knows which it is.
    assert {film.id for film in films.added} == {linked.film_id, other.film_id, twin.film_id}


async def test_what_became_of_an_added_film_does_not_cut_its_id_off(
    store: Contributions, known: KnownFilms
) -> None:
    one = await add(store, HERE, "", 5, AddedFilm("Stille", 2023, imdb_id=NO_SCENE.imdb_id))
    await store.change(one, reject(one.revision), 50, NOW)
    films = await known.at(HERE)
    assert films.get(one.film_id) == NO_SCENE
    assert films.added == []
    assert (await known.at(THERE)).get(one.film_id) is None
    assert await known.merged([one.film_id, "x-2024.99", UNKNOWN.id]) == {one.film_id: NO_SCENE.id}


async def test_times_share_themselves_also_under_an_earlier_id(
    database: Database, store: Contributions
) -> None:
    film = await add(store, HERE, "", 5, AddedFilm("Comet", 2026, imdb_id="tt9999999"))
    for user in (5, 6):
        await add(store, HERE, film.film_id, user, timestamp(125))
    comet = replace(UNKNOWN, id="comet-2026", label="Comet (2026)", imdb_id="tt9999999")
    catalogue = Catalogue((*FILMS, comet), {}, {}, {})
    later = known_films(database, catalogue)
    assert (await later.at(ELSEWHERE)).timings(comet.id) == ()
    await add(later.contributions, THERE, comet.id, 7, timestamp(125))
    (cut,) = (await later.at(ELSEWHERE)).timings(comet.id)
    assert (cut.members, cut.servers) == (3, 2)


async def test_what_is_kept_by_id_is_found_by_the_present_one(
    store: Contributions, known: KnownFilms
) -> None:
    one = await add(store, HERE, "", 5, AddedFilm("Stille", 2023, imdb_id=NO_SCENE.imdb_id))
    films = await known.at(HERE)
    kept = {one.film_id: 1, UNKNOWN.id: 2, "gone-2020.7": 3}
    assert films.by_present_id(kept) == {NO_SCENE.id: 1, UNKNOWN.id: 2, "gone-2020.7": 3}
    assert films.by_present_id({NO_SCENE.id: 5, one.film_id: 1}) == {NO_SCENE.id: 5}


@pytest.mark.parametrize(
    ("day", "film"), [(date(2025, 12, 1), TWO_SCENES), (date(2026, 1, 2), UPCOMING)]
)
async def test_the_new_film_of_a_series_is_one_that_is_out(
    database: Database, day: date, film: Film
) -> None:
    now = datetime.combine(day, time(), tzinfo=UTC)
    films = await known_films(database, now=now).at(HERE)
    assert films.find_in("any scene in the new night harbour?")[0].film == film
