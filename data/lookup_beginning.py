"""Autocomplete: the films whose title begins like what was typed so far."""

from __future__ import annotations

import numpy as np

from data.lookup_confidence import certainties
from data.lookup_keys import Floats, Ints
from data.lookup_prefix import Prefixes, Rows
from data.lookup_search import TitleSearch
from data.lookup_text import ARTICLES, Wording, wording, year_of

OTHER_ARTICLE, OTHER_SPACING = 0.2, 0.07
SAME_TITLE = 0.1
"""What a title gains that is typed to its end already."""
SURE = 0.7
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
        self._by_article = {
            article: np.flatnonzero((self._keys.article == article) & (self._keys.weight == 1.0))
            for article in ARTICLES.values()
        }

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
        ranked = sorted(worth.items(), key=lambda item: -item[1])[:limit]
        if len(ranked) < FEW:
            return self._with_similar(folded, ranked, limit)
        return _shares(ranked)

    def _with_similar(
        self, folded: list[str], ranked: list[tuple[int, float]], limit: int
    ) -> list[tuple[int, float]]:
        hits = self._titles.find(folded, limit)
        sure = certainties(hits, self._keys)
        found = dict(_shares(ranked))
        for hit, certainty in zip(hits, sure, strict=True):
            found.setdefault(hit.film, min(certainty, 0.4))
        return list(found.items())[:limit]

    def _worth(self, folded: list[str], limit: int) -> dict[int, float]:
        said = wording(folded)
        keys = tuple(dict.fromkeys((said.key, said.plain_key)))
        rows: list[Rows] = []
        worth: list[Floats] = []
        for key in keys:
            begun = self._prefixes.best(key, _POOL)
            rows.append(begun)
            worth.append(self._adjusted(begun, self._prefixes.worth[begun], said))
        if len(folded) == 1:
            for article, code in ARTICLES.items():
                if article.startswith(folded[0]):
                    led = self._by_article[code][:_POOL]
                    rows.append(led)
                    worth.append(self._prefixes.worth[led])
        best = max((float(values.max()) for values in worth if len(values)), default=-1.0)
        if (sum(map(len, rows)) < limit or best < SURE) and len(said.key) > 2:
            slipped, values = self._prefixes.slipped(said.key, _POOL)
            rows.append(slipped)
            worth.append(values)
        return self._by_film(np.concatenate(rows), np.concatenate(worth))

    def _by_film(self, rows: Rows, worth: Floats) -> dict[int, float]:
        found: dict[int, float] = {}
        films = self._keys.film[rows].tolist()
        for film, value in zip(films, worth.tolist(), strict=True):
            if value > found.get(film, -9.0):
                found[film] = value
        return found

    def _adjusted(self, rows: Rows, worth: Floats, said: Wording) -> Floats:
        """Less for another article or spacing, more for a title that is complete."""
        values = worth.copy()
        if said.article:
            values -= np.float32(OTHER_ARTICLE) * (self._keys.article[rows] != said.article)
        spaced, key = " ".join(said.words), said.key
        for index, row in enumerate(rows.tolist()):
            if not self._keys.spaced[row].startswith(spaced):
                values[index] -= OTHER_SPACING
            if self._keys.text[row] == key:
                values[index] += SAME_TITLE
        return values


def _shares(ranked: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Turn worth into probabilities: best known films are typed most often."""
    if not ranked:
        return []
    values = np.exp(6.0 * np.array([value for _, value in ranked]))
    shares = (values / (values.sum() + 1.0)).tolist()
    return [(film, share) for (film, _), share in zip(ranked, shares, strict=True)]
