"""Whether the spoiler horizon depends on what happens in films that a member has not seen.

python -m benchmarks.horizon [--cases 1000000] [--replies 10000] [--seed 1]

Each case is a franchise made by lot, with some of its films seen. The rule is asked twice where the
member stands and what is open to them of each film before which something is left to see: all that
is told of the scenes of the unseen films has other words the second time. The answers must be the
same. Then the real bot is asked, as :mod:`benchmarks.horizon_replies` says.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.horizon_replies import differing
from data.catalogue.facts import FilmFacts
from data.catalogue.film import Confirmation, Film, NeededFilm, Scene, SceneText
from data.catalogue.verdict import Position, judge
from data.members.horizon import steps, within_horizon
from data.text import HiddenText, SafeText

MOST_FILMS = 7
MOST_SCENES = 3
FILMS = tuple(
    Film(f"film-{n}", f"Film {n}", f"Film {n}", 2000 + n, n + 1) for n in range(MOST_FILMS)
)
NOTHING_SAID = judge(())

ALL_OF = attrgetter(*(field.name for field in fields(FilmFacts)))
"""What facts hold: they themselves are equal to no others."""

Rule = Callable[[Sequence[Film], Collection[str], Callable[[Film], FilmFacts]], object]


@dataclass(frozen=True, slots=True)
class Case:
    """A franchise, what is seen of it, and its facts with one set of words and with another."""

    films: Sequence[Film]
    seen: frozenset[str]
    facts: Mapping[str, FilmFacts]
    reworded: Mapping[str, FilmFacts]


class Lot:
    """Draws cases; the same seed draws the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._scenes = [(self.scene(n), self.scene(-n)) for n in range(1, 1_001)]

    def case(self) -> Case:
        """The next case."""
        draw = self._random.random
        films = FILMS[: 1 + int(draw() * MOST_FILMS)]
        seen = frozenset(film.id for film in films if draw() < 0.4)
        facts: dict[str, FilmFacts] = {}
        reworded: dict[str, FilmFacts] = {}
        for place, film in enumerate(films):
            # A film can also need one that is no part of the franchise, or comes later.
            needed = tuple(
                NeededFilm(other, "a.example", "https://a.example", "2026-01-05")
                for at, other in enumerate(FILMS)
                if at != place and draw() < 0.15
            )
            many = int(draw() * (MOST_SCENES + 1))
            pairs = [self._scenes[int(draw() * len(self._scenes))] for _ in range(many)]
            told = FilmFacts(film, NOTHING_SAID, tuple(one for one, _ in pairs), needed=needed)
            facts[film.id] = reworded[film.id] = told
            if film.id not in seen:
                reworded[film.id] = replace(told, scenes=tuple(other for _, other in pairs))
        return Case(films, seen, facts, reworded)

    def scene(self, number: int) -> Scene:
        """A scene whose words are its own."""
        words = f"{number} {self._random.getrandbits(64):x}"
        hidden, hint = HiddenText(f"hidden {words}"), SafeText(f"hint {words}")
        said = Confirmation(
            *("on record", SafeText("the director"), HiddenText(f"said {words}")),
            *("a.example", f"https://a.example/{number}", "2026-01-05"),
        )
        return Scene(
            *(Position.POST, 1, "sequel tease", hint, hidden),
            confirmations=(said,),
            translations=(SceneText("de", hint, hidden),),
        )


def open_to_member(
    films: Sequence[Film], seen: Collection[str], about: Callable[[Film], FilmFacts]
) -> object:
    """Where a member stands, and what they may read of the films before which something is left."""
    left = [
        about(film)
        for film in films
        if film.id not in seen and any(one.film.id not in seen for one in about(film).needed)
    ]
    return steps(films, seen, about), [ALL_OF(within_horizon(facts, seen)) for facts in left]


def interfering(cases: int, seed: int, rule: Rule = open_to_member) -> int:
    """In how many cases the rule's answer depends on words of films that were not seen."""
    lot = Lot(seed)
    found = 0
    for _ in range(cases):
        case = lot.case()
        answer, again = (
            rule(case.films, case.seen, partial(_about, facts))
            for facts in (case.facts, case.reworded)
        )
        found += answer != again
    return found


def _about(facts: Mapping[str, FilmFacts], film: Film) -> FilmFacts:
    return facts[film.id]


def main() -> None:
    """Run, print, and fail where one case interferes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--replies", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    begun = time.process_time()
    found = interfering(asked.cases, asked.seed)
    took = time.process_time() - begun
    print(f"{asked.cases:,} cases, {found:,} that interfere, {took:.0f} s of CPU")
    with TemporaryDirectory(prefix="stinger-benchmark-") as folder:
        compared, differ = asyncio.run(differing(asked.replies, asked.seed, Path(folder)))
    print(f"{compared:,} replies of the bot, {differ:,} that differ")
    raise SystemExit(bool(found or differ))


if __name__ == "__main__":
    main()
