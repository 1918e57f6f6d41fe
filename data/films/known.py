"""Counts how much is known of films: ``python -m data.films.known``.

Prints the tables of ``SOURCES.md``: verdicts by confidence among the best known films, all of them
and those that are out, of the films released in each of the 24 months before the newest claim, and
of those of the last twelve months that a source speaks of.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.catalogue.verdict import Confidence, Verdict, judge
from data.settings import FILMS_FOLDER

BEST_KNOWN = (500, 1_000, 5_000)
MONTHS = 24
YEAR = 12

LEVELS = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)

Counts = Counter[tuple[Verdict, Confidence | None]]


def counted(catalogue: Catalogue, films: Iterable[Film]) -> Counts:
    """How many of the films have which verdict, of which confidence."""
    judgements = (judge(catalogue.claims(film.id)) for film in films)
    return Counter((found.verdict, found.confidence) for found in judgements)


def row(name: str, counts: Counts) -> str:
    """One line of a table: verdicts by confidence, and the share that is not known."""
    total = sum(counts.values())
    by_level = (
        " / ".join(f"{counts[verdict, level]:,}" for level in LEVELS)
        for verdict in (Verdict.SCENES, Verdict.NONE)
    )
    unknown = counts[Verdict.UNKNOWN, None]
    share = f"{unknown:,} ({100 * unknown / total:.1f} %)" if total else "0"
    return f"| {name} | {' | '.join(by_level)} | {counts[Verdict.DISPUTED, None]} | {share} |"


def months_before(day: date, count: int) -> Iterator[tuple[int, int]]:
    """Year and month of the last ``count`` months, that of ``day`` being the last."""
    last = 12 * day.year + day.month - 1
    for number in range(last - count + 1, last + 1):
        yield number // 12, number % 12 + 1


def released_in(catalogue: Catalogue, months: Iterable[tuple[int, int]]) -> list[Film]:
    """The films with a release date in one of the months, the best known first."""
    wanted = set(months)
    return [
        film
        for film in catalogue.films
        if film.release_date and (film.release_date.year, film.release_date.month) in wanted
    ]


def out_by(film: Film, day: date) -> bool:
    """Whether the film was out by that day; one without a date is told by its year."""
    return film.release_date <= day if film.release_date else film.year <= day.year


def tables(catalogue: Catalogue, day: date) -> Iterator[str]:
    """The lines of all tables; ``day`` is in the last month that is counted."""
    for most in BEST_KNOWN:
        films = list(islice(catalogue.films, most))
        yield row(f"{most:,}", counted(catalogue, films))
        out = (film for film in films if out_by(film, day))
        yield row(f"{most:,}, released", counted(catalogue, out))
    for year, month in months_before(day, MONTHS):
        yield row(f"{year}-{month:02}", counted(catalogue, released_in(catalogue, [(year, month)])))
    recent = released_in(catalogue, months_before(day, YEAR))
    covered = [film for film in recent if catalogue.claims(film.id)]
    yield row(f"{YEAR} months", counted(catalogue, recent))
    yield row(f"{YEAR} months, spoken of", counted(catalogue, covered))


def main() -> int:
    """Print the tables."""
    catalogue = Catalogue.load(FILMS_FOLDER)
    newest = date.fromisoformat(f"{catalogue.as_of}"[:10])
    sys.stdout.writelines(f"{line}\n" for line in tables(catalogue, newest))
    return 0


if __name__ == "__main__":
    sys.exit(main())
