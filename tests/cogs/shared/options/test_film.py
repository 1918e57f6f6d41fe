"""How a member names a film: links, ids, labels, titles, and what is asked back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings

from cogs.shared.errors import UserFacingError
from cogs.shared.options.film import (
    Found,
    NoFilmNamedError,
    NotAFilmLinkError,
    Several,
    ShortLinkError,
    UnknownLinkError,
    find_film,
)
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.catalogue.labels import with_unique_labels
from data.contributions.store.server_films import ServerFilms
from data.lookup import Lookup
from tests.cogs.shared.nasty import any_texts
from tests.films import HOSTILE, NO_SCENE, TWINS, TWO_SCENES, small_catalogue

NOW = 2026
TODAY = date(NOW, 7, 15)


def films_of(catalogue: Catalogue) -> ServerFilms:
    return ServerFilms(catalogue, Lookup.of(catalogue), ())


@pytest.fixture(scope="module")
def few() -> ServerFilms:
    return films_of(small_catalogue())


@pytest.mark.parametrize(
    "text",
    [
        "night-harbour-2024",
        "  night-harbour-2024 ",
        "Night Harbour (2024)",
        "NIGHT HARBOUR (2024)",
        "https://www.imdb.com/title/tt9000001/",
        "https://m.imdb.com/title/tt9000001/?ref_=nv_sr_srsg_0",
        "imdb.com/de/title/TT9000001",
        "tt9000001",
        "https://www.themoviedb.org/movie/9001-night-harbour?language=de",
        "themoviedb.org/movie/9001",
        "tmdb:9001",
        "TMDB 9001",
        "look: <https://www.imdb.com/title/tt9000001/> this one",
        "night harbour",
        "hafen bei nacht",
        "nigth harbor",
    ],
)
def test_ways_to_name_a_film(few: ServerFilms, text: str) -> None:
    assert find_film(few, text, TODAY) == Found(TWO_SCENES)


@pytest.mark.parametrize(
    "text",
    [
        "https://www.themoviedb.org/person/3223-robert-downey-jr",
        "https://www.themoviedb.org/tv/1399-game-of-thrones",
        "https://www.themoviedb.org/collection/10-star-wars",
        "https://www.imdb.com/name/nm0000375/",
        "imdb.com/company/co0051941",
        "https://www.imdb.com/list/ls012345678/",
    ],
)
def test_a_link_that_is_no_films(few: ServerFilms, text: str) -> None:
    with pytest.raises(NotAFilmLinkError, match="not a film's page"):
        find_film(few, text, TODAY)


@pytest.mark.parametrize(
    "text",
    ["https://www.imdb.com/title/tt0000001/", "tt0000001", "themoviedb.org/movie/1", "tmdb 1"],
)
def test_a_film_that_the_catalogue_lacks(few: ServerFilms, text: str) -> None:
    with pytest.raises(UnknownLinkError, match="with the year"):
        find_film(few, text, TODAY)


@pytest.mark.parametrize("text", ["", "  ", "\n", "\u200b", "\u3164", "\u2800\ufe0f"])
def test_nothing_visible_names_nothing(few: ServerFilms, text: str) -> None:
    with pytest.raises(NoFilmNamedError):
        find_film(few, text, TODAY)


@pytest.mark.parametrize("text", ["the twin", "the twin 1999", "The Twin (1999)"])
def test_twins_are_asked_about(few: ServerFilms, text: str) -> None:
    assert find_film(few, text, TODAY) == Several(TWINS, close=True)


@pytest.mark.parametrize("twin", TWINS)
def test_a_label_tells_twins_apart(few: ServerFilms, twin: Film) -> None:
    assert find_film(few, twin.label, TODAY) == Found(twin)
    assert find_film(few, twin.id, TODAY) == Found(twin)


def test_a_title_made_of_markup_is_found_by_its_label(few: ServerFilms) -> None:
    assert find_film(few, HOSTILE.label, TODAY) == Found(HOSTILE)
    assert find_film(few, HOSTILE.title, TODAY) == Found(HOSTILE)


def test_what_is_like_nothing_is_said_to_be_unknown(few: ServerFilms) -> None:
    found = find_film(few, "zzzz qqqq xxxx", TODAY)
    assert isinstance(found, Several)
    assert not found.close


@settings(max_examples=200)
@given(any_texts)
@example("||")
@example("@everyone")
@example("x" * 100)
@example("\u0301" * 4_000)
@example("a" * 6_000)
@example("../../night-harbour-2024")
def test_any_text_has_an_answer(few: ServerFilms, text: str) -> None:
    try:
        found = find_film(few, text, TODAY)
    except UserFacingError as refusal:
        assert str(refusal)
    else:
        assert isinstance(found, Found | Several)


BEST = replace(NO_SCENE, id="the-reel-1990", title="The Reel", year=1990, rank=1_000)


def named(year: int, rank: int) -> Film:
    no_day = replace(BEST, release_date=None, imdb_id=None)
    return replace(no_day, id=f"the-reel-{year}", year=year, rank=rank)


@pytest.mark.parametrize(
    ("other", "text", "asks"),
    [
        (named(2000, 2_999), "the reel", True),
        (named(2000, 3_000), "the reel", False),
        (named(NOW, 40_000), "the reel", True),
        (named(NOW - 1, 40_000), "the reel", True),
        (named(NOW + 1, 40_000), "the reel", False),
        (named(NOW - 2, 40_000), "the reel", False),
        (named(NOW, 40_000), "the reel 1990", False),
        (named(2000, 1_001), "the reel 1990", False),
        (named(1990, 40_000), "the reel 1990", True),
        (named(1990, 40_000), "the reel", False),
    ],
)
def test_which_namesakes_are_comparable(other: Film, text: str, asks: bool) -> None:
    films = with_unique_labels([BEST, replace(other, id=f"{other.id}-b")])
    found = find_film(films_of(Catalogue(films, {}, {}, {})), text, TODAY)
    if asks:
        assert isinstance(found, Several)
        assert set(found.candidates) == set(films)
    else:
        assert found == Found(films[0])


def test_a_short_link_is_refused_kindly(few: ServerFilms) -> None:
    with pytest.raises(ShortLinkError, match="full link"):
        find_film(few, "https://boxd.it/2aBc", TODAY)
