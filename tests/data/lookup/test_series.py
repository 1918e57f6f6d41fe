"""Parts of a series by the other names of its parts, and the newest of them."""

from __future__ import annotations

from datetime import date

import pytest

from data.catalogue.film import Film
from data.lookup import CONFIDENT, WORTH_ASKING, Lookup


def film(title: str, year: int, rank: int, franchise: str | None = None) -> Film:
    label = f"{title} ({year})"
    return Film(label, label, title, year, rank, franchise=franchise)


FILMS = [
    film("Night Harbour", 2015, 1),
    film("Night Harbour 2", 2019, 2),
    film("The Quay: Part One", 2020, 3),
    film("The Quay: Part Two", 2023, 4),
    film("Glass Orchard", 2001, 5, "Orchards"),
    film("Stone Orchard", 2025, 6, "Orchards"),
    film("Captain Pebble", 2021, 7, "Marvel Cinematic Universe"),
    film("Captain Gravel", 2025, 8, "Marvel Cinematic Universe"),
    film("Saga: Dusk - Part 1", 2010, 11),
    film("Saga: Dusk - Part 2", 2011, 12),
    film("The Long Corridor", 1990, 9),
    film("The Long Corridor", 2024, 10),
]
ALIASES = {
    "Night Harbour (2015)": ("Puerto Nocturno",),
    "Night Harbour 2 (2019)": ("Hafen der Nacht 2",),
    "The Quay: Part One (2020)": ("El Muelle",),
    "The Long Corridor (1990)": ("El Pasillo",),
}
MAKERS = {
    "marvel": ("Marvel Cinematic Universe",),
    "mcu": ("Marvel Cinematic Universe",),
    "Harbour Works": ("Night Harbour (2015)", "The Long Corridor (2024)"),
    "Quay Works": ("a film that hardly anybody knows",),
}
NICKNAMES = {"Night Harbour (2015)": ("nhb",)}
TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    return Lookup(FILMS, ALIASES, NICKNAMES, makers=MAKERS)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("puerto nocturno 2", "Night Harbour 2 (2019)"),
        ("nhb 2", "Night Harbour 2 (2019)"),
        ("nhb ii", "Night Harbour 2 (2019)"),
        ("el muelle parte dos", "The Quay: Part Two (2023)"),
        ("el muelle parte 2", "The Quay: Part Two (2023)"),
        ("hafen der nacht", "Night Harbour (2015)"),
        ("el pasillo 2024", "The Long Corridor (2024)"),
        ("the long corridor remake", "The Long Corridor (2024)"),
        ("the original long corridor", "The Long Corridor (1990)"),
        ("glass orchard by somebody", "Glass Orchard (2001)"),
        ("the new night harbour", "Night Harbour 2 (2019)"),
        ("night harbour latest", "Night Harbour 2 (2019)"),
        ("newest quay movie", "The Quay: Part Two (2023)"),
        ("la nueva de night harbour", "Night Harbour 2 (2019)"),
        ("der neue night harbour", "Night Harbour 2 (2019)"),
        ("le dernier night harbour", "Night Harbour 2 (2019)"),
        ("o novo filme do night harbour", "Night Harbour 2 (2019)"),
        ("новый night harbour", "Night Harbour 2 (2019)"),
        ("the new orchards film", "Stone Orchard (2025)"),
    ],
)
def test_a_film_by_another_part_of_its_series(lookup: Lookup, text: str, label: str) -> None:
    matches = lookup.search(text, today=TODAY)
    sure = [match.film.label for match in matches[:1] if match.confidence >= CONFIDENT]
    assert sure == [label]


@pytest.mark.parametrize("text", ["nhb 3", "night harbour 7", "puerto nocturno 5"])
def test_a_part_that_does_not_exist_is_no_film(lookup: Lookup, text: str) -> None:
    matches = lookup.search(text, today=TODAY)
    assert not [match for match in matches if match.confidence >= CONFIDENT]


@pytest.mark.parametrize(
    "text", ["marvel", "marvel movie", "any marvel movie", "the next marvel film"]
)
def test_the_newest_of_a_maker_is_offered_first(lookup: Lookup, text: str) -> None:
    for matches in (lookup.search(text, today=TODAY), lookup.find_in(text, today=TODAY)):
        labels = [match.film.label for match in matches]
        assert labels[:2] == ["Captain Gravel (2025)", "Captain Pebble (2021)"]
        assert matches[0].confidence < CONFIDENT


@pytest.mark.parametrize(
    "text",
    [
        "marvel latest",
        "the new marvel movie",
        "mcu newest",
        "the last marvel",
        "the latest one from marvel",
        "marvel's latest movie",
        "marvels neuester film",
        "der neue marvel film",
        "la nueva de marvel",
        "le dernier marvel",
        "l'ultimo film della marvel",
        "o novo filme da marvel",
        "what is the latest marvel movie",
    ],
)
def test_the_newest_of_a_maker_is_meant_by_words_that_ask_for_it(lookup: Lookup, text: str) -> None:
    first, second, *_ = lookup.search(text, today=TODAY)
    assert (first.film.label, second.film.label) == (
        "Captain Gravel (2025)",
        "Captain Pebble (2021)",
    )
    assert second.confidence < CONFIDENT <= first.confidence
    assert first.newest
    assert second.newest


def test_the_newest_of_a_maker_is_asked_for_at_the_end_of_other_words(lookup: Lookup) -> None:
    text = "whats the credits situation with the latest marvel film"
    assert lookup.find_in(text, today=TODAY)[0].film.label == "Captain Gravel (2025)"


BUSY = {
    "gull": ("Gull Rising", [(2026, 1, 5), (2026, 7, 31), (2026, 12, 18)]),
    "loom": ("Loom Song", [(2026, 2, 1), (2026, 5, 1), (2026, 7, 1), (2026, 8, 1)]),
}
"""Makers, and the days on which their films come out."""


@pytest.fixture(scope="module")
def makers() -> Lookup:
    films = [
        Film(
            f"{maker}-{number}", f"{name} {number}", f"{name} {number}", day[0], 1, None, date(*day)
        )
        for maker, (name, days) in BUSY.items()
        for number, day in enumerate(days)
    ]
    made = {maker: tuple(f"{maker}-{at}" for at in range(len(BUSY[maker][1]))) for maker in BUSY}
    return Lookup(films, {}, makers=made)


@pytest.mark.parametrize(
    ("text", "today", "film", "sure"),
    [
        ("gull", date(2026, 8, 10), "gull-1", True),
        ("gull", date(2026, 7, 26), "gull-1", True),
        ("gull", date(2026, 9, 30), "gull-1", False),
        ("the new gull", date(2026, 9, 10), "gull-1", True),
        ("the new gull", date(2026, 10, 10), "gull-1", False),
        ("the latest gull", date(2026, 10, 10), "gull-1", True),
        ("gull", date(2026, 12, 20), "gull-2", True),
        ("the latest gull", date(2025, 1, 1), "gull-2", False),
        ("loom", date(2026, 8, 10), "loom-3", False),
        ("the new loom", date(2026, 8, 10), "loom-3", True),
    ],
)
def test_a_maker_means_a_film_in_cinemas_and_no_old_one_while_another_comes(
    makers: Lookup, text: str, today: date, film: str, sure: bool
) -> None:
    best = makers.search(text, today=today)[0]
    assert (best.film.id, best.confidence >= CONFIDENT) == (film, sure)


def test_a_film_that_comes_soon_is_offered_beside_the_newest(makers: Lookup) -> None:
    offered = makers.search("gull", today=date(2026, 10, 10))
    assert [match.film.id for match in offered] == ["gull-1", "gull-2", "gull-0"]


def test_a_maker_means_its_newest_films(lookup: Lookup) -> None:
    matches = lookup.search("harbour works", today=TODAY)
    assert [match.film.year for match in matches] == [2024, 2015]
    assert lookup.complete("harbour works", today=TODAY)[0].film.year == 2024
    assert lookup.find_in("does the new harbour works movie have a stinger")[0].film.year == 2024
    assert not any(match.newest for match in lookup.search("quay works", today=TODAY))


def test_a_subtitle_of_two_parts_is_asked_about(lookup: Lookup) -> None:
    matches = lookup.search("dusk")
    assert {match.film.title for match in matches[:2]} == {
        "Saga: Dusk - Part 1",
        "Saga: Dusk - Part 2",
    }
    assert WORTH_ASKING < matches[1].confidence < CONFIDENT
    assert matches[0].confidence < CONFIDENT


def test_the_newest_is_out(lookup: Lookup) -> None:
    matches = lookup.search("the new night harbour", today=date(2018, 1, 1))
    assert matches[0].film.label == "Night Harbour (2015)"


def test_a_name_among_other_words_is_offered(lookup: Lookup) -> None:
    assert lookup.search("glass orchard somebody")[0].film.label == "Glass Orchard (2001)"
