"""The films, what they are called, what sources claim about their credits, and the scenes.

Read-only: files under ``data/films/`` are loaded into memory once, at start.
"""

from __future__ import annotations

import gc
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Self, TypeVar

from data.catalogue.files.curated import read_curated, read_statements, with_curated
from data.catalogue.files.scene_texts import with_texts
from data.catalogue.files.supplements import (
    read_credits,
    read_makers,
    read_needed,
    with_franchises,
)
from data.catalogue.files.tables import (
    ALIAS_COLUMNS,
    NICKNAME_COLUMNS,
    NICKNAME_KINDS,
    TRANSLATED,
    CatalogueError,
    grouped,
    own_titles,
    read_added_films,
    read_claims,
    read_films,
    read_names,
    read_other_ids,
)
from data.catalogue.files.told import read_told, scenes_by_film
from data.catalogue.film import CLUES, PURPOSES, Film, NeededFilm, Scene, StatedCredits, ToldEgg
from data.catalogue.labels import with_unique_labels
from data.catalogue.other_works import read_everyday, read_other_works
from data.catalogue.supplements import NO_SUPPLEMENTS, Supplements
from data.catalogue.verdict import Claim

T = TypeVar("T")

Names = dict[str, tuple[str, ...]]
"""Film id → names."""

ALIASES = "aliases.csv"
NAME_TABLES = {
    ALIASES: ALIAS_COLUMNS,
    "release_titles.csv": ALIAS_COLUMNS,
    "unverified_titles.csv": ALIAS_COLUMNS,
    "nicknames.csv": NICKNAME_COLUMNS,
}
"""Tables of names, with their columns; all but the first are kept by hand."""

__all__ = ["CLUES", "PURPOSES", "Catalogue", "CatalogueError", "Film", "Scene"]


@contextmanager
def _collector_resting() -> Iterator[None]:
    """No search for garbage: loading makes none, and looking for it takes a quarter of its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class Catalogue:
    """Everything that is known about films, in memory; see :meth:`load`."""

    def __init__(
        self,
        films: Iterable[Film],
        aliases: Mapping[str, tuple[str, ...]],
        claims: Mapping[str, tuple[Claim, ...]],
        scenes: Mapping[str, tuple[Scene, ...]],
        supplements: Supplements = NO_SUPPLEMENTS,
    ) -> None:
        self.films: Sequence[Film] = tuple(films)
        """All films but softcore; the best known first, as their ranks say."""
        self.aliases = aliases
        """Film id → its other titles; films without one are left out.

        They are for finding a film and never shown: for some of them no page was seen.
        """
        self.supplements = supplements
        self._scenes = scenes
        self._by_id: Mapping[str, Film] = {film.id: film for film in self.films}
        self._by_imdb: Mapping[str, Film] = {f.imdb_id: f for f in self.films if f.imdb_id}
        self._by_tmdb: Mapping[int, Film] = {f.tmdb_id: f for f in self.films if f.tmdb_id}
        self._by_label: Mapping[str, Film] = {f.label.casefold(): f for f in self.films}
        self._by_release: Sequence[Film] = sorted(filter(_is_dated, self.films), key=_release_day)
        self._softcore_by_title = _softcore_by_title(supplements.softcore, self.films)
        self.franchises = _franchises(self.films)
        """Franchise → its films in the order of their release."""
        self._take_claims(claims)

    def _take_claims(self, claims: Mapping[str, tuple[Claim, ...]]) -> None:
        self._claims = claims
        dated = (claim.as_of for said in claims.values() for claim in said if claim.as_of)
        self.as_of = max(dated, default=None)
        """The newest ISO date of a claim, which may stop at year or month."""
        told = {name for told in (claims, self._scenes) for name, said in told.items() if said}
        self.told_films: Sequence[Film] = sorted(
            filter(None, map(self._by_id.get, told)), key=lambda film: film.rank
        )
        """The films of which a source or a scene says something; the best known first."""

    @classmethod
    @_collector_resting()
    def load(cls, folder: Path) -> Self:
        """Reads all files of the folder; those kept by hand may be missing.

        Raises:
            CatalogueError: if a row is broken, or a table that the builder makes is missing.
        """
        added = folder / "added_films.csv"
        more = read_added_films(added) if added.exists() else {}
        films = with_unique_labels(read_films(folder / "films.csv", more))
        if (folder / "franchises.csv").exists():
            films = with_franchises(films, folder / "franchises.csv")
        known = {film.id for film in films}
        aliases, nicknames, own = _names_by_film(folder, known)
        films = [replace(f, own_titles=own[f.id]) if f.id in own else f for f in films]
        told = [
            film
            for path in sorted((folder / "scenes").glob("*.toml"))
            for film in read_told(path, known)
        ]
        curated = [claim for film in told for claim in film.claims]
        if (folder / "curated.toml").exists():
            curated += read_curated(folder / "curated.toml", known)
        if (folder / "statements.toml").exists():
            curated += read_statements(folder / "statements.toml", known)
        tables = [folder / "claims.csv"]
        if (folder / "kept_claims.csv").exists():
            tables.append(folder / "kept_claims.csv")
        listed = chain.from_iterable(read_claims(path, known) for path in tables)
        claims = with_curated(grouped(listed), curated)
        needed = _needed_by_film(folder, films)
        stated = folder / "credits.csv"
        credits_of = dict(read_credits(stated, known)) if stated.exists() else {}
        scenes = with_texts(scenes_by_film(told), folder / "scene_texts.csv")
        others, softcore = folder / "other_ids.csv", folder / "softcore.csv"
        works, everyday = folder / "other_works.csv", folder / "everyday.csv"
        makers = folder / "makers.csv"
        supplements = Supplements(
            nicknames=nicknames,
            needed=needed,
            stated_credits=credits_of,
            softcore=tuple(read_films(softcore, {})) if softcore.exists() else (),
            other_ids=dict(read_other_ids(others, known)) if others.exists() else {},
            other_works=dict(read_other_works(works)) if works.exists() else {},
            everyday=frozenset(read_everyday(everyday)) if everyday.exists() else frozenset(),
            makers=read_makers(makers, films) if makers.exists() else {},
            eggs={film.film_id: film.eggs for film in told if film.eggs},
        )
        return cls(films, aliases, claims, scenes, supplements)

    def extended(
        self,
        films: Sequence[Film] = (),
        claims: Mapping[str, tuple[Claim, ...]] | None = None,
        *,
        changed: Mapping[str, Film] | None = None,
        titles: Mapping[str, tuple[str, ...]] | None = None,
        stated_credits: Mapping[str, StatedCredits] | None = None,
    ) -> Catalogue:
        """A catalogue with more films, placed by rank and labelled apart, and with what is newer.

        ``claims`` are all that is now said of a film, ``changed`` the films whose facts changed,
        ``titles`` further ones; each by film id.
        """
        aliases = {
            film_id: (*self.aliases.get(film_id, ()), *more)
            for film_id, more in (titles or {}).items()
        }
        if films or changed:
            known = [(changed or {}).get(film.id, film) for film in self.films]
            placed = sorted([*known, *films], key=lambda film: film.rank)
            extended = self._of(with_unique_labels(placed) if films else known)
        else:
            extended = copy(self)
        if aliases:
            extended.aliases = {**self.aliases, **aliases}
        if claims:
            extended._take_claims({**self._claims, **claims})
        if stated_credits:
            stated_credits = {**self.supplements.stated_credits, **stated_credits}
            extended.supplements = replace(self.supplements, stated_credits=stated_credits)
        return extended

    def _of(self, films: Sequence[Film]) -> Catalogue:
        """The same of other films."""
        return Catalogue(films, self.aliases, self._claims, self._scenes, self.supplements)

    def get(self, film_id: str) -> Film | None:
        """The film of that id, or of one that it had before it was folded into another."""
        return self._by_id.get(film_id) or self._by_other_id(film_id)

    def by_imdb(self, imdb_id: str) -> Film | None:
        """The film of that IMDb id (``tt0371746``)."""
        return self._by_imdb.get(imdb_id) or self._by_other_id(imdb_id)

    def by_tmdb(self, tmdb_id: int) -> Film | None:
        """The film of that TMDB number."""
        return self._by_tmdb.get(tmdb_id) or self._by_other_id(f"tmdb {tmdb_id}")

    def _by_other_id(self, other_id: str) -> Film | None:
        return self._by_id.get(self.supplements.other_ids.get(other_id, ""))

    def softcore(self, title: str) -> Film | None:
        """The softcore film of exactly that title or label, unless another film has the title.

        It is in none of the other answers of a catalogue: such films are not to be come across.
        """
        return self._softcore_by_title.get(title.strip().casefold())

    def by_label(self, label: str) -> Film | None:
        """The film of that label, in any case."""
        return self._by_label.get(label.casefold())

    def released_between(self, first: date, last: date) -> list[Film]:
        """The films whose day of release is known and among these days; the best known first."""
        days = self._by_release
        begin = bisect_left(days, first, key=_release_day)
        end = bisect_right(days, last, key=_release_day)
        return sorted(days[begin:end], key=lambda film: film.rank)

    def claims(self, film_id: str) -> tuple[Claim, ...]:
        """What sources say about that film, superseded claims included."""
        return self._claims.get(film_id, ())

    def scenes(self, film_id: str) -> tuple[Scene, ...]:
        """The film's scenes that are told, in the order in which they are shown."""
        return self._scenes.get(film_id, ())

    def eggs(self, film_id: str) -> tuple[ToldEgg, ...]:
        """The film's Easter eggs that are told from pages."""
        return self.supplements.eggs.get(film_id, ())

    def needed_before(self, film_id: str) -> tuple[NeededFilm, ...]:
        """The films that a source says one should have seen before it, in order of release."""
        return self.supplements.needed.get(film_id, ())

    def stated_credits(self, film_id: str) -> StatedCredits | None:
        """How long a source says that its credits are."""
        return self.supplements.stated_credits.get(film_id)


def _names_by_film(
    folder: Path, known: Collection[str]
) -> tuple[Names, Names, dict[str, tuple[tuple[str, str], ...]]]:
    """The other titles of films, their nicknames, and their own titles in other languages."""
    titles: list[tuple[str, str]] = []
    nicknames: list[tuple[str, str]] = []
    translated: list[tuple[str, str, str]] = []
    for table, columns in NAME_TABLES.items():
        if table != ALIASES and not (folder / table).exists():
            continue
        for film_id, name, kind, origin in read_names(folder / table, columns, known):
            (nicknames if kind in NICKNAME_KINDS else titles).append((film_id, name))
            if kind == TRANSLATED:
                translated.append((film_id, name, origin))
    # What is kept by hand may stand in a list as well.
    return grouped(dict.fromkeys(titles)), grouped(nicknames), own_titles(translated)


def _franchises(films: Iterable[Film]) -> dict[str, tuple[Film, ...]]:
    groups = grouped((film.franchise, film) for film in films if film.franchise)
    return {name: tuple(sorted(groups[name], key=_released)) for name in sorted(groups)}


def _needed_by_film(folder: Path, films: Iterable[Film]) -> dict[str, tuple[NeededFilm, ...]]:
    path = folder / "needed_before.csv"
    if not path.exists():
        return {}
    groups = grouped(read_needed(path, {film.id: film for film in films}))
    return {
        film_id: tuple(sorted(needed, key=lambda one: _released(one.film)))
        for film_id, needed in groups.items()
    }


def _softcore_by_title(softcore: Iterable[Film], films: Iterable[Film]) -> Mapping[str, Film]:
    softcore = tuple(softcore)
    names = {film.label.casefold(): film for film in softcore}
    for film in softcore:
        names.setdefault(film.title.casefold(), film)
    for film in films:
        names.pop(film.title.casefold(), None)
    return names


def _is_dated(film: Film) -> bool:
    return film.release_date is not None


def _release_day(film: Film) -> date:
    return film.release_date or date.max


def _released(film: Film) -> tuple[date, int]:
    return film.release_date or date(film.year, 12, 31), film.rank
