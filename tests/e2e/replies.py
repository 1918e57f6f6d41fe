"""Reads what a reply shows, out of its components as Discord got them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import simcord
from discord import ui

from tests.cogs.shared import readers


class Reply(Protocol):
    """A message that the bot sent."""

    @property
    def content(self) -> str:
        """Its plain text."""
        ...

    @property
    def components(self) -> Sequence[Any]:
        """Its components, as objects or as they were sent."""
        ...


def answer(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    """The message that answers an interaction."""
    assert result.response is not None
    return result.response


def full_text(result: simcord.InteractionResult) -> str:
    """All text of the message that answers an interaction."""
    reply = answer(result)
    return reply.content + shown_text(reply.components)


def sees(reply: Reply) -> str:
    """What a reader sees of a message before any click; a heading runs into the next line."""
    return "\n".join(readers.preview(text).shown for text in _texts(reply))


def reads(reply: Reply) -> str:
    """What a reader sees after every click."""
    return "\n".join(readers.preview(text).revealed for text in _texts(reply))


def _texts(reply: Reply) -> list[str]:
    sent = [c if isinstance(c, dict) else c.to_dict() for c in reply.components]
    shown = [c["content"] for c in components_of(sent) if "content" in c]
    return [reply.content, *shown] if reply.content else shown


def components(view: ui.LayoutView | ui.View) -> list[dict[str, Any]]:
    """The components of a view as Discord gets them."""
    return list(view.to_components())


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


def filled_in(shown: simcord.InteractionResult) -> dict[str, str]:
    """What stands in a form that was opened, by the names of its fields; choices line by line."""
    assert shown.modal is not None
    fields = [part for part in components_of(shown.modal["components"]) if "custom_id" in part]
    return {field["custom_id"]: "\n".join(_filled_in(field)) for field in fields}


def _filled_in(field: dict[str, Any]) -> list[str]:
    chosen = [option["value"] for option in field.get("options", ()) if option.get("default")]
    return chosen or [field.get("value") or ""]
