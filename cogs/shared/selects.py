"""Selects that outlive a restart: the choice is the argument of an action.

The counterpart of :mod:`cogs.shared.buttons`. A handler cannot tell a choice from a pressed button
and must trust neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Self

import discord
from discord import ui

from cogs.shared.errors import answering_errors

AnySelect = ui.Select[Any] | ui.ChannelSelect[Any] | ui.RoleSelect[Any]


class ActionSelect(
    ui.DynamicItem[AnySelect],
    # The slash keeps the id apart from those of buttons.
    template=r"select/(?P<action>[a-z-]{1,20}:[a-z-]{1,16})",
):
    """A select that does an action; its argument is the chosen values, joined by commas.

    Clearing the choice, where the select allows that, gives an empty argument. The select's own
    custom id is replaced.
    """

    def __init__(self, action: str, select: AnySelect) -> None:
        select.custom_id = f"select/{action}"
        super().__init__(select)
        self.action = action

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Build the select again from the message that holds it."""
        if not isinstance(item, (ui.Select, ui.ChannelSelect, ui.RoleSelect)):
            raise TypeError("The custom id of a select stands on something else.")
        return cls(match["action"], item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do the action with what was chosen."""
        async with answering_errors(interaction):
            argument = ",".join(_values(interaction.data))
            await interaction.client.actions.run(self.action, interaction, argument)


def _values(data: Mapping[str, Any] | None) -> list[str]:
    return list((data or {}).get("values", ()))
