"""A look-up that one message cannot keep busy: it is asked so often, and with so much text."""

from __future__ import annotations

from collections.abc import Callable

from data.catalogue.film import Film
from data.catalogue.other_works import OtherWork
from data.contributions.store.server_films import Finder
from data.lookup import Match
from data.lookup.query.sentence import MAX_SENTENCE
from data.lookup.query.text import MAX_INPUT

MOST_LOOKUPS = 10
"""Texts that are looked up for one message; of the questions that we know none needs more than
six."""

MOST_CHARACTERS = 400
"""Characters of them all that the look-up reads; of the questions that we know none needs more
than 156."""


class BoundedFinder:
    """A finder for one message: the same text is looked up once, and nothing beyond the bounds.

    A text beyond them names no film.
    """

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._found: dict[tuple[str, int, int], list[Match]] = {}
        self._characters = 0

    def search(self, text: str, limit: int = 10) -> list[Match]:
        """As :meth:`data.lookup.Lookup.search`."""
        return self._look_up(self._finder.search, text, limit, MAX_INPUT)

    def find_in(self, sentence: str, limit: int = 5) -> list[Match]:
        """As :meth:`data.lookup.Lookup.find_in`."""
        return self._look_up(self._finder.find_in, sentence, limit, MAX_SENTENCE)

    def _look_up(
        self, ask: Callable[[str, int], list[Match]], text: str, limit: int, read: int
    ) -> list[Match]:
        key = (text, limit, read)
        if key not in self._found:
            characters = self._characters + min(len(text), read)
            if len(self._found) >= MOST_LOOKUPS or characters > MOST_CHARACTERS:
                return []
            self._characters = characters
            self._found[key] = ask(text, limit)
        return self._found[key]

    def other_work(self, title: str) -> OtherWork | None:
        """As :meth:`data.lookup.Lookup.other_work`."""
        return self._finder.other_work(title)

    def work_within(self, text: str) -> str:
        """As :meth:`data.lookup.Lookup.work_within`."""
        return self._finder.work_within(text)

    def is_everyday(self, title: str) -> bool:
        """As :meth:`data.lookup.Lookup.is_everyday`."""
        return self._finder.is_everyday(title)

    def by_imdb(self, imdb_id: str) -> Film | None:
        """The film of that IMDb id."""
        return self._finder.by_imdb(imdb_id)

    def by_tmdb(self, tmdb_id: int) -> Film | None:
        """The film of that TMDB number."""
        return self._finder.by_tmdb(tmdb_id)
