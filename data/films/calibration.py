"""How often the catalogue is wrong, by lot: ``python -m data.films.calibration``.

Prints whose turn it is by lot in each class, until pages have decided enough of them, and what
became of those that a person looked up on a page other than the one that the verdict rests on
(``calibration.csv``).
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from math import sqrt
from pathlib import Path

from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.catalogue.publishers import publisher
from data.catalogue.verdict import TAG_LISTS, Position, Verdict, denies, judge, names_scene
from data.settings import FILMS_FOLDER

TOLD = "told"
"""The class of films whose scenes are told: all of them, since each has a page."""

BEST_KNOWN = 4_000
"""Of the other classes, only these films: for others there are hardly pages to look them up."""

DECIDED = 20
"""Films of each class that pages are to decide."""

TRIED = 80
"""The most that are looked up for that."""

SEED = "20261130"

OUTCOME_COLUMNS = "class,film_id,outcome,url,looked_up,note"
OUTCOMES = ("right", "wrong", "not found")
"""A page bears the verdict or text out, it contradicts it, or no page was found."""

Z = 1.96
"""The standard normal deviate of 95 % confidence."""


def stays_by_lists(catalogue: Catalogue, film: Film) -> bool:
    """Whether it is *Stay seated*, and nothing but lists of tags names a scene."""
    found = judge(catalogue.claims(film.id))
    naming = {
        claim.source
        for claim in found.counting
        if claim.unplaced or any(names_scene(claim, position) for position in Position)
    }
    return found.verdict is Verdict.SCENES and naming <= TAG_LISTS


def none_by_one_source(catalogue: Catalogue, film: Film) -> bool:
    """Whether it is *Free to go*, and one publisher alone denies its scenes."""
    found = judge(catalogue.claims(film.id))
    denying = {
        publisher(claim.source)
        for claim in found.counting
        if any(denies(claim, position) for position in Position)
    }
    return found.verdict is Verdict.NONE and len(denying) == 1


def is_told(catalogue: Catalogue, film: Film) -> bool:
    """Whether its scenes are told."""
    return bool(catalogue.scenes(film.id))


CLASSES: Mapping[str, Callable[[Catalogue, Film], bool]] = {
    "stay by lists": stays_by_lists,
    "none by one source": none_by_one_source,
    TOLD: is_told,
}


def lot(catalogue: Catalogue, name: str) -> list[Film]:
    """The films of a class in the order in which they are drawn.

    A film's turn depends on its id alone, so that a film more or less changes no other's.
    """
    best = None if name == TOLD else BEST_KNOWN
    films = islice(catalogue.films, best)
    of_class = [film for film in films if CLASSES[name](catalogue, film)]
    return sorted(of_class, key=lambda film: sha256(f"{SEED} {film.id}".encode()).digest())


def due(catalogue: Catalogue, name: str, outcomes: Sequence[Mapping[str, str]]) -> Iterator[Film]:
    """The films of a class that are still to be looked up, in the order of the lot.

    None once pages have decided :data:`DECIDED`, and no more than makes :data:`TRIED` together.
    """
    tried = {row["film_id"]: row["outcome"] for row in outcomes if row["class"] == name}
    if sum(outcome != "not found" for outcome in tried.values()) >= DECIDED:
        return iter(())
    waiting = (film for film in lot(catalogue, name) if film.id not in tried)
    return islice(waiting, max(0, TRIED - len(tried)))


def wilson(wrong: int, decided: int) -> tuple[float, float]:
    """Wilson's interval of 95 % confidence for the share ``wrong / decided``; 0 to 1 for none."""
    if not decided:
        return 0.0, 1.0
    share, spread = wrong / decided, Z * Z / decided
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / decided + spread / (4 * decided)) / (1 + spread)
    # Rounding must not put the share itself outside.
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def read_outcomes(path: Path) -> list[dict[str, str]]:
    """What was looked up, as the table has it."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def rates(outcomes: list[dict[str, str]]) -> Iterator[str]:
    """One line for each class: outcomes, error rate among the decided, its interval."""
    for name in CLASSES:
        count = Counter(row["outcome"] for row in outcomes if row["class"] == name)
        decided = count["right"] + count["wrong"]
        low, high = wilson(count["wrong"], decided)
        share = f"{100 * count['wrong'] / decided:.0f} %" if decided else "-"
        numbers = " | ".join(str(count[outcome]) for outcome in OUTCOMES)
        yield f"| {name} | {count.total()} | {numbers} | {share} | {low:.0%} to {high:.0%} |"


def main() -> None:
    """Print whose turn it is, and the rates."""
    catalogue = Catalogue.load(FILMS_FOLDER)
    outcomes = read_outcomes(FILMS_FOLDER / "calibration.csv")
    for name in CLASSES:
        waiting = list(due(catalogue, name, outcomes))
        sys.stdout.write(f"{name}: {len(waiting):,} to look up\n")
        sys.stdout.writelines(f"  {film.id}\n" for film in waiting)
    sys.stdout.writelines(f"{line}\n" for line in rates(outcomes))


if __name__ == "__main__":
    main()
