"""Reads what a reply shows, out of its components as Discord got them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any


def components_of(tree: object) -> Iterator[dict[str, Any]]:
    """Every component of a message, parents before children."""
    if isinstance(tree, dict):
        if "type" in tree:
            yield tree
        for value in tree.values():
            yield from components_of(value)
    elif isinstance(tree, Sequence) and not isinstance(tree, str):
        for value in tree:
            yield from components_of(value)


def shown_text(components: object) -> str:
    """All text of a message of components, in order."""
    return "\n".join(c["content"] for c in components_of(components) if "content" in c)


def button_ids(components: object) -> dict[str, str]:
    """Custom id of each button by its label."""
    return {c["label"]: c["custom_id"] for c in components_of(components) if c["type"] == 2}


def option_labels(components: object) -> list[str]:
    """The labels of all options of the selects."""
    selects = [c for c in components_of(components) if c["type"] == 3]
    return [option["label"] for select in selects for option in select["options"]]
