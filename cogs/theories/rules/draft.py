"""A theory as its author wrote it, before it is posted."""

from __future__ import annotations

from dataclasses import dataclass

from cogs.theories.rules.evidence import Item
from cogs.theories.rules.theory import Kind, SourceClass


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form held. ``film_name`` is the film's title, or what was typed for it.

    ``film_id`` is ``None`` while it is not clear which film is meant.
    """

    server_id: int
    author_id: int
    film_id: str | None
    film_name: str
    kind: Kind
    claim: str
    source_class: SourceClass
    items: tuple[Item, ...]
