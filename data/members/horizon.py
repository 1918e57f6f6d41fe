"""The spoiler horizon: what is open to a member, and where they stand, by the films they have seen.

A film is closed to them while something is left to see before it. What is worked out here rests on
which films there are, which were seen, what is needed before each and how many scenes are told;
never on what a scene's text says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from data.catalogue.facts import FilmFacts
from data.catalogue.film import Film, NeededFilm, Scene
from data.text import HiddenText, SafeText


class Standing(Enum):
    """What a film of a franchise is to a member; one film at most is the next."""

    SEEN = auto()
    NEXT = auto()
    LATER = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """One film of a franchise, as it stands for a member.

    ``first`` are the films to see before it that they have not seen; ``told`` is how many scenes of
    the next film are told, and 0 for every other.
    """

    film: Film
    standing: Standing
    first: tuple[NeededFilm, ...] = ()
    told: int = 0


def to_see_first(facts: FilmFacts, seen: Collection[str]) -> tuple[NeededFilm, ...]:
    """What is needed before a film and not seen yet; nothing once the film itself is seen.

    ``seen`` are ids of films. While there is any, all that tells what happens in the film is closed
    in private replies: its scenes, theories and Easter eggs.
    """
    if facts.film.id in seen:
        return ()
    return tuple(one for one in facts.needed if one.film.id not in seen)


def within_horizon(facts: FilmFacts, seen: Collection[str]) -> FilmFacts:
    """What of a film's facts a member may read; of a closed one no word about its scenes."""
    if not to_see_first(facts, seen):
        return facts
    return replace(facts, scenes=tuple(_untold(scene) for scene in facts.scenes))


def _untold(scene: Scene) -> Scene:
    """Where a scene stands and what it is for, without what is said of it."""
    return replace(
        scene,
        hint=SafeText(""),
        hidden=HiddenText(""),
        confirmations=(),
        language=None,
        translations=(),
    )


def steps(
    films: Sequence[Film], seen: Collection[str], about: Callable[[Film], FilmFacts]
) -> tuple[Step, ...]:
    """The films in their order; the next is the first unseen one before which nothing is left."""
    found: list[Step] = []
    is_next = True
    for film in films:
        if film.id in seen:
            found.append(Step(film, Standing.SEEN))
            continue
        facts = about(film)
        first = to_see_first(facts, seen)
        if first or not is_next:
            found.append(Step(film, Standing.LATER, first))
        else:
            found.append(Step(film, Standing.NEXT, told=len(facts.scenes)))
            is_next = False
    return tuple(found)
