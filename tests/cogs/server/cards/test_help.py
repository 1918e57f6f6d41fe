"""Help screens from made-up commands."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import app_commands

from cogs.server.cards.help import (
    SCREENS,
    AnyCommand,
    Screen,
    first_card,
    lines_on,
    screen_card,
    screens_for,
)
from cogs.shared.access.audience import FOR_ADMINS, FOR_MODERATORS, FOR_OPERATOR, Audience
from tests.e2e.replies import components, components_of, shown_text


def command(
    name: str, description: str | None = None, **options: Any
) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name=name, description=description or f"Does {name}.", **options)
    async def run(_interaction: discord.Interaction) -> None:
        raise AssertionError("nobody runs it")

    return run


def tree() -> list[AnyCommand]:
    mixed = app_commands.Group(name="theory", description="x")
    mixed.add_command(command("new"))
    mixed.add_command(command("moderate", extras=FOR_MODERATORS))
    mixed.add_command(command("setup", extras=FOR_ADMINS))
    mixed.add_command(command("export", extras=FOR_OPERATOR))
    managers = discord.Permissions(manage_guild=True)
    config = app_commands.Group(name="config", description="x", default_permissions=managers)
    nested = app_commands.Group(name="more", description="x", parent=config)
    nested.add_command(command("deep"))
    moderators = command("tidy")
    moderators.default_permissions = discord.Permissions(manage_messages=True)

    async def menu(_interaction: discord.Interaction, _message: discord.Message) -> None:
        raise AssertionError("nobody runs it")

    return [
        app_commands.ContextMenu(name="Any stinger?", callback=menu),
        mixed,
        config,
        moderators,
        command("film"),
    ]


def screen(key: str) -> Screen:
    (found,) = [screen for screen in SCREENS if screen.key == key]
    return found


def test_each_command_is_shown_to_those_whom_it_is_for() -> None:
    """Made-up commands belong to no slice, so a member's stand on the last of their screens."""
    shown = {s.key: [line.name for line in lines_on(s, tree())] for s in SCREENS}
    assert {key: names for key, names in shown.items() if names} == {
        "yours": ["theory new", "film", "Any stinger?"],
        "moderator": ["theory moderate", "tidy"],
        "admin": ["theory setup", "config more deep"],
        "operator": ["theory export"],
    }


def test_a_slices_commands_stand_on_the_screen_that_names_it() -> None:
    asks = command("stinger")
    asks.module = "cogs.films.cog"
    assert [line.name for line in lines_on(screen("ask"), [asks])] == ["stinger"]
    assert lines_on(screen("yours"), [asks]) == []


@pytest.mark.parametrize(
    ("audiences", "offered"),
    [
        ({Audience.MEMBER}, []),
        ({Audience.MEMBER, Audience.MODERATOR}, ["moderator"]),
        ({Audience.MEMBER, Audience.MODERATOR, Audience.ADMIN}, ["moderator", "admin"]),
        ({Audience.MEMBER, Audience.OPERATOR}, ["operator"]),
    ],
)
def test_everybody_is_offered_members_screens_and_their_own(
    audiences: set[Audience], offered: list[str]
) -> None:
    keys = [screen.key for screen in screens_for(audiences)]
    assert keys == ["ask", "remind", "argue", "guide", "yours", *offered]


def test_a_screen_mentions_commands_and_leads_to_the_others() -> None:
    screens = screens_for({Audience.MEMBER})
    card = screen_card(screen("yours"), screens, tree(), lambda name: f"</{name}:1>")
    text = shown_text(components(card))
    assert "- </theory new:1> Does new." in text
    assert "- **Any stinger?**, in the menu of a message, under Apps" in text
    (select,) = [c for c in components_of(components(card)) if c["type"] == 3]
    assert [o["value"] for o in select["options"] if o["default"]] == ["yours"]
    assert len(select["options"]) == len(screens) + 1


def test_a_screen_without_commands_says_so() -> None:
    card = screen_card(screen("admin"), [], [], str)
    assert "no such commands" in shown_text(components(card))


def test_the_first_screen_can_be_read_at_a_glance() -> None:
    text = shown_text(
        components(first_card(screens_for(set(Audience)), lambda name: f"</{name}:1>"))
    )
    assert len(text.splitlines()) <= 7
    assert "</stinger:1>" in text
