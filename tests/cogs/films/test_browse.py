"""Browsing: what the filters leave, and that none tells of a film under embargo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.films.browse import Browser
from cogs.films.browse_filter import Filter, News
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import CLUES, PURPOSES, Film
from data.catalogue.verdict import MEMBERS, Claim, Position, Verdict
from data.contributions.rules.additions import Additions
from data.contributions.store.server_films import Layer, ServerFilms
from data.lookup import Lookup
from data.servers.policy import under_embargo
from tests.films import (
    CLAIMS,
    FILMS,
    NO_SCENE,
    SCENES,
    TWO_SCENES,
    UNKNOWN,
    UPCOMING,
    small_catalogue,
)

NOW = datetime(2026, 1, 5, tzinfo=UTC)


def listed(
    wanted: Filter, catalogue: Catalogue | None = None, own: Additions | None = None
) -> list[str]:
    catalogue = catalogue or small_catalogue()
    lookup = Lookup(catalogue.films, catalogue.aliases)
    films = ServerFilms(catalogue, lookup, [Layer.of(own or Additions())])
    page = Browser(catalogue).page(wanted, films, NOW.date(), lambda film: under_embargo(film, NOW))
    return [row.film.id for row in page.rows]


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(position=Position.MID),
        Filter(purpose="sequel tease"),
        Filter(clue="mid-credits tease"),
        Filter(position=Position.POST, purpose="tone change"),
    ],
)
def test_scenes_are_found_by_what_they_are(wanted: Filter) -> None:
    assert listed(wanted) == [TWO_SCENES.id]


def test_what_no_scene_is_leaves_nothing() -> None:
    assert listed(Filter(purpose="easter egg")) == []
    assert listed(Filter(clue="mid-credits tease", purpose="tone change")) == []


@given(
    st.builds(
        Filter,
        st.none() | st.sampled_from(Verdict),
        position=st.none() | st.sampled_from(Position),
        purpose=st.none() | st.sampled_from(PURPOSES),
        clue=st.none() | st.sampled_from(CLUES),
        news=st.none() | st.just(News.CONFIRMED),
    ).filter(lambda wanted: wanted.tells)
)
def test_no_filter_that_tells_lists_a_film_under_embargo(wanted: Filter) -> None:
    assert UPCOMING.id not in listed(wanted)


def test_in_cinemas_are_the_releases_of_the_last_weeks_newest_first() -> None:
    older = replace(UNKNOWN, release_date=date(2025, 12, 1))
    later = replace(NO_SCENE, release_date=date(2026, 1, 6))
    films = [{UNKNOWN.id: older, NO_SCENE.id: later}.get(film.id, film) for film in FILMS]
    catalogue = Catalogue(films, {}, CLAIMS, SCENES)
    assert listed(Filter(news=News.IN_CINEMAS), catalogue) == [UPCOMING.id, UNKNOWN.id]


def test_recently_confirmed_needs_a_new_claim_with_a_day_and_a_verdict() -> None:
    claims = {
        NO_SCENE.id: (Claim(MEMBERS, total=0, as_of="2025-12-24"),),
        TWO_SCENES.id: (Claim("a.example", mid=1, as_of="2025-12-30", curated=True),),
        UNKNOWN.id: (Claim("a.example", mid=0, as_of="2025-12-31", curated=True),),
        "glass-orchard-2022": (Claim("a.example", total=0, as_of="2026-01", curated=True),),
        UPCOMING.id: (Claim("list.example", total=0, as_of="2026-01-04"),),
        "hostile-title-2020": (Claim("a.example", total=0, as_of="2025-09-01", curated=True),),
    }
    catalogue = Catalogue(FILMS, {}, claims, {})
    assert listed(Filter(news=News.CONFIRMED), catalogue) == [TWO_SCENES.id, NO_SCENE.id]


def test_what_members_claim_counts_in_their_server() -> None:
    claim = Claim(MEMBERS, mid=1, as_of="2026-01-04")
    added = Film("comet-2025.1", "Comet (2025, added)", "Comet", 2025, 99)
    added = replace(added, release_date=date(2025, 12, 1))
    own = Additions((added,), claims={UNKNOWN.id: (claim,), added.id: (claim,)})
    assert listed(Filter(Verdict.SCENES), own=own) == [TWO_SCENES.id, UNKNOWN.id, added.id]
    assert listed(Filter(Verdict.SCENES)) == [TWO_SCENES.id]


def test_what_members_tell_of_a_film_without_claims_is_found_in_its_place() -> None:
    own = Additions(scenes={film.id: SCENES[TWO_SCENES.id] for film in (UNKNOWN, NO_SCENE)})
    wanted = Filter(purpose="tone change")
    # Of the film that all say has none, no scene is listed.
    assert listed(wanted, own=own) == [TWO_SCENES.id, UNKNOWN.id]
    before = Catalogue((UNKNOWN, *(film for film in FILMS if film != UNKNOWN)), {}, CLAIMS, SCENES)
    assert listed(wanted, before, own) == [UNKNOWN.id, TWO_SCENES.id]


@given(
    st.builds(
        Filter,
        st.none() | st.sampled_from(Verdict),
        st.none() | st.integers(1880, 2100),
        st.none() | st.just("0123abcd"),
        st.integers(0, 9_999),
        st.none() | st.sampled_from(Position),
        st.none() | st.sampled_from(PURPOSES),
        st.none() | st.sampled_from(CLUES),
        st.none() | st.sampled_from(News),
    )
)
def test_a_filter_fits_into_a_button_and_comes_back(wanted: Filter) -> None:
    assert len(wanted.argument) <= 80
    assert Filter.from_argument(wanted.argument) == wanted


@pytest.mark.parametrize("argument", ["", "x", "0:NO:1:z", "0::::::9:", "0:__:::A:0:0:B"])
def test_a_forged_argument_does_no_harm(argument: str) -> None:
    assert listed(Filter.from_argument(argument))
