"""Everything that is known about one film, put together for an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film, NeededFilm, Scene, StatedCredits
from data.catalogue.timings import CutTimings, with_times
from data.catalogue.verdict import Claim, Finding, Judgement, judge

_judge = lru_cache(maxsize=4_096)(judge)
"""A verdict follows from its claims alone, and the same few thousand films are asked about."""


MOST_LISTED = 512
"""Films whose facts are kept as they were put together: more than are asked about in an hour."""


@dataclass(frozen=True, slots=True, eq=False)
class FilmFacts:
    """A film with its verdict and its scenes, in the order in which they are shown.

    ``timings`` are what enough members measured of the cut that the answer is about; ``needed`` are
    the films that one should have seen before. Each is equal only to itself, so that what is said
    of it can be remembered by it.
    """

    film: Film
    judgement: Judgement
    scenes: tuple[Scene, ...]
    timings: CutTimings | None = None
    needed: tuple[NeededFilm, ...] = ()
    stated_credits: StatedCredits | None = None


def facts_of(
    film: Film,
    claims: Sequence[Claim],
    scenes: Sequence[Scene],
    timings: CutTimings | None = None,
    needed: tuple[NeededFilm, ...] = (),
    stated_credits: StatedCredits | None = None,
) -> FilmFacts:
    """Judge the claims; a scene is told only where its position is not denied by all.

    What enough members measured goes before the times that the scenes come with.
    """
    judgement = _judge(tuple(claims))
    positions = judgement.positions
    told = [s for s in scenes if positions[s.position].finding is not Finding.NONE]
    return FilmFacts(film, judgement, with_times(told, timings), timings, needed, stated_credits)


def facts_about(catalogue: Catalogue, film: Film) -> FilmFacts:
    """What the catalogue's lists alone hold about a film."""
    return facts_of(
        film,
        catalogue.claims(film.id),
        catalogue.scenes(film.id),
        needed=catalogue.needed_before(film.id),
        stated_credits=catalogue.stated_credits(film.id),
    )


def listed_facts(catalogue: Catalogue) -> Callable[[str], FilmFacts | None]:
    """:func:`facts_about` films of one catalogue by their ids, the last few hundred made once."""

    @lru_cache(maxsize=MOST_LISTED)
    def about(film_id: str) -> FilmFacts | None:
        film = catalogue.get(film_id)
        return None if film is None else facts_about(catalogue, film)

    return about
