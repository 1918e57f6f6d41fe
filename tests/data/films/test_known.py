"""The counts of what is known, on a made-up catalogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from data.catalogue.catalogue import Catalogue
from data.films.known import counted, months_before, row, tables
from tests.films import NO_SCENE, TWO_SCENES, UNKNOWN, small_catalogue


def test_a_row_counts_verdicts_by_confidence() -> None:
    counts = counted(small_catalogue(), (TWO_SCENES, NO_SCENE, UNKNOWN, UNKNOWN))
    assert row("four", counts) == "| four | 0 / 1 / 0 | 0 / 1 / 0 | 0 | 2 (50.0 %) |"
    assert row("none", counted(small_catalogue(), ())) == "| none | 0 / 0 / 0 | 0 / 0 / 0 | 0 | 0 |"


def test_months_end_with_the_days_own() -> None:
    months = list(months_before(date(2026, 2, 3), 3))
    assert months == [(2025, 12), (2026, 1), (2026, 2)]


def test_films_are_counted_in_the_month_of_their_release() -> None:
    lines = [line.split(" | ") for line in tables(small_catalogue(), date(2024, 6, 1))]
    found = {name.strip("| "): sum(map(int, scenes.split(" / "))) for name, scenes, *_ in lines}
    assert found["2024-05"] == 1
    assert found["2024-06"] == 0


def test_a_film_that_is_not_out_is_left_out_of_those_released() -> None:
    day = date(2026, 5, 2)
    dated = (replace(UNKNOWN, release_date=date(2026, 5, number)) for number in (2, 3))
    undated = (replace(UNKNOWN, release_date=None, year=year) for year in (2026, 2027))
    catalogue = Catalogue((*dated, *undated), {}, {}, {})
    every, released, *_ = tables(catalogue, day)
    assert every == "| 500 | 0 / 0 / 0 | 0 / 0 / 0 | 0 | 4 (100.0 %) |"
    assert released == "| 500, released | 0 / 0 / 0 | 0 / 0 / 0 | 0 | 2 (100.0 %) |"


def test_of_the_last_year_those_of_which_nobody_speaks_are_counted_apart() -> None:
    silent = replace(UNKNOWN, release_date=date(2025, 7, 1))
    spoken_of = replace(NO_SCENE, release_date=date(2025, 6, 30))
    claims = {spoken_of.id: small_catalogue().claims(NO_SCENE.id)}
    catalogue = Catalogue((silent, spoken_of), {}, claims, {})
    *_, everything, spoken = tables(catalogue, date(2026, 5, 2))
    assert everything == "| 12 months | 0 / 0 / 0 | 0 / 1 / 0 | 0 | 1 (50.0 %) |"
    assert spoken == "| 12 months, spoken of | 0 / 0 / 0 | 0 / 1 / 0 | 0 | 0 (0.0 %) |"
