"""Buttons that outlive a restart: the custom id names an action and its argument.

A slice registers what its actions do; the truth behind an argument (usually an id) is read from
the store when the button is pressed. A button a year old still answers, if only to say that its
part of Stinger is switched off.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from cogs.shared.errors import UserFacingError, answering_errors

if TYPE_CHECKING:
    from cogs.shared.bot import StingerBot

LONGEST_ID = 100
"""Characters that Discord allows for a custom id."""

ActionHandler = Callable[["discord.Interaction[StingerBot]", str], Awaitable[None]]
"""Does what a button is for, with the argument of its custom id; must not trust the argument."""


class ButtonGoneError(UserFacingError):
    """Nobody does this action: its slice is not loaded any more, or was renamed."""

    def __init__(self) -> None:
        super().__init__("This button belongs to a part of Stinger that is switched off here.")


class Actions:
    """What the loaded slices do when their buttons are pressed."""

    def __init__(self) -> None:
        self._handlers: dict[str, ActionHandler] = {}

    def register(self, action: str, handler: ActionHandler) -> None:
        """Name an action, ``slice:verb`` in lower case, unique in the bot."""
        if action in self._handlers:
            raise ValueError(f"The action {action} is registered twice.")
        self._handlers[action] = handler

    def __contains__(self, action: object) -> bool:
        """Whether a loaded slice does this action."""
        return action in self._handlers

    async def run(
        self, action: str, interaction: discord.Interaction[StingerBot], argument: str
    ) -> None:
        """Do an action; raises :class:`ButtonGoneError` if nobody does it any more."""
        handler = self._handlers.get(action)
        if handler is None:
            raise ButtonGoneError
        await handler(interaction, argument)


class ActionButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"(?P<action>[a-z-]{1,20}:[a-z-]{1,16}):(?P<argument>[\w:,.-]{0,80})",
):
    """A button that does an action with an argument; the label is safe text.

    Raises ``ValueError`` for a custom id that could not be read back, or is too long for Discord.
    """

    def __init__(
        self,
        action: str,
        argument: str,
        label: str,
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> None:
        custom_id = f"{action}:{argument}"
        if len(custom_id) > LONGEST_ID or not self.template.fullmatch(custom_id):
            raise ValueError(f"No button can carry {custom_id!r}.")
        super().__init__(
            ui.Button(label=label, style=style, disabled=disabled, custom_id=custom_id)
        )
        self.action = action
        self.argument = argument

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Build the button again from its custom id."""
        label = item.label if isinstance(item, ui.Button) else None
        return cls(match["action"], match["argument"], label or "")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do the action."""
        async with answering_errors(interaction):
            await interaction.client.actions.run(self.action, interaction, self.argument)
