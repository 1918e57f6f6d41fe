"""Film ids that are unique, and kept from one build to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from data.catalogue.slugs import slug
from data.films.builder.raw import RawFilm


def assign_ids(
    films: Sequence[RawFilm], earlier: Mapping[str, RawFilm], given: Iterable[str] = ()
) -> list[str]:
    """The id of each film: the one that it had in ``earlier``, else a new one.

    Of films that want the same new id, the best known gets it bare. An earlier id is never given
    to another film, also if its own film is gone; ``given`` are more such ids.
    """
    ids = _kept_ids(films, earlier)
    taken = {*earlier, *given}
    for index, film in enumerate(films):
        if index not in ids:
            ids[index] = next(name for name in _candidates(film) if name not in taken)
            taken.add(ids[index])
    return [ids[index] for index in range(len(films))]


def _candidates(film: RawFilm) -> Iterator[str]:
    suffixes = [""]
    if film.runtime:
        suffixes.append(f"-{film.runtime}min")
    if film.imdb_id:
        suffixes.append(f"-{film.imdb_id}")
    if film.tmdb_id:
        suffixes.append(f"-tmdb{film.tmdb_id}")
    title = film.title
    if not slug(title, film.year):
        title = film.imdb_id or (film.tmdb_id and f"tmdb {film.tmdb_id}") or "film"
    for suffix in suffixes:
        yield slug(title, film.year, suffix)
    for number in count(2):
        yield slug(title, film.year, f"-{number}")


def _kept_ids(films: Sequence[RawFilm], earlier: Mapping[str, RawFilm]) -> dict[int, str]:
    """Film's index → earlier id, by IMDb id, then TMDB id, then title and year."""
    kept: dict[int, str] = {}
    for field in ("imdb_id", "tmdb_id"):
        known = {getattr(film, field): name for name, film in earlier.items()}
        used = set(kept.values())
        for index, film in enumerate(films):
            value = getattr(film, field)
            name = known.get(value) if value else None
            if index not in kept and name is not None and name not in used:
                kept[index] = name
                used.add(name)
    return kept | _kept_by_name(films, earlier, kept)


def _kept_by_name(
    films: Sequence[RawFilm], earlier: Mapping[str, RawFilm], kept: Mapping[int, str]
) -> dict[int, str]:
    """For films left over: the earlier film of that name, where there is exactly one of each."""
    used = set(kept.values())
    old = {name: film for name, film in earlier.items() if name not in used}
    new = {index: film for index, film in enumerate(films) if index not in kept}
    old_names, new_names = _name_counts(old.values()), _name_counts(new.values())
    by_name = {_name(film): name for name, film in old.items()}
    return {
        index: by_name[_name(film)]
        for index, film in new.items()
        if new_names[_name(film)] == old_names[_name(film)] == 1
        and _may_be_same(film, old[by_name[_name(film)]])
    }


def _name(film: RawFilm) -> tuple[str, int]:
    return film.title, film.year


def _name_counts(films: Iterable[RawFilm]) -> Counter[tuple[str, int]]:
    return Counter(map(_name, films))


def _may_be_same(one: RawFilm, other: RawFilm) -> bool:
    """Whether no id says that they are two films."""
    return all(
        not mine or not theirs or mine == theirs
        for mine, theirs in ((one.imdb_id, other.imdb_id), (one.tmdb_id, other.tmdb_id))
    )
