"""Labels: how a film is named in lists, so that no two look the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from data.catalogue.film import Film

LONGEST = 100
"""Discord's limit in characters for the name of an autocomplete choice."""


def label(title: str, *details: object) -> str:
    """``Title (Year)`` or ``Title (Year, more)``; a long title is cut so that the rest fits."""
    tail = f" ({', '.join(map(str, details))})"
    room = LONGEST - len(tail)
    return title + tail if len(title) <= room else title[: room - 1].rstrip() + "…" + tail


def with_unique_labels(films: Sequence[Film]) -> list[Film]:
    """The same films in the same order; where some share a label (in any case), it says more.

    First the runtime, or an id where that is unknown; an id for those of the same runtime too.
    """
    named = list(films)
    for tell_apart in (_by_runtime, _by_id):
        for shared in _shared_labels(named):
            for index in shared:
                named[index] = tell_apart(named[index])
    return named


def _by_runtime(film: Film) -> Film:
    if film.runtime is None:
        return _by_id(film)
    return replace(film, label=label(film.title, film.year, f"{film.runtime} min"))


def _by_id(film: Film) -> Film:
    listed = f"TMDB {film.tmdb_id}" if film.tmdb_id else film.id
    return replace(film, label=label(film.title, film.year, film.imdb_id or listed))


def _shared_labels(films: Iterable[Film]) -> list[list[int]]:
    """The places of the films that share a label, one list for each label."""
    places: dict[str, int] = {}
    shared: dict[str, list[int]] = {}
    for index, film in enumerate(films):
        key = film.label.casefold()
        first = places.setdefault(key, index)
        if first != index:
            shared.setdefault(key, [first]).append(index)
    return list(shared.values())
