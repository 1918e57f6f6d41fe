from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalogue.slugs import LONGEST, slug
from data.films.builder.film_ids import assign_ids
from data.films.builder.raw import RawFilm


def film(
    title: str, year: int = 2020, imdb: str = "", tmdb: str = "", runtime: str = ""
) -> RawFilm:
    return RawFilm(title, "", year, "", runtime, imdb, tmdb, "", "")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ocean's Eight", "oceans-eight-2020"),
        ("Deadpool & Wolverine", "deadpool-and-wolverine-2020"),
        ("Amélie — Łódź, Ærø", "amelie-lodz-aero-2020"),
        ("Alien³", "alien-3-2020"),
        ("Apollo 10½", "apollo-10-1-2-2020"),
        ("8½", "8-1-2-2020"),
        ("2012", "2012-2020"),
        ("哪吒", ""),
        ("$", ""),
    ],
)
def test_slugs_are_readable(title: str, expected: str) -> None:
    assert slug(title, 2020) == expected


def test_a_long_title_is_cut_at_a_word() -> None:
    name = slug("A very long title " * 20, 1999)
    assert name.endswith("-1999") and len(name) <= LONGEST
    assert re.fullmatch("(a|very|long|title|1999)(-(a|very|long|title|1999))*", name)


@given(st.text(), st.integers(1880, 2030), st.sampled_from(["", "-tt1234567"]))
def test_slugs_are_short_and_ascii(title: str, year: int, suffix: str) -> None:
    name = slug(title, year, suffix)
    assert not name or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= LONGEST


def test_the_best_known_film_gets_the_bare_id() -> None:
    films = [
        film("Coco", imdb="tt1"),
        film("Coco", runtime="90", imdb="tt2"),
        film("coco", runtime="90", imdb="tt3"),
        film("Coco!", tmdb="4"),
        film("Coco?"),
        film("COCO"),
    ]
    assert assign_ids(films, {}) == [
        "coco-2020",
        "coco-2020-90min",
        "coco-2020-tt3",
        "coco-2020-tmdb4",
        "coco-2020-2",
        "coco-2020-3",
    ]


def test_a_title_without_latin_letters_takes_its_outside_id() -> None:
    films = [film("哪吒", imdb="tt7"), film("封神", tmdb="8"), film("剑"), film("孙")]
    assert assign_ids(films, {}) == ["tt7-2020", "tmdb-8-2020", "film-2020", "film-2020-2"]


def test_ids_are_kept_by_imdb_then_tmdb_then_name() -> None:
    earlier = {
        "old-imdb": film("A", imdb="tt1"),
        "old-tmdb": film("B", tmdb="2"),
        "old-name": film("C"),
    }
    films = [
        film("A renamed", imdb="tt1", tmdb="2"),
        film("B renamed", 2021, tmdb="2"),
        film("C", imdb="tt3"),
    ]
    assert assign_ids(films, earlier) == ["old-imdb", "old-tmdb", "old-name"]


def test_a_film_of_the_same_name_with_another_id_gets_a_new_id() -> None:
    earlier = {"coco-2020": film("Coco", imdb="tt1")}
    assert assign_ids([film("Coco", imdb="tt2")], earlier) == ["coco-2020-tt2"]


def test_a_name_that_two_films_share_keeps_no_id() -> None:
    earlier = {"coco-2020": film("Coco")}
    new = assign_ids([film("Coco", imdb="tt1"), film("Coco", imdb="tt2")], earlier)
    assert new == ["coco-2020-tt1", "coco-2020-tt2"]


def test_the_id_of_a_film_that_is_gone_is_not_given_away() -> None:
    earlier = {"coco-2020": film("Coco, the first", imdb="tt1")}
    assert assign_ids([film("Coco")], earlier) == ["coco-2020-2"]


titles = st.sampled_from(["Coco", "coco!", "The Call", "哪吒"])
films = st.builds(film, titles, st.integers(2019, 2020), runtime=st.sampled_from(["", "90"]))


@given(st.lists(films, max_size=8), st.lists(films, max_size=4))
def test_ids_are_unique_and_stay_when_films_are_added(
    first: list[RawFilm], added: list[RawFilm]
) -> None:
    numbered = [_numbered(each, number) for number, each in enumerate([*first, *added])]
    ids = assign_ids(numbered[: len(first)], {})
    again = assign_ids(numbered, dict(zip(ids, numbered, strict=False)))
    assert again[: len(first)] == ids
    assert len(set(again)) == len(again)


def _numbered(each: RawFilm, number: int) -> RawFilm:
    return film(each.title, each.year, imdb=f"tt{number:07}", runtime=each.runtime)
