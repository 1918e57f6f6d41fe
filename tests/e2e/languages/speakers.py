"""Whose Discord speaks which language: SimCord's people all have American English."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from simcord import interactions


@contextmanager
def discord_in(server: str | None = None, **people: str) -> Iterator[None]:
    """Let members' Discord, by their names, and the server have the given locales."""
    original = interactions.base_payload

    def with_locales(backend: Any, **how: Any) -> tuple[Any, dict[str, Any]]:
        record, payload = original(backend, **how)
        name = backend.get_user(how["user_id"]).name
        payload["locale"] = people.get(name, payload["locale"])
        if server is not None and "guild_locale" in payload:
            payload["guild_locale"] = server
        return record, payload

    interactions.base_payload = with_locales
    try:
        yield
    finally:
        interactions.base_payload = original
