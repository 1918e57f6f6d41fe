"""Autocomplete: the films whose title begins like what was typed so far."""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import OSA

from data.lookup.confidence import certainties
from data.lookup.index.keys import TITLE, Floats, Ints
from data.lookup.index.prefix import Prefixes, Rows
from data.lookup.query.text import ARTICLES, Wording, wording, year_of
from data.lookup.search import TitleSearch

OTHER_ARTICLE, OTHER_SPELLING = 0.4, 0.3
FULLY_TYPED = 0.03
"""What a title loses that has no letter left to type: most keystrokes come before the last. So
little that the film comes first all the same, unless a longer title is about as well known."""
STEEPNESS, ELSEWHERE = 6.0, 0.1
"""How worth becomes probability; fitted to beginnings of 3 to 13 letters with and without slips."""
ARTICLE_SLIP = 0.3
"""What a misspelt "the" costs."""
SURE = 0.4
"""Below this, or below a full list, slips are forgiven."""
FEW = 5
_POOL = 60


class Beginnings:
    """Autocomplete over the keys of all films."""

    def __init__(self, titles: TitleSearch, prefixes: Prefixes, years: Ints) -> None:
        self._titles = titles
        self._keys = titles.keys
        self._prefixes = prefixes
        self._years = years
        self._by_article = {article: self._best_known(code) for article, code in ARTICLES.items()}

    def _best_known(self, article: int) -> Rows:
        rows = np.flatnonzero((self._keys.article == article) & (self._keys.weight == TITLE))
        return rows[np.argsort(self._keys.film[rows], kind="stable")][:_POOL]

    def find(self, folded: list[str], limit: int) -> list[tuple[int, float]]:
        """Films by row with the probability that each is the one that is being typed."""
        if not folded:
            return [(film, 0.0) for film in range(min(limit, len(self._keys.prior)))]
        worth = self._worth(folded, limit)
        year = year_of(folded[-1]) if len(folded) > 1 else None
        if year is not None:
            for film, value in self._worth(folded[:-1], limit * 2).items():
                if abs(int(self._years[film]) - year) <= 1:
                    worth[film] = max(value + 0.5, worth.get(film, -1.0))
        ranked = sorted(_shares(worth).items(), key=lambda item: -item[1])
        ranked = self._with_full_titles(folded, ranked, limit)
        return ranked if len(ranked) >= FEW else self._with_similar(folded, ranked, limit)

    def _with_full_titles(
        self, folded: list[str], ranked: list[tuple[int, float]], limit: int
    ) -> list[tuple[int, float]]:
        """The best, and in the last places the best known films whose title is all typed."""
        shown, hidden = ranked[:limit], dict(ranked[limit:])
        rows = self._keys.equal_to(wording(folded).key)
        full = sorted({int(film) for film in self._keys.film[rows.start : rows.stop]})
        placed = {film for film, _ in shown}
        lost = [film for film in full if film not in placed][: max(1, limit // FEW)]
        if not lost or len(placed.intersection(full)) >= len(lost):
            return shown
        return shown[: limit - len(lost)] + [(film, hidden.get(film, 0.0)) for film in lost]

    def _with_similar(
        self, folded: list[str], ranked: list[tuple[int, float]], limit: int
    ) -> list[tuple[int, float]]:
        """Those that begin like this, and then those that are like it as a whole."""
        hits = self._titles.find(folded, max(limit, 2))
        found = dict(ranked)
        lowest = min(found.values(), default=1.0)
        for hit, certainty in zip(hits, certainties(hits, self._keys), strict=True):
            found.setdefault(hit.film, min(certainty, lowest))
        return list(found.items())[:limit]

    def _worth(self, folded: list[str], limit: int) -> dict[int, float]:
        said = wording(folded)
        found = [self._begun(said, key) for key in dict.fromkeys((said.key, said.plain_key))]
        if len(folded) == 1:
            for article, rows in self._by_article.items():
                if article.startswith(folded[0]):
                    found.append((rows, self._prefixes.worth[rows]))
        elif not said.article and OSA.distance(folded[0], "the") == 1:
            meant = wording(["the", *folded[1:]])
            rows, worth = self._begun(meant, meant.key)
            found.append((rows, worth - np.float32(ARTICLE_SLIP)))
        best = max(float(worth.max(initial=-1.0)) for _, worth in found)
        if len(said.key) > 2 and (best < SURE or sum(len(rows) for rows, _ in found) < limit):
            found.append(self._slipped(said))
        rows = np.concatenate([rows for rows, _ in found])
        return self._by_film(rows, np.concatenate([worth for _, worth in found]))

    def _begun(self, said: Wording, key: str) -> tuple[Rows, Floats]:
        rows = self._prefixes.best(key, _POOL)
        return rows, self._adjusted(rows, self._prefixes.worth[rows], said)

    def _slipped(self, said: Wording) -> tuple[Rows, Floats]:
        rows, worth = self._prefixes.slipped(said.key, _POOL)
        if said.article:
            worth = worth - np.float32(OTHER_ARTICLE) * (self._keys.article[rows] != said.article)
        return rows, worth

    def _by_film(self, rows: Rows, worth: Floats) -> dict[int, float]:
        found: dict[int, float] = {}
        films = self._keys.film[rows].tolist()
        for film, value in zip(films, worth.tolist(), strict=True):
            if value > found.get(film, -9.0):
                found[film] = value
        return found

    def _adjusted(self, rows: Rows, worth: Floats, said: Wording) -> Floats:
        """Less for another article, spacing or way to write a number than was typed."""
        values = worth.copy()
        if said.article:
            values -= np.float32(OTHER_ARTICLE) * (self._keys.article[rows] != said.article)
        spelt = " ".join(said.plain)
        for index, row in enumerate(rows.tolist()):
            if not self._keys.spaced[row].startswith(spelt):
                values[index] -= OTHER_SPELLING
        full = self._keys.equal_to(said.key)
        values[(rows >= full.start) & (rows < full.stop)] -= FULLY_TYPED
        return values


def _shares(worth: dict[int, float]) -> dict[int, float]:
    """Turn worth into probabilities, with a chance left for a film that is not among these."""
    values = np.exp(STEEPNESS * np.array(list(worth.values())))
    shares = (values / (values.sum() + ELSEWHERE)).tolist()
    return dict(zip(worth, shares, strict=True))
