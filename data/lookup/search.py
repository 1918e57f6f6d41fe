"""Finding the films that a typed title may mean, best first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz.distance import OSA

from data.lookup.index.index import Deletions, Trigrams
from data.lookup.index.initials import SHORTEST, Initials
from data.lookup.index.keys import Ints, Keys
from data.lookup.index.prefix import Prefixes
from data.lookup.index.score import PRIOR, Query, Rows, Scorer, Scores
from data.lookup.index.sounds import Sounds
from data.lookup.query.text import (
    AND,
    ARTICLES,
    consonants,
    has_han,
    lacks_vowels,
    romanized,
    wording,
    year_of,
)
from data.lookup.series import Series

LIKE, INSIDE, PREFIXED = 60, 48, 10
"""How many candidates come from likeness, from containment and from a common beginning."""
GOOD_FIT = 0.86
"""A key this like the query is taken as the same title."""
GOOD_TOTAL = 0.99
"""A film that ranks like this makes a rougher search needless."""
LITTLE_KNOWN, FAMOUS = 0.2, 2_000
"""Below this prior of the best film, about rank 5,800, one of so many best known may be misspelt.
"""
SLIPS_KNOWN = 100_000
"""Films up to this rank are found by every slip of a letter; others by what is like their title."""
POOR_FIT = 0.8
"""Below this, the query may be no title but the first letters of one."""
INITIALS_FIT, LONG_INITIALS_FIT, INITIALS_PRIOR = 0.55, 0.68, 0.3
"""Three letters that no title has as a word are often the initials of several, four of one."""
INITIALS_NUMBERED = 0.08
"""What it adds that the number after the initials is the title's."""
LIKE_BY_SOUND = 0.6
"""How like what was typed in another script, spelt out in ours, a title has to be: every title is a
little."""
HEARD_FIT = 0.9
"""The likeness of a title that sounds like what was typed in another script."""
TELLING_CONSONANTS = 4
"""With fewer, as in "sly", words of another vowel are as many as those of the same."""
GUESS = 0.45
"""At most as sure as this is a film that is only guessed."""
WEAK_FIT = 0.80
"""Below this, a year at the end may be a part of the title."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A film that may be meant: its row, the key's row, and the key's scores."""

    film: int
    row: int
    fit: float
    total: float
    query: Query
    years_apart: int | None = None
    """Between the film and the year that was typed, if one was."""
    most: float = 1.0
    """How sure the film can be at most."""
    is_film: bool = False
    """Whether it was said that a film is meant, and no series of that name."""


class TitleSearch:
    """Search over the keys of all films."""

    def __init__(
        self, keys: Keys, prefixes: Prefixes, series: Series, lengths: Ints, years: Ints
    ) -> None:
        self.keys = keys
        self._prefixes = prefixes
        self._series = series
        self._years = years
        self._trigrams = Trigrams(keys.text, lengths)
        self._famous_rows = np.flatnonzero(keys.film < FAMOUS)
        famous = [keys.text[row] for row in self._famous_rows.tolist()]
        self._famous = Trigrams(famous, lengths[self._famous_rows])
        self._slipped_rows = np.flatnonzero(keys.film < SLIPS_KNOWN)
        slipped = [keys.text[row] for row in self._slipped_rows.tolist()]
        self._deletions = Deletions(slipped, lengths[self._slipped_rows])
        self._scorer = Scorer(keys, years)
        self._initials = Initials(keys)
        self._sounds = Sounds(keys)

    def find(self, folded: Sequence[str], limit: int, year: int | None = None) -> list[Hit]:
        """Films for a title as typed, best first.

        Its year may be at the end; a ``year`` that is given is no part of the title.
        """
        hits = self._find(list(folded), limit, year)
        latin = romanized(folded)
        if not latin or not folded[0][0].isalnum() or (hits and hits[0].fit >= GOOD_FIT):
            return hits
        sounded = [hit for hit in self._find(latin, limit, year) if hit.fit >= LIKE_BY_SOUND]
        if has_han(folded):
            sounded = [replace(hit, most=GUESS) for hit in sounded if hit.fit >= GOOD_FIT]
        elif lacks_vowels(folded):
            alike = (hit for hit in sounded if self._sounds_alike(hit))
            sounded = [hit if self._says_enough(hit) else replace(hit, most=GUESS) for hit in alike]
        hits = best_of([*hits, *sounded], limit)
        best = hits[0].fit if hits else 0.0
        if best >= GOOD_FIT:
            return hits
        return best_of([*self._heard(folded, latin, best), *hits], limit)

    def _heard(self, folded: Sequence[str], latin: list[str], best: float) -> list[Hit]:
        query = self.query(latin, None)
        rows, sure = self._sounds.rows(folded, query.said.words)
        if not sure and best >= WEAK_FIT:
            return []
        hits: list[Hit] = []
        for row in rows:
            film = int(self.keys.film[row])
            total = HEARD_FIT + PRIOR * float(self.keys.prior[film])
            hits.append(Hit(film, row, HEARD_FIT, total, query, most=1.0 if sure else GUESS))
        return hits

    def _sounds_alike(self, hit: Hit) -> bool:
        """Whether all consonants agree: more is not written in some scripts."""
        key = self.keys.text[hit.row]
        return any(consonants(form) == consonants(key) for form in hit.query.forms)

    def _says_enough(self, hit: Hit) -> bool:
        """Whether the key has so many consonants that hardly another title shares them."""
        return len(consonants(self.keys.text[hit.row])) >= TELLING_CONSONANTS

    def _find(self, words: list[str], limit: int, given: int | None) -> list[Hit]:
        if not words:
            return []
        if given is not None:
            return self.find_titled(words, given, limit)
        year = year_of(words[-1]) if len(words) > 1 else None
        if year is None:
            return self._with_short_year(words, limit)
        dated = self.find_titled(words[:-1], year, limit)
        if self._is_of(dated, year) and dated[0].fit >= WEAK_FIT:
            return dated
        return best_of([*dated, *self.find_titled(words, None, limit)], limit)

    def _with_short_year(self, words: list[str], limit: int) -> list[Hit]:
        """``dune 84``: two digits may be a year where no title has that number."""
        plain = self.find_titled(words, None, limit)
        last = words[-1]
        if len(words) < 2 or len(last) != 2 or not (last.isascii() and last.isdigit()):
            return plain
        if plain and plain[0].fit >= GOOD_FIT and plain[0].row in self._exact(plain[0].query):
            return plain
        year = int(last) + (2000 if int(last) < 30 else 1900)
        dated = self.find_titled(words[:-1], year, limit)
        same = [hit for hit in dated if self._years[hit.film] == year]
        return best_of([*plain, *same], limit)

    def _is_of(self, hits: list[Hit], year: int) -> bool:
        return bool(hits) and abs(int(self._years[hits[0].film]) - year) <= 1

    def find_titled(self, folded: list[str], year: int | None, limit: int) -> list[Hit]:
        """Films for a title without a year in it; ``year`` favours the films of that year."""
        query = self.query(folded, year)
        exact = self._exact(query)
        if not exact and (titled := self._series.titled(query.said)):
            query = self.query(titled, year)
            exact = self._exact(query)
        if not folded[0][0].isalnum():
            return self._hits([self._scorer.exact(query, _rows(exact))], query, limit)
        near = self._prefixes.best(query.forms[0], PREFIXED)
        found = []
        if exact:
            query = self._with_glued_article(query, exact)
            found.append(self._scorer.exact(query, _rows(exact)))
            near = np.setdiff1d(near, exact)
        else:
            near = np.unique(np.concatenate([near, self._one_slip_away(query)]))
        if len(near):
            found.append(self._scorer.score(query, near))
        rough = self._rougher(query.forms[0], found)
        if len(rough):
            rough = np.setdiff1d(rough, np.concatenate([near, _rows(exact)]))
            if len(rough):
                found.append(self._scorer.score(query, rough))
        hits = self._hits(found, query, limit)
        if not hits or hits[0].fit < POOR_FIT or self._is_little_known_guess(hits[0]):
            return best_of([*hits, *self._by_initials(query)], limit)
        if len(query.said.words) == 1 and self._is_little_known_part(hits[0]):
            initials = self._by_initials(query, even_words=True)
            if initials:
                return best_of([replace(hits[0], most=GUESS), *hits[1:], *initials], limit)
        return hits

    def _is_little_known_guess(self, hit: Hit) -> bool:
        """Whether a little known film is only like what was typed."""
        return hit.fit < GOOD_FIT and bool(self.keys.prior[hit.film] < LITTLE_KNOWN)

    def _is_little_known_part(self, hit: Hit) -> bool:
        """Whether a little known film is found by a part of its title."""
        known = self.keys.prior[hit.film] >= LITTLE_KNOWN
        return not known and not self.keys.is_whole_name(hit.row)

    def _rougher(self, form: str, found: Sequence[Scores]) -> Rows:
        """Rows that are only like the query: all, unless a film ranks well already.

        Those of the best known films even then, if the film that ranks well is little known.
        """
        best = max(found, key=lambda scores: float(scores.total.max()), default=None)
        place = 0 if best is None else int(best.total.argmax())
        if best is None or best.total[place] < GOOD_TOTAL:
            return self._trigrams.nearest(form, LIKE, INSIDE)
        if self.keys.prior[self.keys.film[best.rows[place]]] >= LITTLE_KNOWN:
            return _rows(())
        return np.asarray(self._famous_rows[self._famous.nearest(form, LIKE, INSIDE)], np.int64)

    def _by_initials(self, query: Query, *, even_words: bool = False) -> list[Hit]:
        """A guess, and the better the better known the film is."""
        hits: list[Hit] = []
        said = query.said.words
        for row in self._initials.rows(query.said, even_words=even_words):
            film = int(self.keys.film[row])
            prior = float(self.keys.prior[film])
            long = len(said[0]) > SHORTEST
            fit = (LONG_INITIALS_FIT if long else INITIALS_FIT) + INITIALS_PRIOR * prior
            fit += INITIALS_NUMBERED * (long and len(said) > 1)
            hits.append(Hit(film, row, fit, fit + PRIOR * prior, query))
        return hits

    def exactly(self, folded: list[str], limit: int, year: int | None = None) -> list[Hit]:
        """Films that have exactly this name, best first."""
        query = self.query(folded, year)
        rows = _rows(self._exact(query))
        return self._hits([self._scorer.exact(query, rows)], query, limit) if len(rows) else []

    def find_near(self, folded: list[str], year: int | None) -> list[Hit]:
        """Films whose key is about one slip away; much faster than a whole search."""
        query = self.query(folded, year)
        rows = np.unique(self._one_slip_away(query))
        if not len(rows):
            return []
        hits = self._hits([self._scorer.score(query, rows)], query, 1)
        return [hit for hit in hits if hit.fit >= WEAK_FIT]

    def _one_slip_away(self, query: Query) -> Rows:
        found = [self._deletions.nearest(form) for form in query.forms]
        return np.asarray(self._slipped_rows[np.concatenate(found)], np.int64)

    def query(self, folded: list[str], year: int | None) -> Query:
        """Read folded words as a title."""
        said = wording(folded)
        forms = {said.key: 0, said.plain_key: 0}
        if said.key.startswith("the") and folded[0] != "the":
            forms.setdefault(said.key[3:], 0)
        if len(folded) > 1 and not said.article and OSA.distance(folded[0], "the") == 1:
            forms.setdefault("".join(said.words[1:]), 1)
        inner = said.words[1:-1]
        if not AND.isdisjoint(inner):
            joined = ["and" if word in AND else word for word in inner]
            forms.setdefault("".join((said.words[0], *joined, said.words[-1])), 0)
        forms.pop("", None)
        return Query(said, tuple(forms), tuple(forms.values()), year)

    def _exact(self, query: Query) -> Sequence[int]:
        """Rows whose key is the query's; of its forms, the likeliest one that has any."""
        forms = [form for form, slips in zip(query.forms, query.slips, strict=True) if not slips]
        if forms[0].startswith("a"):
            forms += [forms[0].removeprefix("an"), forms[0][1:]]
        for form in forms:
            rows = self.keys.equal_to(form)
            if rows:
                return rows
        return ()

    def _with_glued_article(self, query: Query, exact: Sequence[int]) -> Query:
        """``thevault``: the same article as in "the vault", if that is how a title was found."""
        found = self.keys.text[exact[0]]
        for article, code in ARTICLES.items():
            if query.said.key == article + found:
                return replace(query, said=replace(query.said, article=code))
        return query

    def _hits(self, found: Sequence[Scores], query: Query, limit: int) -> list[Hit]:
        """The best hit of each film; none that shares no letter with what was typed."""
        if not found:
            return []
        letters = set("".join(query.forms))
        rows = np.concatenate([scores.rows for scores in found])
        fit = np.concatenate([scores.fit for scores in found])
        total = np.concatenate([scores.total for scores in found])
        order = np.argsort(-total, kind="stable")
        films = self.keys.film[rows[order]].tolist()
        hits: dict[int, Hit] = {}
        for index, film in zip(order.tolist(), films, strict=True):
            row = int(rows[index])
            if film not in hits and not letters.isdisjoint(self.keys.text[row]):
                scores = (float(fit[index]), float(total[index]))
                hits[film] = Hit(film, row, *scores, query, self._apart(film, query.year))
                if len(hits) == limit:
                    break
        return list(hits.values())

    def _apart(self, film: int, year: int | None) -> int | None:
        return None if year is None else abs(int(self._years[film]) - year)


def _rows(rows: Sequence[int]) -> Rows:
    return np.array(rows, np.int64)


def best_of(hits: Iterable[Hit], limit: int) -> list[Hit]:
    """Each film once, by its best hit, best first."""
    best: dict[int, Hit] = {}
    for hit in sorted(hits, key=lambda hit: -hit.total):
        best.setdefault(hit.film, hit)
    return list(best.values())[:limit]
