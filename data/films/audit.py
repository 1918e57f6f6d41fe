"""Lists what does not fit together in the catalogue: ``python -m data.films.audit``.

Three kinds of findings, for a person to look up: pages that speak of a whole series and are used
for some of its films, verdicts whose sources disagree about a position, and films whose scenes are
told but counted otherwise.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator

from data.catalogue.catalogue import Catalogue
from data.catalogue.verdict import Finding, Position, judge
from data.settings import FILMS_FOLDER


def partly_used_pages(catalogue: Catalogue) -> Iterator[str]:
    """Pages with a series statement that is not used for every film of that franchise."""
    covered: dict[str, set[str]] = defaultdict(set)
    speaking: dict[str, set[str]] = defaultdict(set)
    for film in catalogue.films:
        for claim in catalogue.claims(film.id):
            if claim.url:
                speaking[claim.url].add(film.id)
                if claim.series_wide and film.franchise:
                    covered[claim.url].add(film.franchise)
    for url, franchises in sorted(covered.items()):
        for franchise in sorted(franchises):
            films = catalogue.franchises[franchise]
            missing = [film.label for film in films if film.id not in speaking[url]]
            if missing:
                yield f"{url} speaks of {franchise}, but is not used for: {', '.join(missing)}"


def disagreements(catalogue: Catalogue) -> Iterator[str]:
    """Positions at which one source names a scene and another denies it; the best known first."""
    for film in catalogue.films:
        results = judge(catalogue.claims(film.id)).positions
        for position in Position:
            if results[position].finding is Finding.DISPUTED:
                yield f"{film.label}: sources disagree about {position.value}"


def miscounted_texts(catalogue: Catalogue) -> Iterator[str]:
    """Told films whose sources count another number of scenes than are told."""
    for film in catalogue.films:
        told = len(catalogue.scenes(film.id))
        count = judge(catalogue.claims(film.id)).count
        if told and (count is None or not count.low <= told <= (count.high or told)):
            said = "no scene" if count is None else f"{count.low} to {count.high or 'more'}"
            yield f"{film.label}: {told} told, sources say {said}"


def main() -> None:
    """Print all findings, and how many there are of each kind."""
    catalogue = Catalogue.load(FILMS_FOLDER)
    for find in (partly_used_pages, disagreements, miscounted_texts):
        findings = list(find(catalogue))
        sys.stdout.write(f"{find.__name__.replace('_', ' ')}: {len(findings)}\n")
        sys.stdout.writelines(f"  {finding}\n" for finding in findings)


if __name__ == "__main__":
    main()
