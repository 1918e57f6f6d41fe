"""A slice whose every part can fail, to see what the member and the log are told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

import discord
from discord import app_commands, ui
from discord.ext import commands

from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.errors import UserFacingError
from cogs.shared.items import ActionButton, ActionSelect, Answers, Filled, Form, line
from data.text import HiddenText
from tests.films import MARK

SENTENCE = "The projector is cold. Try again in a minute."


class ColdProjectorError(UserFacingError):
    def __init__(self) -> None:
        super().__init__(SENTENCE)


def fail(how: str) -> None:
    if how == "refused":
        raise ColdProjectorError
    raise ValueError(f"the reel {HiddenText(MARK)!r} is torn")


class BrokenCog(commands.Cog):
    @app_commands.command(description="Fails.")
    async def broken(
        self,
        interaction: discord.Interaction,
        how: Literal["refused", "failed"],
        late: bool = False,
    ) -> None:
        if late:
            await interaction.response.defer(ephemeral=True)
        fail(how)

    @app_commands.command(description="Offers parts that fail.")
    async def parts(self, interaction: discord.Interaction) -> None:
        view = ui.View(timeout=None)
        for action in ("broken:refused", "broken:failed", "broken:nobody"):
            view.add_item(ActionButton(action, "1", action))
        options = [discord.SelectOption(label=how) for how in ("refused", "failed")]
        view.add_item(ActionSelect("broken:choice", "", ui.Select(options=options)))
        await interaction.response.send_message("Parts", view=view)

    @app_commands.command(description="Opens a modal that fails.")
    async def modal(self, interaction: Interaction) -> None:
        await interaction.client.doorway.open_form(interaction, "broken:form", "")

    @app_commands.command(description="For nobody.")
    @app_commands.check(lambda _interaction: False)
    async def forbidden(self, _interaction: discord.Interaction) -> None:
        raise AssertionError


async def setup(bot: StingerBot) -> None:
    async def act(how: str, _interaction: Interaction, _argument: str) -> None:
        fail(how)

    async def choose(_interaction: Interaction, _argument: str, values: Sequence[str]) -> None:
        fail(values[0])

    async def build(_interaction: Interaction, _argument: str, filled: Filled) -> Form:
        return Form("Broken", [line("how", "How", filled, limit=10)])

    async def take(_interaction: Interaction, _argument: str, answers: Answers) -> None:
        fail(answers["how"])

    bot.doorway.register("broken:refused", partial(act, "refused"))
    bot.doorway.register("broken:failed", partial(act, "failed"))
    bot.doorway.register_choice("broken:choice", choose)
    bot.doorway.register_form("broken:form", build, take)
    await bot.add_cog(BrokenCog())
