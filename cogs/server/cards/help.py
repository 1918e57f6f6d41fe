"""``/help``: a first screen to begin with, and screens of commands made from the command tree.

What a screen lists is what Discord has, so that it cannot go stale.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands, ui

from cogs.shared.access.audience import Audience, audience_of
from cogs.shared.items import ActionSelect, new_card
from data.locales import N_, _

SHOW = "help:screen"
"""The action of the select; the value chosen is the key of a screen."""

FIRST = "first"

Mention = Callable[[str], str]
"""A command by its full name, as something to tap."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen of commands: those of some slices, or those for an audience that is not everybody.

    A member's command of a slice that no screen names stands on the last one of members.
    """

    key: str
    title: str
    welcome: str
    slices: frozenset[str] = frozenset()
    audience: Audience = Audience.MEMBER


SCREENS = (
    Screen(
        "ask",
        N_("Ask about a film"),
        N_("Name the film however you like, or mention me with your question."),
        frozenset(("films", "answers")),
    ),
    Screen(
        "remind",
        N_("Stay seated: reminders and parties"),
        N_("I work out when the credits start and ping you then."),
        frozenset(("reminders",)),
    ),
    Screen(
        "argue",
        N_("Argue: theories"),
        N_("A theory stays a hypothesis until an official source confirms it."),
        frozenset(("theories",)),
    ),
    Screen(
        "guide",
        N_("Read and add: guide, scenes, Easter eggs"),
        N_("How to read a stinger, and what you can add yourself."),
        frozenset(("guide", "community")),
    ),
    Screen("yours", N_("Your settings and your data"), N_("What I keep about you is yours.")),
    Screen(
        "moderator",
        N_("For moderators and curators"),
        N_("None of these shows hidden text until you click it."),
        audience=Audience.MODERATOR,
    ),
    Screen(
        "admin",
        N_("For those who manage the server"),
        N_("I work without any setup. Here is what you can change."),
        audience=Audience.ADMIN,
    ),
    Screen(
        "operator",
        N_("For the operator of this bot"),
        N_("Only you see these."),
        audience=Audience.OPERATOR,
    ),
)


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One command: its full name, what it does, and whether it stands in a menu of Discord's."""

    name: str
    description: str
    menu: bool = False


AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu


def screens_for(audiences: Collection[Audience]) -> list[Screen]:
    """The screens that somebody who belongs to these audiences is offered, in order."""
    return [screen for screen in SCREENS if screen.audience in audiences]


def lines_on(screen: Screen, tree: Sequence[AnyCommand]) -> list[HelpLine]:
    """The commands of a tree that stand on a screen, in the tree's order, menus last."""
    lines = [line for command in tree for place, line in _lines(command) if place is screen]
    return sorted(lines, key=lambda line: line.menu)


def _lines(command: AnyCommand) -> Iterator[tuple[Screen, HelpLine]]:
    if isinstance(command, app_commands.ContextMenu):
        where = (
            N_("in the menu of a message, under Apps")
            if command.type is discord.AppCommandType.message
            else N_("in the menu of a member, under Apps")
        )
        line = HelpLine(_(command.name), _(where), menu=True)
        yield _screen_of(command), line
    elif isinstance(command, app_commands.Group):
        for child in command.commands:
            yield from _lines(child)
    else:
        yield _screen_of(command), HelpLine(command.qualified_name, _(command.description))


def _screen_of(command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu) -> Screen:
    audience = audience_of(command)
    those = [screen for screen in SCREENS if screen.audience is audience]
    slice_name = command.module.split(".")[1] if command.module and "." in command.module else ""
    return next((screen for screen in those if slice_name in screen.slices), those[-1])


def first_card(screens: Sequence[Screen], mention: Mention) -> ui.LayoutView:
    """What to begin with, in a few lines, and a select that leads to all commands."""
    lines = [
        _("### Do I stay for the credits?"),
        _(
            "- **Ask**: {command}, or mention me with a question that names the film",
            command=mention("stinger"),
        ),
        _(
            "- **Stay seated**: {remind} for you, {party} for a group",
            remind=mention("remind stay"),
            party=mention("party new"),
        ),
        _(
            "- **Argue**: {command} posts a theory, everybody rates it",
            command=mention("theory new"),
        ),
        _("- **Read**: {command} shows how a stinger is read", command=mention("guide")),
        _("-# What happens in a scene stays hidden until you click."),
    ]
    return _card(["\n".join(lines)], screens, FIRST)


def screen_card(
    screen: Screen, screens: Sequence[Screen], tree: Sequence[AnyCommand], mention: Mention
) -> ui.LayoutView:
    """One screen's commands, with the select that leads to the others."""
    rows = [_row(line, mention) for line in lines_on(screen, tree)]
    head = f"### {_(screen.title)}\n{_(screen.welcome)}"
    listed = "\n".join(rows) or _("There are no such commands here.")
    return _card([head, listed], screens, screen.key)


def _card(texts: Sequence[str], screens: Sequence[Screen], shown: str) -> ui.LayoutView:
    options = [
        discord.SelectOption(label=_("Where to begin"), value=FIRST, default=shown == FIRST),
        *(
            discord.SelectOption(label=_(s.title), value=s.key, default=shown == s.key)
            for s in screens
        ),
    ]
    view = new_card()
    view.add_item(ui.Container(*(ui.TextDisplay(text) for text in texts)))
    view.add_item(ui.ActionRow(ActionSelect(SHOW, "", ui.Select(options=options))))
    return view


def _row(line: HelpLine, mention: Mention) -> str:
    if line.menu:
        return f"- **{line.name}**, {line.description}"
    return f"- {mention(line.name)} {line.description}"
