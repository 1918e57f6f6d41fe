"""A contribution for export: what it says, and where that comes from. It names no member."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.contributions.rules.additions import as_film, merged_films
from data.contributions.rules.contribution import Contribution, Event
from data.contributions.rules.kinds import AddedFilm, as_dict


def exported_films(catalogue: Catalogue, contributions: Sequence[Contribution]) -> dict[str, Film]:
    """The films of contributions by the ids that they were reported under.

    An added film that the catalogue has by now is the catalogue's.
    """
    merged = merged_films(catalogue, contributions)
    films = {}
    for contribution in contributions:
        film_id, content = contribution.film_id, contribution.content
        film = catalogue.get(merged.get(film_id, film_id))
        if film is None and isinstance(content, AddedFilm):
            film = as_film(film_id, content, len(catalogue.films) + contribution.id)
        if film is not None:
            films[film_id] = film
    return films


def provenance(
    contribution: Contribution, events: Sequence[Event], films: Mapping[str, Film]
) -> dict[str, Any]:
    """Everything about a contribution, ready for JSON; of members it tells only how many.

    ``films`` are what :func:`exported_films` gives.
    """
    film = films.get(contribution.film_id)
    return {
        "number": contribution.id,
        "kind": contribution.kind,
        "film": {
            "id": film.id if film else contribution.film_id,
            "reported_as": contribution.film_id,
            "label": film.label if film else None,
            "imdb_id": film.imdb_id if film else None,
            "tmdb_id": film.tmdb_id if film else None,
        },
        "content": as_dict(contribution.content),
        "provenance": {
            "server_id": str(contribution.server_id),
            "reported_at": contribution.created_at.isoformat(),
            "state": contribution.state.value,
            "held": contribution.held,
            "shared_with_all_servers": contribution.promoted,
            "shared_as_it_stands": contribution.promoted_content == contribution.content,
            "confirmations": len(contribution.confirmed_by),
            "independent_members": contribution.independent,
            "history": [
                {"action": event.action, "at": event.done_at.isoformat()} for event in events
            ],
        },
    }
