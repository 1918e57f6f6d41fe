"""Fuzzy look-up: which film is meant by a title as typed, a beginning, or a chat sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import numpy as np

from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.catalogue.other_works import OtherWork
from data.lookup.beginnings import Beginnings
from data.lookup.confidence import certainties
from data.lookup.evidence import NO_EVIDENCE, SERIES_MEANT, VAGUE, Evidence
from data.lookup.index.keys import Names, collect
from data.lookup.index.prefix import Prefixes
from data.lookup.mention import Mentions
from data.lookup.query.sentence import around_maker, newest_named
from data.lookup.query.text import NUMBERS, fold, wording, year_of
from data.lookup.query.typed import read_typed
from data.lookup.readings import Readings
from data.lookup.search import Hit, TitleSearch
from data.lookup.series import ONE_OF_MANY, Series

MOST_WORDS, LONGEST_WORK = 30, 12
"""Words of a text, and of a name, where a series or a game is looked for in a text."""
RIVALS = 10
"""So many films are weighed against each other at least, however few are asked for."""
WORTH_ASKING = 0.1
"""Below this confidence a match is a guess that is not worth a question."""
CONFIDENT = 0.5
"""A match is accepted without asking at this confidence or above."""


@dataclass(frozen=True, slots=True)
class Match:
    """A film that may be meant; ``confidence`` is the probability, 0 to 1, that it is.

    ``likeness``, 0 to 1, is that of its name alone; it is told for a title as typed. ``newest``
    tells that the newest film of a maker or a series was asked for, and this is one of its films.
    """

    film: Film
    confidence: float
    likeness: float = 0.0
    newest: bool = False


class Lookup:
    """An index of film titles in memory. It never changes, so threads may share it."""

    def __init__(
        self,
        films: Sequence[Film],
        aliases: Names,
        nicknames: Names | None = None,
        evidence: Evidence = NO_EVIDENCE,
        makers: Names | None = None,
    ) -> None:
        """Index films, best known first; ``aliases`` are other titles by film id.

        Nobody is sure of a film by a nickname that it shares with another film, and of none
        against the ``evidence``.
        """
        self._films = films
        self._evidence = evidence
        keys = collect(films, aliases, nicknames or {})
        lengths = np.array([len(key) for key in keys.text], np.int32)
        years = np.array([film.year for film in films], np.int32)
        self._prefixes = prefixes = Prefixes(keys, lengths)
        self._series = Series(keys, prefixes, films, makers or {})
        self._titles = TitleSearch(keys, prefixes, self._series, lengths, years)
        self._readings = Readings(self._titles, self._series, years)
        self._beginnings = Beginnings(self._titles, prefixes, years)
        self._mentions = Mentions(self._titles, self._series, evidence)

    @classmethod
    def of(cls, catalogue: Catalogue) -> Self:
        """Index a catalogue's films, with all that it knows of names."""
        evidence = Evidence(catalogue.supplements.other_works, catalogue.supplements.everyday)
        names = (catalogue.aliases, catalogue.supplements.nicknames)
        return cls(catalogue.films, *names, evidence, catalogue.supplements.makers)

    def search(self, text: str, limit: int = 10, today: date | None = None) -> list[Match]:
        """Films for a title as typed, best first, each once; none for a text without any match.

        "The new" film of a series is the newest that is out ``today``; without a day, of all.
        """
        typed = read_typed(text)
        said = wording(typed.words)
        titled = self._titles.keys.equal_to(said.key)
        if newest := self._newest(typed.words, titled, limit, today):
            return self._matches(newest, limit, newest=True)
        if not titled and (name := newest_named(typed.words)) and VAGUE.issuperset(name):
            return []  # "nolan latest": whatever has such letters in its title is not meant
        hits = self._readings.find(typed, max(limit, RIVALS))
        if hits and hits[0].query.said.key != said.key and self.other_work(text):
            # A film of a part of the name: "saved by the bell".
            hits = [replace(hit, most=min(hit.most, SERIES_MEANT)) for hit in hits]
        sure = certainties(hits, self._titles.keys, self._evidence)
        found = list(zip(hits, sure, strict=True))
        if not sure or sure[0] < CONFIDENT:
            named = self._readings.of_work if self.other_work(text) else self._readings.beside
            found = self._with_beside(found, named(text, typed, limit))
        matches = [
            Match(self._films[hit.film], certainty, hit.fit) for hit, certainty in found[:limit]
        ]
        if sure and sure[0] >= CONFIDENT:
            best = [hit.film for hit, _ in found[:1]]
            return self._with_new_namesakes(matches, best, limit, today)
        return self._with_next_part(matches, said.words, limit, today)

    def _with_next_part(
        self, matches: list[Match], words: tuple[str, ...], limit: int, today: date | None
    ) -> list[Match]:
        """Also the new part of a series of which a number was typed: it may not bear it itself."""
        *name, number = words or ("",)
        if number not in NUMBERS or not name:
            return matches
        newest = self._series.newest(name, 1, today)
        films = [self._films[film] for film, _ in newest if self._series.is_late(film, today)]
        asked = [match for match in matches if match.confidence >= WORTH_ASKING]
        shown = {match.film for match in asked}
        new = [Match(film, WORTH_ASKING) for film in films if film not in shown]
        rest = [match for match in matches[len(asked) :] if match.film not in films]
        return [*asked, *new, *rest][:limit]

    def _newest(
        self, words: list[str], titled: Sequence[int], limit: int, today: date | None
    ) -> list[tuple[int, float]]:
        """The newest films of a maker or a series, if that is what the words ask for.

        "New moon" does not, as it is ``titled``. Where a series is called so, as "New Amsterdam",
        nobody is sure.
        """
        year = year_of(words[-1]) if len(words) > 1 else None
        said = words if year is None else words[:-1]
        first, last = around_maker(said)
        if made := self._series.made(said[:first], said[first:last], said[last:], today, year):
            return made
        name = [] if titled else newest_named(words)
        newest = self._series.newest(name, limit, today) if name else []
        work = self.other_work(" ".join(words)) if newest else None
        if work is not None and wording(fold(work.name)).key == wording(words).key:
            return [(film, min(sure, ONE_OF_MANY)) for film, sure in newest]
        return newest

    def _with_beside(
        self, found: list[tuple[Hit, float]], beside: list[Hit]
    ) -> list[tuple[Hit, float]]:
        """The films found, and those of a name that stands in the text, the likeliest first."""
        sure = certainties(beside, self._titles.keys, self._evidence)
        known = {hit.film for hit, certainty in found if certainty >= WORTH_ASKING}
        added = [pair for pair in zip(beside, sure, strict=True) if pair[0].film not in known]
        films = {hit.film for hit, _ in added}
        first = [pair for pair in found if pair[0].film in known]
        return [*first, *added, *(p for p in found if p[0].film not in known | films)]

    def other_work(self, title: str) -> OtherWork | None:
        """The series or game of exactly that name."""
        said = wording(fold(title))
        works = self._evidence.works
        return works.get(said.key) or works.get(said.plain_key)

    def work_within(self, text: str) -> str:
        """The longest run of words, two at least, that a series, a game or everyday chat has.

        Empty if there is none; words beyond :data:`MOST_WORDS` are not looked at.
        """
        words, names = wording(fold(text)[:MOST_WORDS]).words, self._evidence
        for size in range(min(LONGEST_WORK, len(words)), 1, -1):
            for first in range(len(words) - size + 1):
                key = "".join(words[first : first + size])
                if key in names.works or key in names.everyday:
                    return " ".join(words[first : first + size])
        return ""

    def is_everyday(self, title: str) -> bool:
        """Whether a title is a word or phrase of everyday chat."""
        return wording(fold(title)).key in self._evidence.everyday

    def complete(self, text: str, limit: int = 25, today: date | None = None) -> list[Match]:
        """Films whose title begins like this, for every keystroke; no text: the best known.

        Of a maker's name, and of "the new x" where no title begins so, the newest films that are
        out ``today`` come first, then the others.
        Whoever types a sign means it: titles that begin with ``duck,`` to the letter come first.
        """
        folded = fold(text)
        begun = self._with_new_second(self._beginnings.find(folded, limit), folded, today)
        matches = self._matches(begun, limit)
        titled = self._prefixes.range(wording(folded).key)
        newest = self._matches(self._newest(folded, titled, limit, today), limit)
        shown = {match.film.id for match in newest}
        matches = [*newest, *(match for match in matches if match.film.id not in shown)][:limit]
        typed = text.strip().casefold()
        if typed.replace(" ", "").isalnum():
            return matches
        return sorted(matches, key=lambda match: not _begins_to_the_letter(match.film, typed))

    def _with_new_second(
        self, found: list[tuple[int, float]], folded: list[str], today: date | None
    ) -> list[tuple[int, float]]:
        """The new films of the title that is typed in full come before what may follow."""
        if not found or wording(fold(self._films[found[0][0]].title)).key != wording(folded).key:
            return found
        new = dict.fromkeys(self._series.new_namesakes(found[0][0], today), 0.0)
        return [*found[:1], *new.items(), *(pair for pair in found[1:] if pair[0] not in new)]

    def find_in(self, sentence: str, limit: int = 5, today: date | None = None) -> list[Match]:
        """Films that a chat sentence may name, best first, each once.

        "The new" film of a series is the newest that is out ``today``; without a day, of all.
        """
        found, newest = self._mentions.find(sentence, max(limit, RIVALS), today)
        best = [film for film, _ in found[:1]]
        matches = self._matches(found, limit, newest=newest)
        return self._with_new_namesakes(matches, best, limit, today)

    def _with_new_namesakes(
        self, matches: list[Match], best: list[int], limit: int, today: date | None
    ) -> list[Match]:
        """The matches, and last the new namesakes of a film that was found by another name.

        Whoever types "Vaiana" may mean the film of this year that is called "Moana" elsewhere too.
        """
        if not best or matches[0].confidence < CONFIDENT:
            return matches
        shown = {match.film for match in matches}
        namesakes = (self._films[film] for film in self._series.new_namesakes(best[0], today))
        more = [Match(film, 0.0) for film in namesakes if film not in shown][: limit - 1]
        return [*matches[: limit - len(more)], *more]

    def _matches(
        self, found: list[tuple[int, float]], limit: int, *, newest: bool = False
    ) -> list[Match]:
        return [Match(self._films[film], sure, newest=newest) for film, sure in found[:limit]]


def _begins_to_the_letter(film: Film, typed: str) -> bool:
    title = film.title.casefold()
    return title.startswith(typed) or title.removeprefix("the ").startswith(typed)
