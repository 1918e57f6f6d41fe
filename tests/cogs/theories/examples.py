"""Theories for tests."""

from __future__ import annotations

from typing import Any

from cogs.theories.rules.theory import Kind, Outcome, SourceClass, Status, Theory
from data.text import HiddenText


def theory(**differently: Any) -> Theory:
    """An open theory with some things otherwise."""
    claim = differently.pop("claim", "The ferryman is her father")
    values: dict[str, Any] = {
        "id": 1,
        "server_id": 10,
        "number": differently.get("id", 1),
        "author_id": 20,
        "film_id": "night-harbour-2024",
        "film_name": "Night Harbour",
        "kind": Kind.SEQUEL,
        "claim": HiddenText(claim),
        "source_class": SourceClass.PRESS,
        "status": Status.OPEN,
        "outcome": None,
        "thread_id": 30,
        "message_id": 31,
        "created_at": 0,
    }
    return Theory(**{**values, **differently})


def resolved(outcome: Outcome) -> Theory:
    return theory(status=Status.RESOLVED, outcome=outcome)
