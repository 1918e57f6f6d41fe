"""The order of the catalogue's films: best known first, new films by what tells it before votes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from statistics import median

from data.films.builder.raw import RawFilm
from data.films.popularity import VOTES_SETTLE, months_out, standing

AS_OF = date(2026, 11, 30)
"""The day on which the lists were collected; a film's age is counted to it."""


def by_standing(films: Mapping[str, RawFilm], series: Mapping[str, str]) -> dict[str, RawFilm]:
    """The films by id, which come by votes, in the order of their standing.

    ``series`` names the series of films whose rows name none.
    """
    series_of = {name: film.franchise or series.get(name, "") for name, film in films.items()}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, (name, film) in enumerate(films.items(), 1):
        if series_of[name] and _months_out(film) >= VOTES_SETTLE:
            places[series_of[name]].append(place)
    standings = {
        name: standing(
            place,
            months=_months_out(film),
            lists=film.lists,
            series_place=median(places[series_of[name]]) if places[series_of[name]] else None,
        )
        for place, (name, film) in enumerate(films.items(), 1)
    }
    return {name: films[name] for name in sorted(films, key=standings.__getitem__)}


def _months_out(film: RawFilm) -> float:
    """How long a film has been out; from the middle of its year where the day is not known."""
    return months_out(date.fromisoformat(film.release_date or f"{film.year}-07-01"), AS_OF)
