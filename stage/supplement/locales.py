"""The language of a member's Discord, which SimCord takes to be American English."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from simcord import interactions

_DISCORDS = {"en": "en-GB", "es": "es-ES"}
"""Discord's names for languages where those differ."""


def discord_locale(language: str) -> str:
    """Discord's locale for a language, by its tag."""
    return _DISCORDS.get(language, language)


@contextmanager
def everybodys_locale(locale: Callable[[], str]) -> Iterator[None]:
    """Let everybody's Discord have the locale that is the present one at each interaction."""
    original: Callable[..., tuple[Any, dict[str, Any]]] = interactions.base_payload

    def with_locale(*given: object, **named: object) -> tuple[Any, dict[str, Any]]:
        record, payload = original(*given, **named)
        payload["locale"] = locale()
        return record, payload

    interactions.base_payload = with_locale
    try:
        yield
    finally:
        interactions.base_payload = original
