"""Help screens from made-up commands."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import app_commands, ui

from cogs.server.cards.help import (
    PAGE_SIZE,
    AnyCommand,
    asked_for,
    help_card,
    help_page,
    lines_for,
)
from cogs.shared.audience import FOR_ADMINS, FOR_MODERATORS, Audience
from cogs.shared.cards.film import TEXT_LIMIT
from tests.e2e.reading import button_ids, components_of, shown_text


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


def sent(card: ui.LayoutView) -> Any:
    """The components as Discord gets them."""
    return card.to_components()  # type: ignore[no-untyped-call]


def test_each_command_is_shown_to_those_whom_it_is_for() -> None:
    shown = {a: [line.name for line in lines_for(a, tree())] for a in Audience}
    assert shown == {
        Audience.MEMBER: ["theory new", "film", "Any stinger?"],
        Audience.MODERATOR: ["theory moderate", "tidy"],
        Audience.ADMIN: ["theory setup", "config more deep"],
    }


def test_a_screen_mentions_commands_and_leads_to_the_others() -> None:
    page = help_page(Audience.MEMBER, tree(), 0)
    shown = sent(help_card(Audience.MEMBER, page, lambda name: f"</{name}:1>"))
    text = shown_text(shown)
    assert "- </theory new:1> Does new." in text
    assert "- **Any stinger?**, in the menu of a message, under Apps" in text
    (select,) = [c for c in components_of(shown) if c["type"] == 3]
    assert [o["value"] for o in select["options"]] == ["member", "moderator", "admin"]
    assert [o["default"] for o in select["options"]] == [True, False, False]


def test_an_audience_without_commands_is_told_so() -> None:
    shown = sent(help_card(Audience.ADMIN, help_page(Audience.ADMIN, [], 0), str))
    assert "no commands of your own" in shown_text(shown)


def test_the_longest_page_fits_a_message() -> None:
    longest: list[AnyCommand] = [command("a" * 32, "d" * 100) for _ in range(2 * PAGE_SIZE)]
    page = help_page(Audience.MEMBER, longest, 0)
    assert len(page.rows) == PAGE_SIZE
    card = help_card(Audience.MEMBER, page, lambda name: f"</{name} {name} {name}:{2**63}>")
    assert len(shown_text(sent(card))) <= TEXT_LIMIT


def test_pages_are_turned_by_buttons_of_their_own() -> None:
    many: list[AnyCommand] = [command(f"c{n:02}", "d" * 100) for n in range(3 * PAGE_SIZE)]
    shown = sent(help_card(Audience.MEMBER, help_page(Audience.MEMBER, many, 1), str))
    assert "c20" in shown_text(shown)
    assert "help:screen:member,0" in button_ids(shown).values()


@pytest.mark.parametrize("length", [1, 30, 70, 100])
def test_commands_are_on_one_screen_if_they_fit(length: int) -> None:
    for count in range(1, 3 * PAGE_SIZE, 7):
        some: list[AnyCommand] = [command(f"c{n:02}", "d" * length) for n in range(count)]
        page = help_page(Audience.MEMBER, some, 0)
        card = help_card(Audience.MEMBER, page, lambda name: f"</{name}:{2**63}>")
        shown = sent(card)
        assert len(shown_text(shown)) <= TEXT_LIMIT
        assert len(page.rows) == count or button_ids(shown)


@pytest.mark.parametrize(
    ("argument", "asked"),
    [
        ("admin", (Audience.ADMIN, 0)),
        ("moderator,3", (Audience.MODERATOR, 3)),
        ("", (Audience.MEMBER, 0)),
        ("operator,-1", (Audience.MEMBER, 0)),
    ],
)
def test_a_forged_argument_gives_the_first_screen(
    argument: str, asked: tuple[Audience, int]
) -> None:
    assert asked_for(argument) == asked
