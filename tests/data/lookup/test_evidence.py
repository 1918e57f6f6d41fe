"""Series, games and everyday words speak against a film; year, fame and a whole name for it."""

from __future__ import annotations

import pytest

from data.catalogue.film import Film
from data.catalogue.other_works import OtherWork
from data.lookup import CONFIDENT, WORTH_ASKING, Lookup
from data.lookup.evidence import Evidence

SERIES = OtherWork("Quay", "series", 50, is_shown=True)
EVIDENCE = Evidence({"quay": SERIES, "quaylights": SERIES}, frozenset(("buddy",)))


def lookup_of(title: str, rank: int, *, evidence: Evidence = EVIDENCE) -> Lookup:
    """A look-up in which the film of a title stands at a rank."""
    names = [*(f"Filler {number}" for number in range(rank - 1)), title]
    films = [
        Film(f"film-{place}", f"{name} (2010)", name, 2010, place)
        for place, name in enumerate(names, 1)
    ]
    return Lookup(films, {}, {}, evidence)


@pytest.mark.parametrize(
    ("title", "rank", "typed", "sure"),
    [
        ("Quay", 2, "quay", True),
        ("Quay", 3_500, "quay", False),
        ("Quay", 3_500, "quay 2010", True),
        ("Quay", 3_500, "quay (2010)", True),
        ("Quay Lighters", 2, "quay lights", False),
        ("Buddy", 2, "buddy", True),
        ("Buddy", 8_500, "buddy", False),
        ("Harbour", 2, "harbour", True),
        ("Quay", 250, "quay", True),
        ("Wtf", 3_500, "wtf", False),
        ("Nope", 2, "nope", True),
        ("What If", 2, "what if", True),
        ("What If", 8_500, "what if", False),
        ("Harbour", 2, "harbour season 2", False),
    ],
)
def test_what_speaks_against_a_film(title: str, rank: int, typed: str, sure: bool) -> None:
    match = lookup_of(title, rank).search(typed)[0]
    assert match.film.title == title
    assert (match.confidence >= CONFIDENT) == sure


def test_a_film_that_is_only_like_a_series_is_not_worth_a_question() -> None:
    assert lookup_of("Quay Lighters", 2).search("quay lights")[0].confidence < WORTH_ASKING
    assert lookup_of("Quay Lighters", 2, evidence=Evidence()).search("quay lights")[
        0
    ].confidence >= (WORTH_ASKING)


@pytest.mark.parametrize("typed", ["marvel", "disney", "horror"])
def test_makers_and_genres_name_no_film(typed: str) -> None:
    assert lookup_of(typed.title(), 2).search(typed)[0].confidence < CONFIDENT
