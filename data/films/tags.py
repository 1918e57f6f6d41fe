"""Measures what aftercredits.com's tags mean: ``python -m data.films.tags``.

Counts how often web pages confirm a scene and how often they deny it, for every combination of
tags and every position that it tags, for combinations that name only extras all together, and for
TMDB's keyword beside tags that name only a place. It writes the table from which the builder reads
the tags (``tag_meanings.csv``). Run the builder after it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from data.catalogue.catalogue import Catalogue
from data.catalogue.verdict import TAG_LISTS, Claim, Position, denies, names_scene
from data.films.builder.claim_rules import KEYWORDS, TMDB
from data.films.builder.tables import write
from data.films.builder.tag_meanings import (
    ANYWHERE,
    KEYWORD,
    MEANING_COLUMNS,
    MID,
    ONLY_EXTRAS,
    POST,
    UNPLACED,
    Combination,
    is_statement,
)
from data.settings import FILMS_FOLDER

POSITIONS = {MID: Position.MID, POST: Position.POST}
NUMBERS_ONLY = "mcuapi"
"""A list of numbers, which is no page."""


def measured(catalogue: Catalogue) -> list[tuple[str, ...]]:
    """The table's rows: each combination and position with its films, and pages for and against.

    First what names only extras: that states no scene if pages deny one often enough. Last the
    keyword beside a place.
    """
    films: Counter[tuple[Combination, str]] = Counter()
    pages: Counter[tuple[Combination, str, bool]] = Counter()
    for film in catalogue.films:
        claims = catalogue.claims(film.id)
        for place in _places(claims):
            films[place] += 1
            answer = _answer(claims, place[1])
            if answer is not None:
                pages[*place, answer] += 1
    extras = [place for place in films if place[0].only_extras]
    rows = [
        _row(combination, position, films[combination, position], pages)
        for combination, position in sorted(films)
        if combination.scene_tag
    ]
    confirmed = sum(pages[*place, True] for place in extras)
    denied = sum(pages[*place, False] for place in extras)
    together = sum(films[place] for place in extras)
    stated = is_statement(denied, confirmed)
    return [_counted(ONLY_EXTRAS, ANYWHERE, (together, confirmed, denied), stated), *rows]


def _places(claims: Collection[Claim]) -> Iterator[tuple[Combination, str]]:
    """What is tagged of a film, with each position that this may state."""
    for combination in set(_combinations(claims)):
        for position in combination.positions:
            yield combination, position
            if combination.only_places and _has_keyword(claims, position):
                yield KEYWORD, position


def _combinations(claims: Iterable[Claim]) -> Iterator[Combination]:
    for claim in claims:
        if claim.source == "aftercredits.com" and "Kometa" in (claim.url or ""):
            yield Combination.of(claim.note)


def _has_keyword(claims: Iterable[Claim], position: str) -> bool:
    """Whether TMDB has its keyword for that position, also where it was left open beside tags."""
    return any(
        claim.source == TMDB and KEYWORDS[position] in claim.note.split(";") for claim in claims
    )


def _answer(claims: Iterable[Claim], position: str) -> bool | None:
    """Whether pages that speak of this film say that there is a scene; ``None`` if they differ."""
    pages = [
        claim
        for claim in claims
        if claim.source not in TAG_LISTS
        and claim.source != NUMBERS_ONLY
        and not claim.series_wide
        and claim.superseded is None
    ]
    places = [POSITIONS[position]] if position != UNPLACED else list(Position)
    named = any(names_scene(claim, place) for claim in pages for place in places)
    denied = any(all(denies(claim, place) for place in places) for claim in pages)
    return named if named != denied else None


def _row(
    combination: Combination,
    position: str,
    films: int,
    pages: Counter[tuple[Combination, str, bool]],
) -> tuple[str, ...]:
    confirmed, denied = (pages[combination, position, answer] for answer in (True, False))
    stated = is_statement(confirmed, denied)
    return _counted(combination, position, (films, confirmed, denied), stated)


def _counted(
    combination: Combination, position: str, counts: tuple[int, int, int], stated: bool
) -> tuple[str, ...]:
    named = (combination.scene_tag, ";".join(combination.extras), combination.place, position)
    return (*named, *map(str, counts), "1" if stated else "")


def main() -> None:
    """Measure on the shipped catalogue, write the table and say how many combinations state."""
    rows = measured(Catalogue.load(FILMS_FOLDER))
    write(FILMS_FOLDER / "tag_meanings.csv", MEANING_COLUMNS, rows)
    stating = sum(1 for row in rows if row[-1])
    sys.stdout.write(
        f"{len(rows)} combinations and positions, {stating} of which state something\n"
    )


if __name__ == "__main__":
    main()
