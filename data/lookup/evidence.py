"""What speaks against a film although its title fits: a series of that name, an everyday word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.catalogue.other_works import OtherWork

FAMOUS, MUCH_BETTER_KNOWN = 3_000, 15
"""A film is meant rather than the series or game of its very name if it is among so many best
known, or if its rank is less than so many times the other's."""
WELL_KNOWN, BETTER_KNOWN = 8_000, 6
"""A film of an everyday word as its title is meant at once only up to this rank; beyond it, a film
is meant rather than a series only if its rank is less than so many times the other's."""

SERIES_MEANT = 0.05
"""At most as sure as this is a film whose name is only like that of a series."""
DOUBTFUL = 0.4
"""At most as sure is a film that something speaks against: a better known series of its very name,
an everyday word, too little else that was said. Below :data:`data.lookup.CONFIDENT` members are
asked."""

SERIES_WORDS = frozenset(
    "series season seasons episode episodes finale tv show showrunner sitcom anime serie staffel "
    "folge temporada episodio saison stagione game dlc ps4 ps5 xbox playthrough".split()
)
"""Words that say that no film is meant, wherever they stand beside a name."""

MAKERS = frozenset(
    "marvel mcu dc dcu dceu disney pixar a24 netflix hbo ghibli dreamworks blumhouse warner sony "
    "paramount universal lionsgate illumination nolan tarantino spielberg scorsese "
    "villeneuve".split()
)
"""Who makes films; such a word alone names none."""

_CHATTER_WORDS = """
lol lmao rofl haha hahaha wtf omg omfg idk idc ikr smh tbh brb ngl fr gg nice cool sure thanks thx
ty wow sorry ok okay yes yeah yep nope bruh bro hmm huh same true facts bet rip yo hey hello hi
help bye sup sus nah meh oof
"""
_CHATTER_PHRASES = (
    "noidea noclue whoknows notsure nevermind noworries noproblem mybad forreal ofcourse soundsgood"
)
CHATTER = frozenset((_CHATTER_WORDS + _CHATTER_PHRASES).split())
"""What people say in between, by its key; that a film has such a title is chance."""

VAGUE = MAKERS | frozenset(
    "comedy horror action drama romance thriller western animation anime christmas test".split()
)
"""Words, alone or together, that ask for some film and name none."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of names beside the films': by key, as the look-up compares them."""

    works: Mapping[str, OtherWork] = field(default_factory=dict)
    everyday: frozenset[str] = frozenset()

    def limit(
        self,
        keys: tuple[str, ...],
        rank: int,
        *,
        named: bool,
        spelt: bool,
        whole: bool = True,
        film_said: bool = False,
    ) -> float:
        """How sure a film can be at most, 0 to 1.

        ``keys`` are the spellings of what was typed, ``rank`` is the film's, ``named`` tells
        whether one of them is a name of the film or nearly so, ``spelt`` that it is, letter by
        letter, and ``whole`` that it is more than a part of its title. Where it was said that a
        film is meant, no series is.
        """
        if any(key in VAGUE for key in keys):
            return DOUBTFUL
        if film_said:
            return 1.0
        if any(key in CHATTER for key in keys) and (rank > FAMOUS or not named):
            return DOUBTFUL
        work = next((self.works[key] for key in keys if key in self.works), None)
        if work is not None and not (spelt and self._is_film(rank, work, whole=whole)):
            return DOUBTFUL if named else SERIES_MEANT
        if any(key in self.everyday for key in keys) and (rank > WELL_KNOWN or not named):
            return DOUBTFUL
        return 1.0

    def _is_film(self, rank: int, work: OtherWork, *, whole: bool) -> bool:
        times = MUCH_BETTER_KNOWN if rank <= WELL_KNOWN else BETTER_KNOWN
        return (whole and rank <= FAMOUS) or rank < times * work.rank


NO_EVIDENCE = Evidence()
