"""The lots by which the catalogue is checked, and what became of them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import films
from data.catalogue.catalogue import Catalogue
from data.catalogue.verdict import Claim
from data.films.calibration import (
    CLASSES,
    DECIDED,
    OUTCOME_COLUMNS,
    OUTCOMES,
    TOLD,
    TRIED,
    due,
    lot,
    rates,
    read_outcomes,
    wilson,
)
from tests.films import FILMS, NO_SCENE, SCENES, TWO_SCENES, UNKNOWN

FOLDER = Path(films.__file__).parent
STAY, NONE = "stay by lists", "none by one source"


def in_classes(*claims: Claim) -> set[str]:
    """The classes of a film of which this is claimed."""
    catalogue = Catalogue(FILMS, {}, {UNKNOWN.id: claims}, {})
    return {name for name in CLASSES if UNKNOWN in lot(catalogue, name)}


@pytest.mark.parametrize(
    ("claims", "classes"),
    [
        ((Claim("TMDB", post="some"),), {STAY}),
        ((Claim("TMDB", post="some"), Claim("aftercredits.com", mid=0, post="some")), {STAY}),
        ((Claim("TMDB", post="some"), Claim("example.com", post=1)), set()),
        ((Claim("TMDB", post="some"), Claim("example.com", mid=0)), {STAY}),
        ((Claim("example.com", mid=0, post=0),), {NONE}),
        ((Claim("m.imdb.com", mid=0), Claim("imdb.com", post=0)), {NONE}),
        ((Claim("example.com", mid=0, post=0), Claim("imdb.com", post=0)), set()),
        ((Claim("example.com", post=0),), set()),
    ],
)
def test_a_film_is_drawn_by_what_its_verdict_rests_on(
    claims: tuple[Claim, ...], classes: set[str]
) -> None:
    assert in_classes(*claims) == classes


def test_told_films_are_drawn_however_little_known() -> None:
    told = {film.id: SCENES[TWO_SCENES.id] for film in (TWO_SCENES, NO_SCENE)}
    assert set(lot(Catalogue(FILMS, {}, {}, told), TOLD)) == {TWO_SCENES, NO_SCENE}


def test_a_film_less_changes_the_turn_of_no_other(catalogue: Catalogue) -> None:
    turns = lot(catalogue, NONE)
    fewer = Catalogue(
        [film for film in catalogue.films if film != turns[3]],
        {},
        {film.id: catalogue.claims(film.id) for film in turns},
        {},
    )
    assert lot(fewer, NONE) == [*turns[:3], *turns[4:]]


def test_films_are_due_by_their_turn_until_enough_are_decided_or_tried(
    catalogue: Catalogue,
) -> None:
    turns = [film.id for film in lot(catalogue, NONE)]

    def still(decided: int, tried: int) -> list[str]:
        found = ["right"] * decided + ["not found"] * (tried - decided)
        outcomes = [
            {"class": NONE, "film_id": film_id, "outcome": outcome}
            for film_id, outcome in zip(turns, found, strict=False)
        ]
        others = [{"class": STAY, "film_id": turns[-1], "outcome": "right"}] * DECIDED
        return [film.id for film in due(catalogue, NONE, [*outcomes, *others])]

    assert still(0, 0) == turns[:TRIED]
    assert still(DECIDED - 1, 30) == turns[30:TRIED]
    assert still(DECIDED, 30) == []
    assert still(3, TRIED) == []


@pytest.mark.parametrize(
    ("wrong", "decided", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 15, 0.0, 0.204), (4, 12, 0.138, 0.609), (12, 12, 0.757, 1.0)],
)
def test_the_interval_is_wilsons(wrong: int, decided: int, low: float, high: float) -> None:
    assert wilson(wrong, decided) == pytest.approx((low, high), abs=0.001)


@given(st.integers(0, 300), st.integers(1, 300))
def test_the_interval_holds_the_share_and_shrinks(wrong: int, right: int) -> None:
    low, high = wilson(wrong, wrong + right)
    assert 0 <= low <= wrong / (wrong + right) <= high <= 1
    longer = wilson(2 * wrong, 2 * (wrong + right))
    assert longer[1] - longer[0] < high - low


def test_each_outcome_is_of_a_film_and_has_its_page(catalogue: Catalogue) -> None:
    path = FOLDER / "calibration.csv"
    assert path.read_text(encoding="utf-8").splitlines()[0] == OUTCOME_COLUMNS
    outcomes = read_outcomes(path)
    for line, row in enumerate(outcomes, 2):
        where = f"calibration.csv:{line}"
        assert row["class"] in CLASSES, where
        assert row["outcome"] in OUTCOMES, where
        assert catalogue.get(row["film_id"]) is not None, where
        assert bool(row["url"]) == (row["outcome"] != "not found"), where
        assert re.fullmatch(r"(https?://\S+)?", row["url"]), where
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["looked_up"]), where
    drawn = Counter((row["class"], row["film_id"]) for row in outcomes)
    assert max(drawn.values()) == 1


def test_the_rates_in_the_list_of_sources_are_those_of_the_table() -> None:
    text = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    for line in rates(read_outcomes(FOLDER / "calibration.csv")):
        assert line in text
