"""Where a member stands in a franchise, and that no unseen film's words have a part in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.horizon import FILMS, NOTHING_SAID, Lot, interfering
from data.catalogue.facts import FilmFacts, facts_about
from data.catalogue.film import Film, NeededFilm
from data.members.horizon import Standing, steps, to_see_first, within_horizon
from tests.films import TWO_SCENES, UPCOMING, small_catalogue

ONE, TWO, THREE = FILMS[:3]


def needing(film: Film) -> FilmFacts:
    """The third film needs the first and the second, and no other any."""
    needed = [NeededFilm(one, "a.example", "https://a.example", "2026") for one in (ONE, TWO)]
    return FilmFacts(film, NOTHING_SAID, (), needed=tuple(needed) if film is THREE else ())


@pytest.mark.parametrize(
    ("seen", "standings", "first"),
    [
        ([], "NEXT LATER LATER", [ONE, TWO]),
        ([ONE], "SEEN NEXT LATER", [TWO]),
        ([TWO], "NEXT SEEN LATER", [ONE]),
        ([ONE, TWO], "SEEN SEEN NEXT", []),
        ([THREE], "NEXT LATER SEEN", []),
        ([ONE, TWO, THREE], "SEEN SEEN SEEN", []),
    ],
)
def test_the_next_film_is_the_first_before_which_nothing_is_left(
    seen: list[Film], standings: str, first: list[Film]
) -> None:
    taken = steps((ONE, TWO, THREE), {film.id for film in seen}, needing)
    assert [step.standing.name for step in taken] == standings.split()
    assert [needed.film for needed in taken[2].first] == first


def test_a_film_that_needs_one_is_passed_over_for_a_later_that_needs_none() -> None:
    taken = steps((THREE, FILMS[3]), (), needing)
    assert [step.standing for step in taken] == [Standing.LATER, Standing.NEXT]


def test_the_scenes_told_of_the_next_film_alone_are_counted() -> None:
    catalogue = small_catalogue()

    def told(*seen: str) -> list[int]:
        films = (TWO_SCENES, UPCOMING)
        return [s.told for s in steps(films, seen, lambda film: facts_about(catalogue, film))]

    assert told() == [2, 0]
    assert told(TWO_SCENES.id) == [0, 0]


def test_what_to_see_first_goes_as_it_is_seen() -> None:
    facts = facts_about(small_catalogue(), UPCOMING)
    assert [one.film for one in to_see_first(facts, ())] == [TWO_SCENES]
    assert to_see_first(facts, {TWO_SCENES.id}) == ()
    assert to_see_first(facts, {UPCOMING.id}) == ()


@given(st.integers(0, 2**32))
def test_a_step_says_only_what_is_unseen(seed: int) -> None:
    case = Lot(seed).case()
    taken = steps(case.films, case.seen, lambda film: case.facts[film.id])
    assert [step.film for step in taken] == list(case.films)
    assert [s.film.id for s in taken if s.standing is Standing.SEEN] == [
        film.id for film in case.films if film.id in case.seen
    ]
    assert sum(step.standing is Standing.NEXT for step in taken) <= 1
    for step in taken:
        assert not {one.film.id for one in step.first} & case.seen
        assert not (step.first and step.standing is not Standing.LATER)


@pytest.mark.parametrize("seed", range(5))
def test_words_of_unseen_films_change_nothing(seed: int) -> None:
    assert interfering(2_000, seed) == 0


def test_of_a_film_before_which_one_is_left_no_word_is_open() -> None:
    told = (Lot(1).scene(7),)
    facts = replace(needing(THREE), scenes=told)
    for seen in (set[str](), {ONE.id}):
        (scene,) = within_horizon(facts, seen).scenes
        assert (scene.hint, scene.hidden.unwrap_for_spoiler()) == ("", "")
        assert (scene.confirmations, scene.translations) == ((), ())
        assert (scene.position, scene.purpose) == (told[0].position, told[0].purpose)
    for seen in ({ONE.id, TWO.id}, {THREE.id}):
        assert within_horizon(facts, seen) is facts


@pytest.mark.parametrize("hides", ["hidden", "hint", "confirmations", "translations"])
def test_a_rule_that_told_a_word_would_be_found(hides: str) -> None:
    def leaking(
        films: Sequence[Film], seen: Collection[str], about: Callable[[Film], FilmFacts]
    ) -> object:
        unseen = [film for film in films if film.id not in seen]
        return [getattr(scene, hides) for film in unseen for scene in about(film).scenes]

    assert interfering(200, 1, leaking) > 100
