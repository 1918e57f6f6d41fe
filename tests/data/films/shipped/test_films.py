"""Every film that is shipped, its names and ids, and what was put right about it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from data.catalogue.catalogue import Catalogue
from data.catalogue.labels import LONGEST as LONGEST_LABEL
from tests.data.films.shipped.rows import broken, rows

ALIAS_KINDS = {
    "alt_or_original_title",
    "original_title",
    "short_form",
    "spelling_variant",
    "title_in_other_source",
    "translated_title",
}

KEY = re.compile(r"tt\d{7,8}|tmdb [1-9]\d*|.+ \(\d{4}\)")
"""What names a row of a list that has no id of ours."""


@pytest.mark.parametrize("name", ["films.csv", "added_films.csv", "softcore.csv"])
def test_every_film_is_well_formed(name: str) -> None:
    assert not broken(name, re.compile(r"(?=.{6,80}$)[a-z0-9]+(-[a-z0-9]+)*-?\d{4}(-\w+)?"), "id")
    assert not broken(name, re.compile(r".+"), "title")
    assert not broken(name, re.compile(r"(18[89]|19\d|20[0-3])\d"), "year")
    assert not broken(name, re.compile(r"(\d{4}-\d\d-\d\d)?"), "release_date")
    assert not broken(name, re.compile(r"([1-9]\d{0,2})?"), "runtime_min")
    assert not broken(name, re.compile(r"(tt\d{7,8})?"), "imdb_id")
    assert not broken(name, re.compile(r"([1-9]\d{0,6})?"), "tmdb_id")
    assert not broken(name, re.compile(r"([a-z]{2})?"), "language")


def test_labels_are_unique_and_fit(catalogue: Catalogue) -> None:
    assert len({film.label.casefold() for film in catalogue.films}) == len(catalogue.films)
    assert max(len(film.label) for film in catalogue.films) <= LONGEST_LABEL
    assert [film.rank for film in catalogue.films] == list(range(1, len(catalogue.films) + 1))


def test_every_alias_is_well_formed(catalogue: Catalogue) -> None:
    assert not broken("aliases.csv", re.compile("|".join(ALIAS_KINDS)), "kind")
    assert not broken("aliases.csv", re.compile(r"([a-z]{2}\??)?"), "lang")
    kinds = re.compile("official_title|nickname|abbreviation")
    assert not broken("nicknames.csv", kinds, "kind")
    assert not broken("nicknames.csv", re.compile(".+"), "source")
    for film in catalogue.films:
        names = catalogue.aliases.get(film.id, ()) + catalogue.supplements.nicknames.get(
            film.id, ()
        )
        assert film.title not in names
        assert len(set(names)) == len(names), film.id


@pytest.mark.parametrize(
    ("franchise", "first", "last"),
    [
        ("Star Wars", "star-wars-episode-iv-a-new-hope-1977", None),
        ("Mission Impossible", "mission-impossible-1996", "mission-impossible-the-final-reckoning"),
        ("Fast & Furious", "the-fast-and-the-furious-2001", "fast-x-2023"),
        ("Harry Potter", "harry-potter-and-the-sorcerers-stone-2001", None),
        ("Dune", "dune-part-one-2021", "dune-part-three-2026"),
        ("Top Gun", "top-gun-1986", "top-gun-maverick-2022"),
    ],
)
def test_a_franchise_is_whole(
    catalogue: Catalogue, franchise: str, first: str, last: str | None
) -> None:
    films = [film.id for film in catalogue.franchises[franchise]]
    assert films[0] == first
    assert len(films) > 1
    assert films[-1].startswith(last or "")


def test_softcore_and_erotic_rows_say_which() -> None:
    assert not broken("erotic_titles.csv", re.compile("explicit|softcore"), "level")
    assert not broken("erotic_titles.csv", re.compile(r".+ \(\d{4}\)"), "row")


def test_folded_films_are_named_by_keys_and_not_folded_again() -> None:
    assert not broken("same_films.csv", KEY, "film", "same_as")
    assert not broken("same_films.csv", re.compile(".+"), "why")
    pairs = [(row["film"], row["same_as"]) for _, row in rows("same_films.csv")]
    assert not {film for film, _ in pairs} & {same for _, same in pairs}
    assert max(Counter(same for _, same in pairs).values()) == 1


def test_other_ids_lead_on_to_a_film(catalogue: Catalogue) -> None:
    other = re.compile(r"tt\d{7,8}|tmdb [1-9]\d*|[a-z0-9]+(-[a-z0-9]+)*")
    assert not broken("other_ids.csv", other, "other_id")
    for line, row in rows("other_ids.csv"):
        film = catalogue.get(row["other_id"])
        assert (film.id if film else "") == row["film_id"], f"other_ids.csv:{line}"


def test_corrections_are_named_by_keys_and_say_why() -> None:
    assert not broken("left_out.csv", KEY, "film")
    kinds = "series|episode|making of|special|trailer or test"
    assert not broken("left_out.csv", re.compile(kinds), "kind")
    assert not broken("wrong_ids.csv", re.compile("imdb_id|tmdb_id"), "field")
    assert not broken("left_out.csv", re.compile(".+"), "why")
    assert not broken("wrong_ids.csv", re.compile(".+"), "why")


def test_release_dates_are_taken_and_have_a_page(catalogue: Catalogue) -> None:
    assert not broken("release_dates.csv", re.compile(r"https://\S+"), "url")
    assert not broken("release_dates.csv", re.compile(r"\d{4}-\d\d-\d\d"), "looked_up")
    assert not broken("release_dates.csv", re.compile(r"[a-z0-9.-]+\.[a-z]+"), "source")
    for line, row in rows("release_dates.csv"):
        film = catalogue.get(row["film_id"])
        taken = film and film.release_date and film.release_date.isoformat()
        assert taken == row["release_date"], f"release_dates.csv:{line}"


def test_credits_have_a_likely_length(catalogue: Catalogue) -> None:
    for film in catalogue.films:
        if said := catalogue.stated_credits(film.id):
            assert 30 <= said.seconds <= 20 * 60, film.id
            assert film.runtime is None or said.seconds < 20 * film.runtime, film.id
