"""What a command says of itself in the code: its name, description, options, choices, menus.

discord.py takes them as they are and gives them to a translator, so that no function of ours marks
them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from data.locales.messages import COMMAND, OPTION

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
                yield from _texts(node.keywords, ("name", "group_name"), COMMAND)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from _name_of_command(node)
            case ast.Assign(value=ast.Subscript() as choices):
                yield from _choices(choices)
            case ast.arg(annotation=ast.expr() as annotation):
                for part in ast.walk(annotation):
                    if isinstance(part, ast.Subscript):
                        yield from _choices(part)


def _of_call(call: ast.Call) -> Iterator[Text]:
    match _name(call.func):
        case "command" | "Group" as kind:
            yield from _texts(call.keywords, ("description",))
            if kind == "Group":
                yield from _texts(call.keywords, ("name",), COMMAND)
        case "ContextMenu" | "context_menu" | "Choice":
            yield from _texts(call.keywords, ("name",))
        case "describe":
            for option in call.keywords:
                yield from _texts([option], (option.arg,))
                if option.arg is not None:
                    yield option.arg, OPTION


def _name(node: ast.expr) -> str:
    return str(getattr(node, "attr", None) or getattr(node, "id", ""))


def _name_of_command(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Text]:
    """Its decorator may give it another name than the function has."""
    for call in function.decorator_list:
        if isinstance(call, ast.Call) and _name(call.func) == "command":
            given = list(_texts(call.keywords, ("name",), COMMAND))
            yield from given or [(function.name, COMMAND)]


def _texts(
    keywords: list[ast.keyword], names: tuple[str | None, ...], context: str | None = None
) -> Iterator[Text]:
    for keyword in keywords:
        if keyword.arg in names and isinstance(keyword.value, ast.Constant):
            yield str(keyword.value.value), context


def _choices(node: ast.Subscript) -> Iterator[Text]:
    """The strings of a ``Literal``, which an option offers as its choices."""
    if _name(node.value) != "Literal":
        return
    values = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for value in values:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value, None
