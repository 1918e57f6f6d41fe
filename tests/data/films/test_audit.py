"""What the audit lists, on a made-up catalogue."""

from __future__ import annotations

from dataclasses import replace

from data.catalogue.catalogue import Catalogue
from data.catalogue.verdict import Claim
from data.films.audit import disagreements, miscounted_texts, partly_used_pages
from tests.films import (
    CLAIMS,
    DISPUTED,
    FILMS,
    NO_SCENE,
    SCENES,
    TWO_SCENES,
    UPCOMING,
    WITH_SERIES,
    small_catalogue,
)

PAGE = "https://screens.example/series"


def test_a_fitting_catalogue_has_no_findings_but_its_dispute() -> None:
    catalogue = small_catalogue()
    assert list(partly_used_pages(catalogue)) == []
    assert list(disagreements(catalogue)) == [
        f"{DISPUTED.label}: sources disagree about post-credits"
    ]
    assert list(miscounted_texts(catalogue)) == []


def test_a_series_statement_that_leaves_out_a_film_is_found() -> None:
    wide = Claim("screens.example", mid=0, post=0, url=PAGE, curated=True, series_wide=True)
    claims = {**CLAIMS, TWO_SCENES.id: (*CLAIMS[TWO_SCENES.id], wide)}
    (finding,) = partly_used_pages(Catalogue(WITH_SERIES, {}, claims, SCENES))
    assert finding == f"{PAGE} speaks of Harbour, but is not used for: {UPCOMING.label}"
    claims[UPCOMING.id] = (replace(wide, series_wide=False),)
    assert not list(partly_used_pages(Catalogue(WITH_SERIES, {}, claims, SCENES)))


def test_a_statement_of_the_lists_is_found_as_one_kept_by_hand_is() -> None:
    wide = Claim("screens.example", post=0, url=PAGE, series_wide=True)
    claims = {**CLAIMS, TWO_SCENES.id: (*CLAIMS[TWO_SCENES.id], wide)}
    assert len(list(partly_used_pages(Catalogue(WITH_SERIES, {}, claims, SCENES)))) == 1
    claims[UPCOMING.id] = (wide,)
    assert not list(partly_used_pages(Catalogue(WITH_SERIES, {}, claims, SCENES)))


def test_a_text_that_is_counted_otherwise_is_found() -> None:
    catalogue = Catalogue(FILMS, {}, CLAIMS, {NO_SCENE.id: SCENES[TWO_SCENES.id]})
    assert list(miscounted_texts(catalogue)) == [
        f"{NO_SCENE.label}: 2 told, sources say no scene",
    ]
