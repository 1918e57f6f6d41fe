"""A contribution for export: what it says, and where that comes from. It names no member."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.contributions.contribution import Contribution, Event
from data.contributions.kinds import AddedFilm, as_dict
from data.contributions.merge import as_film, merged_films


def exported_films(catalogue: Catalogue, kept: Sequence[Contribution]) -> dict[str, Film]:
    """The films of contributions by the ids that they were reported under.

    An added film that the catalogue has by now is the catalogue's.
    """
    merged = merged_films(catalogue, kept)
    added = {
        one.film_id: as_film(one.film_id, one.content, len(catalogue.films) + one.id)
        for one in kept
        if isinstance(one.content, AddedFilm)
    }
    found = {one.film_id: catalogue.get(merged.get(one.film_id, one.film_id)) for one in kept}
    return added | {film_id: film for film_id, film in found.items() if film is not None}


def provenance(
    one: Contribution, events: Sequence[Event], films: Mapping[str, Film]
) -> dict[str, Any]:
    """Everything about a contribution, ready for JSON; members stand in it as numbers only.

    ``films`` are what :func:`exported_films` gives.
    """
    film = films.get(one.film_id)
    return {
        "number": one.id,
        "kind": one.kind,
        "film": {
            "id": film.id if film else one.film_id,
            "reported_as": one.film_id,
            "label": film.label if film else None,
            "imdb_id": film.imdb_id if film else None,
            "tmdb_id": film.tmdb_id if film else None,
        },
        "content": as_dict(one.content),
        "provenance": {
            "server_id": str(one.server_id),
            "reported_at": one.created_at.isoformat(),
            "state": one.state.value,
            "held": one.held,
            "shared_with_all_servers": one.promoted,
            "confirmations": len(one.confirmed_by),
            "independent_members": one.independent,
            "history": [
                {"action": event.action, "at": event.done_at.isoformat()} for event in events
            ],
        },
    }
