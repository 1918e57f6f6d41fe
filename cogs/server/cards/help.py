"""``/help``: one screen per audience, made from the command tree, so that it cannot go stale."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands, ui

from cogs.shared.audience import Audience, audience_of
from cogs.shared.cards.paging import add_paging
from cogs.shared.doorway import page_in
from cogs.shared.items import ActionSelect
from data.paging import Page, page_of

SHOW = "help:screen"
"""The action of select and paging buttons; its argument is an audience, then maybe a page."""

SCREEN_ROOM = 3_600
"""Of the 4,000 characters of a message, what the commands may take; more are turned in pages."""

PAGE_SIZE = 15
"""Commands on such a page: what keeps even the longest within 4,000 characters."""

LINE_EXTRA = len(f"- </:{2**63}> \n")
"""Characters of a line besides the command's name and description."""

TITLES = {
    Audience.MEMBER: "For everybody",
    Audience.MODERATOR: "For moderators and curators",
    Audience.ADMIN: "For those who manage the server",
}
WELCOME = {
    Audience.MEMBER: "Do I stay for the credits? Ask with /stinger, or mention me with a question "
    "that names the film. What happens in a scene stays hidden until you click.",
    Audience.MODERATOR: "What moderators and the server's curators can do besides. Nothing of it "
    "shows you hidden text that you do not click.",
    Audience.ADMIN: "I work without any set-up. What a server may want to decide is here.",
}


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One command: its full name, what it does, and whether it stands in a menu of Discord's."""

    name: str
    description: str
    menu: bool = False


AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu


def lines_for(audience: Audience, tree: Sequence[AnyCommand]) -> list[HelpLine]:
    """The commands of a tree that are meant for an audience, in the tree's order, menus last."""
    lines = [line for command in tree for meant, line in _lines(command) if meant is audience]
    return sorted(lines, key=lambda line: line.menu)


def _lines(command: AnyCommand) -> Iterator[tuple[Audience, HelpLine]]:
    if isinstance(command, app_commands.ContextMenu):
        where = "message" if command.type is discord.AppCommandType.message else "member"
        line = HelpLine(command.name, f"in the menu of a {where}, under Apps", menu=True)
        yield audience_of(command), line
    elif isinstance(command, app_commands.Group):
        for child in command.commands:
            yield from _lines(child)
    else:
        yield audience_of(command), HelpLine(command.qualified_name, command.description)


def help_card(
    audience: Audience, page: Page[HelpLine], mention: Callable[[str], str]
) -> ui.LayoutView:
    """One audience's screen, with the select that leads to the others."""
    rows = [_row(line, mention) for line in page.rows]
    if not rows:
        rows = ["There are no commands of your own here."]
    container: ui.Container[Any] = ui.Container(
        ui.TextDisplay(f"### {TITLES[audience]}\n{WELCOME[audience]}"),
        ui.TextDisplay("\n".join(rows)),
    )
    options = [
        discord.SelectOption(label=title, value=other.value, default=other is audience)
        for other, title in TITLES.items()
    ]
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    view.add_item(ui.ActionRow(ActionSelect(SHOW, "", ui.Select(options=options))))
    add_paging(view, page, SHOW, lambda number: f"{audience.value},{number}")
    return view


def _row(line: HelpLine, mention: Callable[[str], str]) -> str:
    if line.menu:
        return f"- **{line.name}**, {line.description}"
    return f"- {mention(line.name)} {line.description}"


def asked_for(argument: str) -> tuple[Audience, int]:
    """The audience and page that an argument names; a forged one gives the first screen."""
    name, _, number = argument.partition(",")
    known = {audience.value for audience in Audience}
    audience = Audience(name) if name in known else Audience.MEMBER
    return audience, page_in(number)


def help_page(audience: Audience, tree: Sequence[AnyCommand], number: int) -> Page[HelpLine]:
    """The commands for an audience, on one screen if they fit, else one page of them."""
    lines = lines_for(audience, tree)
    needed = sum(len(line.name) + len(line.description) + LINE_EXTRA for line in lines)
    size = PAGE_SIZE if needed > SCREEN_ROOM else max(PAGE_SIZE, len(lines))
    return page_of(lines, number, size)
