"""The catalogue as one server knows it: with what its members added, and what all servers share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Protocol, TypeVar

from rapidfuzz.fuzz import ratio

from data.catalogue.catalogue import Catalogue
from data.catalogue.facts import FilmFacts, facts_of, listed_facts
from data.catalogue.film import IN_CINEMAS, Film, NeededFilm, Scene, ToldEgg
from data.catalogue.other_works import OtherWork
from data.catalogue.timings import CutTimings, best_cut
from data.catalogue.verdict import Claim, Count
from data.clock import Clock
from data.contributions.rules.additions import Additions
from data.contributions.rules.agreement import beside
from data.contributions.rules.contribution import is_added
from data.lookup import Lookup, Match
from data.lookup.choice import Films
from data.lookup.evidence import DOUBTFUL
from data.lookup.query.text import fold, wording, year_of

T = TypeVar("T")

ALIKE = 85.0
"""From this similarity on, of 100, an added film's name counts as the one typed."""

MOST_ADDED_OFFERED = 5
"""Added films among the choices of an option."""

MOST_RECENT_OFFERED = 10
"""Films in cinemas that are offered before anything is typed."""


class Finder(Films, Protocol):
    """Finds films by what people type; :class:`data.lookup.Lookup` says what each promises."""

    def find_in(self, sentence: str, limit: int = 5) -> list[Match]:
        """Films that a sentence names."""

    def other_work(self, title: str) -> OtherWork | None:
        """The series or game of exactly that name."""

    def work_within(self, text: str) -> str:
        """The longest series', game's or everyday name in a text; empty without one."""

    def is_everyday(self, title: str) -> bool:
        """Whether a title is a word of everyday chat."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Additions, the ids of the films about which they say something, and how those that they add
    are found; ``finder`` is ``None`` if there are none.
    """

    additions: Additions
    changed: frozenset[str]
    finder: Lookup | None

    @classmethod
    def of(cls, additions: Additions) -> Layer:
        """Index the films of some additions: a few milliseconds for a hundred."""
        said = (additions.claims, additions.scenes, additions.timings, additions.seen)
        finder = Lookup(additions.films, {}) if additions.films else None
        return cls(additions, frozenset(chain.from_iterable(said)), finder)


class ServerFilms:
    """Films by id, link or name, and all that is known about each, for one server.

    Made anew for each answer out of what is held in memory; it costs next to nothing. ``listed``
    are the catalogue's own facts, if somebody keeps them.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        lookup: Lookup,
        layers: Sequence[Layer],
        clock: Clock | None = None,
        listed: Callable[[str], FilmFacts | None] | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._lookup = lookup
        self._clock = clock
        self._listed = listed or listed_facts(catalogue)
        self._additions = tuple(layer.additions for layer in layers)
        self._changed = tuple(layer.changed for layer in layers)
        self._finders = tuple(layer.finder for layer in layers if layer.finder is not None)

    @property
    def _now(self) -> int:
        return 0 if self._clock is None else int(self._clock().timestamp())

    @property
    def _today(self) -> date | None:
        return None if self._clock is None else self._clock().date()

    @property
    def added(self) -> list[Film]:
        """The films that the catalogue lacks; of two with one id or label the server's own."""
        layers = reversed(self._additions)
        by_id = {film.id: film for layer in layers for film in layer.films}
        return list({film.label.casefold(): film for film in by_id.values()}.values())

    @property
    def changed(self) -> frozenset[str]:
        """Ids of the films about which members say something."""
        return frozenset().union(*self._changed)

    def get(self, film_id: str) -> Film | None:
        """The film of that id; for an added one that the catalogue has by now, the catalogue's."""
        film = self._catalogue.get(film_id)
        if film is not None or not is_added(film_id):
            return film
        for layer in self._additions:
            if film_id in layer.merged:
                return self._catalogue.get(layer.merged[film_id])
        return next((film for film in self.added if film.id == film_id), None)

    def by_imdb(self, imdb_id: str) -> Film | None:
        """The film of that IMDb id."""
        known = self._catalogue.by_imdb(imdb_id)
        return known or next((film for film in self.added if film.imdb_id == imdb_id), None)

    def by_tmdb(self, tmdb_id: int) -> Film | None:
        """The film of that TMDB number."""
        known = self._catalogue.by_tmdb(tmdb_id)
        return known or next((film for film in self.added if film.tmdb_id == tmdb_id), None)

    def ids_of(self, film: Film) -> list[str]:
        """All ids by which a film has gone: its own, and those of additions merged into it."""
        merged = [
            old for layer in self._additions for old, new in layer.merged.items() if new == film.id
        ]
        return [film.id, *dict.fromkeys(merged)]

    def by_present_id(self, kept: Mapping[str, T]) -> dict[str, T]:
        """What is kept by film ids, by those that the films have now.

        What is kept under a film's own id goes before what is kept under an earlier one.
        """
        present = {film_id: film.id for film_id in kept if (film := self.get(film_id))}
        renamed = {present.get(film_id, film_id): value for film_id, value in kept.items()}
        return renamed | {id_: value for id_, value in kept.items() if id_ == present.get(id_)}

    def claims(self, film_id: str) -> tuple[Claim, ...]:
        """What sources and members say about a film.

        What the server's own members say is not told a second time because it is shared.
        """
        claims = self._catalogue.claims(film_id)
        counts: set[tuple[Count | None, Count | None]] = set()
        for layer in self._additions:
            if added := layer.claims.get(film_id):
                own = [claim for claim in added if (claim.mid, claim.post) not in counts]
                counts |= {(claim.mid, claim.post) for claim in own}
                claims += tuple(own)
        return claims + beside(self._seen(film_id), claims)

    def _seen(self, film_id: str) -> tuple[Claim, ...]:
        """What those who saw it claim: of all servers as soon as these suffice, else of its own."""
        for number, layer in enumerate(reversed(self._additions)):
            if film_id in layer.seen:
                return layer.seen[film_id].claims(self._now, shared=number == 0)
        return ()

    def scenes(self, film_id: str) -> tuple[Scene, ...]:
        """The scenes told; a server's own take the place of shared ones, and those of the lists.

        What makers said of a scene stands, whoever tells it.
        """
        listed = self._catalogue.scenes(film_id)
        by_layer = [layer.scenes[film_id] for layer in self._additions if film_id in layer.scenes]
        if not by_layer:
            return listed
        places = {(s.order, s.position.value): s for s in listed}
        for scene in chain.from_iterable(reversed(by_layer)):
            place = (scene.order, scene.position.value)
            confirmations = places[place].confirmations if place in places else ()
            places[place] = replace(scene, confirmations=confirmations)
        return tuple(places[place] for place in sorted(places))

    def eggs(self, film_id: str) -> tuple[ToldEgg, ...]:
        """The Easter eggs told from pages; members' are contributions of their own."""
        return self._catalogue.eggs(film_id)

    def timings(self, film_id: str) -> tuple[CutTimings, ...]:
        """What members measured of each cut: the server's own or the shared, whichever is more."""
        layers = [cuts for layer in self._additions if (cuts := layer.timings.get(film_id))]
        return max(layers, key=lambda cuts: max(cut.members for cut in cuts), default=())

    def about(self, film: Film) -> FilmFacts:
        """Everything that is known about a film, for an answer."""
        if all(film.id not in changed for changed in self._changed):  # as for nearly all films
            listed = self._listed(film.id)
            if listed is not None:
                return listed
        timings = best_cut(self.timings(film.id), film.runtime)
        return facts_of(
            *(film, self.claims(film.id), self.scenes(film.id), timings),
            needed=self.needed_before(film.id),
            stated_credits=self._catalogue.stated_credits(film.id),
        )

    def needed_before(self, film_id: str) -> tuple[NeededFilm, ...]:
        """The films that a source says one should have seen before it, in order of release."""
        return self._catalogue.needed_before(film_id)

    def search(self, text: str, limit: int = 10) -> list[Match]:
        """As :meth:`data.lookup.Lookup.search`, added films among them."""
        known = self._lookup.search(text, limit, self._today)
        return self._with_added(text, known, Lookup.search)[:limit]

    def find_in(self, sentence: str, limit: int = 5) -> list[Match]:
        """As :meth:`data.lookup.Lookup.find_in`, added films among them."""
        known = self._lookup.find_in(sentence, limit, self._today)
        return self._with_added(sentence, known, Lookup.find_in)[:limit]

    def other_work(self, title: str) -> OtherWork | None:
        """As :meth:`data.lookup.Lookup.other_work`."""
        return self._lookup.other_work(title)

    def work_within(self, text: str) -> str:
        """As :meth:`data.lookup.Lookup.work_within`."""
        return self._lookup.work_within(text)

    def is_everyday(self, title: str) -> bool:
        """As :meth:`data.lookup.Lookup.is_everyday`."""
        return self._lookup.is_everyday(title)

    def complete(self, text: str, limit: int = 25) -> list[Match]:
        """As :meth:`data.lookup.Lookup.complete`, a few added films first if they are like it.

        Before anything is typed films of the last weeks come first, then the best known.
        """
        known = self._lookup.complete(text, limit, self._today)
        if not fold(text) and (today := self._today) is not None:
            recent = self._catalogue.released_between(today - IN_CINEMAS, today)
            first = [Match(film, 0.0) for film in recent[:MOST_RECENT_OFFERED]]
            return list({match.film.id: match for match in (*first, *known)}.values())[:limit]
        if not self._finders:
            return known
        first = [
            match
            for match in self._added_matches(text, Lookup.search)
            if match.confidence > DOUBTFUL or _begins(match.film, text)
        ][:MOST_ADDED_OFFERED]
        return (first + known)[:limit]

    def _with_added(
        self, text: str, known: list[Match], ask: Callable[[Lookup, str], list[Match]]
    ) -> list[Match]:
        if not self._finders:
            return known
        both = self._added_matches(text, ask) + known
        return sorted(both, key=lambda match: -match.confidence)

    def _added_matches(self, text: str, ask: Callable[[Lookup, str], list[Match]]) -> list[Match]:
        shown = {film.id for film in self.added}
        matches = (match for finder in self._finders for match in ask(finder, text))
        return [_tempered(match, text) for match in matches if match.film.id in shown]


def _tempered(match: Match, text: str) -> Match:
    if _is_named(match.film, wording(fold(text)).words):
        return match
    # A look-up over a handful of titles has nothing to compare with, and is sure too soon.
    return replace(match, confidence=min(match.confidence, DOUBTFUL))


def _is_named(film: Film, typed: Sequence[str]) -> bool:
    """Whether the words of a title stand among those typed, or all of these are much like it."""
    name = wording(fold(film.title)).words
    if f" {' '.join(name)} " in f" {' '.join(typed)} ":
        return True
    dated = len(typed) > 1 and year_of(typed[-1]) is not None
    bare = typed[:-1] if dated else typed
    return ratio("".join(name), "".join(bare)) >= ALIKE


def _begins(film: Film, text: str) -> bool:
    typed = wording(fold(text)).key
    return bool(typed) and wording(fold(film.title)).key.startswith(typed)
