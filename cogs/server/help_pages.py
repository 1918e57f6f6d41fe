"""``/help``: one screen per role, made from the bot's command tree, so that it cannot go stale."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import discord
from discord import app_commands, ui

from cogs.shared.paging import add_paging
from cogs.shared.selects import ActionSelect
from data.paging import Page, page_of

SHOW = "help:screen"
"""The action of select and paging buttons; its argument is a role, or role and page."""

PAGE_SIZE = 20
"""Commands on a page: what keeps the longest descriptions within 4,000 characters."""

FOR = "for"
"""The key in a command's ``extras`` that names the role it is meant for, where neither its own nor
its group's default permissions tell."""


class Role(Enum):
    """Who reads a screen; the value stands in ids and in ``extras``."""

    MEMBER = "member"
    MODERATOR = "moderator"
    ADMIN = "admin"


TITLES = {
    Role.MEMBER: "For everybody",
    Role.MODERATOR: "For moderators",
    Role.ADMIN: "For those who manage the server",
}
WELCOME = {
    Role.MEMBER: "Do I stay for the credits? Ask with /stinger, or mention me with a question that "
    "names the film. What happens in a scene stays hidden until you click.",
    Role.MODERATOR: "What you can do besides, if you may manage messages. Nothing of it shows you "
    "hidden text that you do not click.",
    Role.ADMIN: "I work without any set-up. What a server may want to decide is here.",
}


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One command: its full name, what it does, and whether it stands in a menu of Discord's."""

    name: str
    description: str
    menu: bool = False


AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu


def lines_for(role: Role, tree: Sequence[AnyCommand]) -> list[HelpLine]:
    """The commands of a tree that are meant for a role, in alphabetical order, menus last."""
    lines = [line for command in tree for meant, line in _lines(command) if meant is role]
    return sorted(lines, key=lambda line: (line.menu, line.name))


def _lines(command: AnyCommand) -> Iterator[tuple[Role, HelpLine]]:
    if isinstance(command, app_commands.ContextMenu):
        where = "message" if command.type is discord.AppCommandType.message else "member"
        line = HelpLine(command.name, f"in the menu of a {where}, under Apps", menu=True)
        yield _role_of(command), line
    elif isinstance(command, app_commands.Group):
        for child in command.commands:
            yield from _lines(child)
    else:
        yield _role_of(command), HelpLine(command.qualified_name, command.description)


def _role_of(command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu) -> Role:
    named = command.extras.get(FOR)
    if named is not None:
        return Role(named)
    needed = _default_permissions(command)
    if needed is None:
        return Role.MEMBER
    return Role.ADMIN if needed.manage_guild or needed.administrator else Role.MODERATOR


def _default_permissions(
    command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu | app_commands.Group,
) -> discord.Permissions | None:
    """Its own, or those of the group that Discord asks for."""
    parent = getattr(command, "root_parent", None)
    return (parent or command).default_permissions


def help_card(role: Role, page: Page[HelpLine], mention: Callable[[str], str]) -> ui.LayoutView:
    """One role's screen, with the select that leads to the others."""
    rows = [_row(line, mention) for line in page.rows]
    if not rows:
        rows = ["There are no commands of your own here."]
    container: ui.Container[Any] = ui.Container(
        ui.TextDisplay(f"### {TITLES[role]}\n{WELCOME[role]}"), ui.TextDisplay("\n".join(rows))
    )
    options = [
        discord.SelectOption(label=title, value=other.value, default=other is role)
        for other, title in TITLES.items()
    ]
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    view.add_item(ui.ActionRow(ActionSelect(SHOW, ui.Select(options=options))))
    add_paging(view, page, SHOW, lambda number: f"{role.value},{number}")
    return view


def _row(line: HelpLine, mention: Callable[[str], str]) -> str:
    if line.menu:
        return f"- **{line.name}**, {line.description}"
    return f"- {mention(line.name)} {line.description}"


def asked_for(argument: str) -> tuple[Role, int]:
    """The role and page that an argument names; a forged one gives the first screen."""
    name, _, number = argument.partition(",")
    known = {role.value for role in Role}
    role = Role(name) if name in known else Role.MEMBER
    return role, int(number) if number.isdecimal() else 0


def help_page(role: Role, tree: Sequence[AnyCommand], number: int) -> Page[HelpLine]:
    """One page of a role's commands."""
    return page_of(lines_for(role, tree), number, PAGE_SIZE)
