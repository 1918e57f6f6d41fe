"""The films of a series, by what they have in common: a name, or the series they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice

import numpy as np

from data.catalogue.film import IN_CINEMAS, Film
from data.lookup.evidence import VAGUE
from data.lookup.index.index import spread
from data.lookup.index.keys import ALIAS, FIRST_PART, NICKNAME, TITLE, Keys, Names
from data.lookup.index.prefix import Prefixes
from data.lookup.query.sentence import Newness, newness
from data.lookup.query.text import NUMBERS, Wording, fold, wording

TRIED = 3
"""Films of one name that are tried, the best known first."""
MOST_TRIED, SHORTEST = 50, 2
"""Names that begin like what was typed and are looked at, and its letters from which on."""
WELL_KNOWN, NUMBERED_KNOWN = 8_000, 12_000
"""Films up to this rank count as parts of a series: a making-of or a concert is none. One that has
the series' name and a number may be less known."""
NEW_KNOWN, RECENT = 25_000, timedelta(days=4 * 365)
"""Lately, films up to the first rank count too: votes have not come yet. Among films that came out
within the second of the last one, those of any part of a name are looked for."""
LATELY = timedelta(days=730)
COMPARABLE_FAME = 3
"""Where the newest well-known part is little known itself, later ones are about as well known if
their rank is less than so many times its own: it is asked which is meant."""
FEW_NAMED = 3
"""If less than one in so many films of a series carry its name, all of them count as its parts;
else those beside the ones named so that came out lately."""
PREVIEWS = timedelta(days=7)
"""How long before its release a film is shown somewhere: at previews, or in other countries."""
NEW, COMING = timedelta(days=365), timedelta(days=92)
"""A film released so lately, or coming so soon, is what many mean by an old film's name."""
NEWEST, NEWEST_MADE, ONE_OF_MANY = 0.9, 0.6, 0.45
"""How sure the newest film of a series is, that of a maker where it is meant, and each of several.
"""
OFFERED, PROLIFIC = 3, 4
"""Films of a maker that are offered, and those of one year from which on its name means none."""


class Series:
    """Finds parts of a series by its name or by another part's name."""

    def __init__(
        self, keys: Keys, prefixes: Prefixes, films: Sequence[Film], makers: Names
    ) -> None:
        self._keys = keys
        self._prefixes = prefixes
        self._days = np.array([_day(film) for film in films], np.int32)
        self._dated = np.array([film.release_date is not None for film in films], np.bool_)
        self._last_day = int(self._days.max(initial=0))
        proper = (keys.weight >= np.float32(FIRST_PART)) & (keys.weight != np.float32(NICKNAME))
        rows = np.flatnonzero(proper)
        titles_first = np.lexsort((-keys.weight[rows], keys.film[rows]))
        self._rows = rows[titles_first].astype(np.int32)
        self._films = keys.film[self._rows]
        self._members: dict[str, list[int]] = defaultdict(list)
        for number, film in enumerate(films[:WELL_KNOWN]):
            if film.franchise:
                self._members[_key(film.franchise)].append(number)
        places = {film.id: number for number, film in enumerate(films[:NEW_KNOWN])}
        made = {
            _key(maker): [film for one in means for film in self._meant(one, places)]
            for maker, means in makers.items()
        }
        self._made = {maker: films for maker, films in made.items() if films}
        last = self._days[:NEW_KNOWN].max(initial=0) - RECENT.days
        recent = self._rows[(self._films < NEW_KNOWN) & (self._days[self._films] > last)]
        first, end = keys.word_starts[recent], keys.word_starts[recent + 1]
        self._recent_words = keys.word_ids[spread(first, end)]
        self._recent = np.repeat(recent, end - first)

    def _meant(self, means: str, places: Mapping[str, int]) -> Sequence[int]:
        return (places[means],) if means in places else self._members.get(_key(means), ())

    def made(
        self,
        before: list[str],
        name: list[str],
        after: list[str],
        today: date | None,
        year: int | None = None,
    ) -> list[tuple[int, float]]:
        """The newest films of a maker whose name stands among other words, if it is a maker's.

        The newest that is out comes first, then one that comes soon, each with the probability that
        it is meant. Of a ``year`` that is given, all its films are, and no others.
        """
        key, asked = wording(name).key if name else "", newness(before, after)
        if key not in self._made and after and asked in {Newness.NEW, Newness.LATEST}:
            key = key.removesuffix("s")  # marvel's newest
        if key not in self._made:
            return []
        out_by = date.max if today is None else today + PREVIEWS
        if year is not None:
            of_year = [film for film in self._made[key] if self._is_of(film, year)]
            sure_of_one = NEWEST_MADE if len(of_year) == 1 else ONE_OF_MANY
            return [(film, sure_of_one) for film in self._by_newness(of_year, out_by)]
        films = newest, *others = self._by_newness(self._made[key], out_by)
        coming = None if today is None else self._coming(films, today)
        if coming is not None:
            others = [coming, *(film for film in others if film != coming)]
        if today is None:
            sure = asked in {Newness.NEW, Newness.LATEST}
        elif asked is Newness.UNSAID:
            sure = self._runs(newest, today) and self._made_lately(films, today) < PROLIFIC
        elif asked is Newness.NEW and coming is not None:
            sure = self._runs(newest, today)
        else:
            sure = asked is not Newness.ANY and self._is_out(newest, out_by)
        first = NEWEST_MADE if sure else ONE_OF_MANY
        return [(newest, first), *((film, ONE_OF_MANY) for film in others[: OFFERED - 1])]

    def _is_of(self, film: int, year: int) -> bool:
        return date.fromordinal(int(self._days[film])).year == year

    def _is_out(self, film: int, out_by: date) -> bool:
        """Whether a film is known to be out by that day."""
        is_out = bool(self._days[film] <= out_by.toordinal())
        return is_out and not self._may_be_out(film, out_by)

    def _runs(self, film: int, today: date) -> bool:
        """Whether a film is in cinemas, as far as is known."""
        begun = bool(self._days[film] >= (today - IN_CINEMAS).toordinal())
        return begun and self._is_out(film, today + PREVIEWS)

    def _made_lately(self, films: Iterable[int], today: date) -> int:
        """How many of the films came out within a year."""
        out_by = today + PREVIEWS
        return sum(self._is_new(film, today) and self._is_out(film, out_by) for film in films)

    def parts(self, key: str, today: date, known: int = WELL_KNOWN) -> list[int]:
        """The well-known films whose title begins with these whole words, or whose series it is."""
        named = [
            int(self._keys.film[row])
            for row in self._known_rows(self._prefixes.range(key), today, known)
            if self._is_part(row, key, today, known)
        ]
        members = self._members.get(key, [])
        if FEW_NAMED * len(set(named).intersection(members)) >= len(members):
            first, last = (today - LATELY).toordinal(), today.toordinal()
            members = [film for film in members if first <= self._days[film] <= last]
        return list(dict.fromkeys((*named, *members)))

    def _known_rows(self, rows: range, today: date, known: int) -> list[int]:
        """Those of the rows that are whole names of films known well enough to be parts."""
        films = self._keys.film[rows.start : rows.stop]
        whole = self._keys.weight[rows.start : rows.stop] >= np.float32(ALIAS)
        late = self._days[films] > self._since(today)
        enough = (films < max(known, NUMBERED_KNOWN)) | (late & (films < NEW_KNOWN))
        found: list[int] = (np.flatnonzero(whole & enough) + rows.start).tolist()
        return found

    def newest(self, name: list[str], limit: int, today: date | None) -> list[tuple[int, float]]:
        """The films of a series: those that are out first, the newest first.

        Each has the probability that it is meant by "the new" of this name; a namesake of the
        newest has none.
        """
        key, out_by = wording(name).key, date.max if today is None else today + PREVIEWS
        if VAGUE.issuperset(name):
            return []
        named = self.parts(key, out_by) or self._lately_named(wording(name).words, out_by)
        films = self._by_newness(named, out_by)
        if films and (comparable := COMPARABLE_FAME * films[0]) > WELL_KNOWN:
            more = self.parts(key, out_by, min(comparable, NEW_KNOWN))
            later = [film for film in more if self._days[film] > self._days[films[0]]]
            if later:
                # Who asks may mean the last that many have seen, or the last.
                return _one_of([films[0], *self._by_newness(set(later), out_by)][:OFFERED], films)
        if len(films) > 1 and self._may_be_out(films[0], out_by):
            return _one_of([films[1], films[0]], films)
        coming = None if today is None else self._coming(films, today)
        if coming is not None and today is not None and not self._is_new(films[0], today):
            return _one_of([films[0], coming], films)
        older = set(self.namesakes(films[0])) - {films[0]} if films else set()
        films = [film for film in films if film not in older]
        return [
            (film, NEWEST if place == 0 else (1 - NEWEST) / place)
            for place, film in enumerate(films[:limit])
        ]

    def _lately_named(self, words: tuple[str, ...], today: date) -> list[int]:
        """The films of the last years whose title has these words somewhere: "new mario movie"."""
        said, word = f" {' '.join(words)} ", self._keys.word_number.get(words[0], -1)
        rows = self._recent[self._recent_words == word].tolist()
        found = (row for row in rows if said in f" {self._keys.spaced[row]} ")
        films = (int(self._keys.film[row]) for row in found)
        return [film for film in dict.fromkeys(films) if self.is_late(film, today)]

    def is_late(self, film: int, today: date | None) -> bool:
        """Whether a film came out so lately that votes say little about it."""
        return bool(self._days[film] > self._since(today))

    def _since(self, today: date | None) -> int:
        return min((today or date.max).toordinal(), self._last_day) - LATELY.days

    def _is_new(self, film: int, today: date) -> bool:
        return bool(self._days[film] > (today - NEW).toordinal())

    def _coming(self, films: Sequence[int], today: date) -> int | None:
        """The film that comes soon, after the previews."""
        soon = range((today + PREVIEWS).toordinal() + 1, (today + COMING).toordinal() + 1)
        return next((film for film in films if self._days[film] in soon), None)

    def _may_be_out(self, film: int, today: date) -> bool:
        """Whether nobody knows if a film is out: it is of this year, without a day of release."""
        return not self._dated[film] and int(self._days[film]) == _middle(today.year)

    def _by_newness(self, films: Iterable[int], out_by: date) -> list[int]:
        def newness(film: int) -> tuple[bool, int]:
            day = int(self._days[film])
            return day <= out_by.toordinal(), day

        return sorted(films, key=newness, reverse=True)

    def namesakes(self, film: int) -> list[int]:
        """All films of a film's own title, itself among them, the oldest first."""
        title = next(self._names(film), [])
        films = {
            int(self._keys.film[row])
            for row in self._keys.equal_to("".join(title))
            if self._keys.weight[row] == TITLE
        }
        return sorted({film} | films, key=self._days.__getitem__)

    def new_namesakes(self, film: int, today: date | None) -> list[int]:
        """The films of a film's own title that came out lately, or are to come."""
        return [
            other for other in self.namesakes(film) if other != film and self.is_late(other, today)
        ]

    def titled(self, said: Wording) -> list[str]:
        """The words of an exact title, where a film's other name was said in its place.

        "fnaf 2" is "Five Nights at Freddy's 2". Where only one part is known by a name in some
        language, the others are found by it too. No words if that leads to none.
        """
        words = said.words
        for split in range(len(words) - 1, 0, -1):
            rest = words[split:]
            for film in self._called("".join(words[:split])):
                for name in self._names(film):
                    if self._keys.equal_to("".join((*name, *rest))):
                        return [*name, *rest]
        return self._other_part(words)

    def _other_part(self, words: tuple[str, ...]) -> list[str]:
        """The title of the part that was named as another one is, but for the number."""
        number = words[-1:] if NUMBERS.issuperset(words[-1:]) else ()
        begun = words[: len(words) - len(number)]
        key = "".join(begun)
        rows = self._prefixes.range(key)[:MOST_TRIED] if len(key) >= SHORTEST else ()
        for row in rows:
            its_words = self._keys.spaced[row].split()
            if tuple(its_words[:-1]) != begun or its_words[-1] not in NUMBERS:
                continue
            for name in self._names(int(self._keys.film[row])):
                titled = [*name[:-1], *number]
                if name[-1] == its_words[-1] and self._keys.equal_to("".join(titled)):
                    return titled
        return []

    def _called(self, key: str) -> Iterator[int]:
        """The films that go by exactly this name, best known first."""
        films = {
            int(self._keys.film[row])
            for row in self._keys.equal_to(key)
            if self._keys.is_whole_name(row)
        }
        return islice(sorted(films), TRIED)

    def _names(self, film: int) -> Iterator[list[str]]:
        """The words of a film's title, and then of its other titles and the part before a colon."""
        # Numbers of another size would have the whole array made anew in theirs.
        first, last = np.searchsorted(self._films, np.array((film, film + 1), np.int32))
        for row in self._rows[first:last].tolist():
            yield self._keys.spaced[row].split()

    def _is_part(self, row: int, key: str, today: date, least_known: int) -> bool:
        """Whether a key that begins with these letters has whole words of them, and is known."""
        length, words = 0, self._keys.spaced[row].split()
        for place, word in enumerate(words, 1):
            length += len(word)
            if length >= len(key):
                numbered = len(words) == place + 1 and words[place] in NUMBERS
                known = max(least_known, NUMBERED_KNOWN) if numbered else least_known
                film = int(self._keys.film[row])
                late = film < NEW_KNOWN and self.is_late(film, today)
                titled = film < known and self._keys.is_title(row)
                return length == len(key) and (titled or late)
        return False


def _one_of(some: Sequence[int], films: Iterable[int]) -> list[tuple[int, float]]:
    """Some films of which any may be meant, and then the others."""
    others = (film for film in films if film not in some)
    return [*((film, ONE_OF_MANY) for film in some), *((film, 0.0) for film in others)]


def _day(film: Film) -> int:
    """The day of release; the middle of the year where it is not known."""
    return film.release_date.toordinal() if film.release_date else _middle(film.year)


def _middle(year: int) -> int:
    return date(year, 7, 1).toordinal()


def _key(name: str) -> str:
    return wording(fold(name)).key
