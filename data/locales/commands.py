"""What a command says of itself in the code: descriptions, names of options, choices and menus.

discord.py takes them as they are and gives them to a translator, so that no function of ours marks
them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

OPTION = "name of an option"
"""The context of an option's name: one word in lower case."""

Text = tuple[str, str | None]
"""A text and its context."""


def command_texts(file: Path) -> Iterator[Text]:
    """The texts of the commands that a file defines, in its order."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Call():
                yield from _of_call(node)
            case ast.ClassDef():  # a group of commands
                yield from _texts(node.keywords, ("description", "group_description"))
            case ast.Assign(value=ast.Subscript() as choices):
                yield from _choices(choices)
            case ast.arg(annotation=ast.expr() as annotation):
                for part in ast.walk(annotation):
                    if isinstance(part, ast.Subscript):
                        yield from _choices(part)


def _of_call(call: ast.Call) -> Iterator[Text]:
    match _name(call.func):
        case "command" | "Group":
            yield from _texts(call.keywords, ("description",))
        case "ContextMenu" | "context_menu" | "Choice":
            yield from _texts(call.keywords, ("name",))
        case "describe":
            for option in call.keywords:
                yield from _texts([option], (option.arg,))
                if option.arg is not None:
                    yield option.arg, OPTION


def _name(node: ast.expr) -> str:
    return str(getattr(node, "attr", None) or getattr(node, "id", ""))


def _texts(keywords: list[ast.keyword], names: tuple[str | None, ...]) -> Iterator[Text]:
    for keyword in keywords:
        if keyword.arg in names and isinstance(keyword.value, ast.Constant):
            yield str(keyword.value.value), None


def _choices(node: ast.Subscript) -> Iterator[Text]:
    """The strings of a ``Literal``, which an option offers as its choices."""
    if _name(node.value) != "Literal":
        return
    values = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for value in values:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value, None
