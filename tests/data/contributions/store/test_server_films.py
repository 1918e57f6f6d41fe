"""The catalogue with what members added: found by name, apart by label, alone where it must be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalogue.facts import listed_facts
from data.catalogue.verdict import Position
from data.contributions.rules.additions import additions, shared_additions
from data.contributions.rules.contribution import Contribution, State
from data.contributions.rules.kinds import AddedFilm, ToldScene
from data.contributions.rules.witnesses import Witness
from data.contributions.store.server_films import Layer, ServerFilms
from data.lookup import CONFIDENT, Lookup
from data.text import HiddenText, SafeText
from tests.films import FILMS, TWO_SCENES, UPCOMING, small_catalogue

CATALOGUE = small_catalogue()
LOOKUP = Lookup(CATALOGUE.films, CATALOGUE.aliases)
TITLES = ("Night Harbour", "night harbour", "The Twin", "Copper Comet", "Comet", "Ø", "映画")


def added(number: int, film: AddedFilm, shared: AddedFilm | None = None) -> Contribution:
    return Contribution(
        id=number,
        server_id=1,
        film_id=f"x-{film.year}.{number}",
        content=film,
        state=State.OPEN,
        held=False,
        reporter=Witness(5, established=True),
        confirmed_by=(),
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        promoted_content=shared,
    )


def films_with(own: list[AddedFilm], shared: list[AddedFilm] | None = None) -> ServerFilms:
    mine = [added(number, film) for number, film in enumerate(own, 1)]
    promoted = [added(number, film, film) for number, film in enumerate(shared or [], 100)]
    layers = (additions(CATALOGUE, mine), shared_additions(CATALOGUE, promoted, [], {}))
    return ServerFilms(CATALOGUE, LOOKUP, [Layer.of(layer) for layer in layers])


FILM = st.builds(AddedFilm, st.sampled_from(TITLES), st.sampled_from((1999, 2024, 2026)))


@settings(max_examples=40)
@given(
    st.lists(FILM, max_size=6),
    st.lists(FILM, max_size=4),
    st.sampled_from((*TITLES, "", "night", "twin 1999", "com")),
)
def test_labels_are_unique_in_every_list(
    own: list[AddedFilm], shared: list[AddedFilm], typed: str
) -> None:
    films = films_with(own, shared)
    for found in (films.complete(typed), films.search(typed), films.find_in(typed)):
        labels = [match.film.label.casefold() for match in found]
        assert len(set(labels)) == len(labels)
    for film in (*FILMS, *films.added):
        assert films.get(film.id) == film


def test_without_additions_it_is_the_catalogue() -> None:
    films = films_with([])
    assert films.search("nigth harbor") == LOOKUP.search("nigth harbor")
    assert films.complete("ni") == LOOKUP.complete("ni")
    assert films.about(TWO_SCENES).scenes == CATALOGUE.scenes(TWO_SCENES.id)


@pytest.mark.parametrize(
    ("today", "recent"),
    [
        (date(2026, 1, 1), False),
        (date(2026, 1, 2), True),
        (date(2026, 2, 16), True),
        (date(2026, 2, 17), False),
    ],
)
def test_before_anything_is_typed_films_of_the_last_weeks_come_first(
    today: date, recent: bool
) -> None:
    now = datetime.combine(today, time(23, 59), UTC)
    films = ServerFilms(CATALOGUE, LOOKUP, [], lambda: now)
    for nothing in ("", " ", "\u202e"):
        offered = [match.film for match in films.complete(nothing)]
        assert offered[0] == (UPCOMING if recent else TWO_SCENES)
        assert sorted(film.id for film in offered) == sorted(film.id for film in FILMS)
        assert len(films.complete(nothing, 2)) == 2
    assert films.complete("n") == LOOKUP.complete("n")


def test_an_added_film_is_sure_by_its_own_name_only() -> None:
    films = films_with([AddedFilm("Copper Comet", 2026)])
    for typed in ("coper comet", "copper comet 2026", "Copper Comet (2026)", "coper comet 2026"):
        best = films.search(typed)[0]
        assert (best.film.title, best.confidence >= CONFIDENT) == ("Copper Comet", True)
    best = films.find_in("does copper comet have a scene?")[0]
    assert (best.film.title, best.confidence >= CONFIDENT) == ("Copper Comet", True)
    for typed in ("copper", "comet of gold", "quiet meadow", "the copper harbour"):
        for match in films.search(typed):
            assert match.film.title != "Copper Comet" or match.confidence < CONFIDENT


def test_a_rejected_or_held_film_is_not_there() -> None:
    one = added(1, AddedFilm("Copper Comet", 2026))
    for gone in (State.REJECTED, State.REPLACED):
        assert additions(CATALOGUE, [replace(one, state=gone)]).films == ()
    assert additions(CATALOGUE, [replace(one, held=True)]).films == ()


def told_by_a_member() -> Contribution:
    """A scene of a film of the lists, told anew and approved."""
    told = ToldScene(
        *(Position.MID, 1, "easter egg", SafeText("Look left."), HiddenText("A gull.")),
        (),
        "I saw it",
    )
    own = replace(added(1, AddedFilm("x", 2024)), film_id=TWO_SCENES.id, content=told)
    return replace(own, state=State.APPROVED, approved_content=told)


def test_what_makers_said_of_a_scene_stands_whoever_tells_it() -> None:
    listed = CATALOGUE.scenes(TWO_SCENES.id)
    layer = Layer.of(additions(CATALOGUE, [told_by_a_member()]))
    scenes = ServerFilms(CATALOGUE, LOOKUP, [layer]).about(TWO_SCENES).scenes
    assert [scene.hint for scene in scenes] == ["Look left.", listed[1].hint]
    assert scenes[0].confirmations == listed[0].confirmations != ()


def test_only_a_film_of_which_members_say_something_is_put_together_anew() -> None:
    listed = listed_facts(CATALOGUE)
    layer = Layer.of(additions(CATALOGUE, [told_by_a_member()]))
    films = ServerFilms(CATALOGUE, LOOKUP, [layer], listed=listed)
    assert films.about(UPCOMING) is listed(UPCOMING.id)
    assert films.about(TWO_SCENES) is not listed(TWO_SCENES.id)
    assert ServerFilms(CATALOGUE, LOOKUP, [], listed=listed).about(TWO_SCENES).scenes == (
        CATALOGUE.scenes(TWO_SCENES.id)
    )
