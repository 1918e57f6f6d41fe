"""A contribution for export: what it says, and where that comes from. It names no member."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data.catalogue import Catalogue
from data.contributions.contribution import Contribution, Event
from data.contributions.kinds import as_dict


def provenance(one: Contribution, events: Sequence[Event], catalogue: Catalogue) -> dict[str, Any]:
    """Everything about a contribution, ready for JSON; members stand in it as numbers only."""
    film = catalogue.get(one.film_id)
    return {
        "number": one.id,
        "kind": one.kind,
        "film": {
            "id": one.film_id,
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
