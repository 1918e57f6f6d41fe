"""A slice whose every part can fail, to see what the member and the log are told."""

from __future__ import annotations

from typing import Any, Literal

import discord
from discord import app_commands, ui
from discord.ext import commands

from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.errors import SafeEdge, UserFacingError
from cogs.shared.items import ActionButton
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


class BrokenView(SafeEdge, ui.View):
    @ui.button(label="refused", custom_id="view-refused")
    async def refused(self, _interaction: discord.Interaction, _button: ui.Button[Any]) -> None:
        fail("refused")

    @ui.button(label="failed", custom_id="view-failed")
    async def failed(self, _interaction: discord.Interaction, _button: ui.Button[Any]) -> None:
        fail("failed")


class BrokenModal(SafeEdge, ui.Modal, title="Broken"):
    how: ui.Label[Any] = ui.Label(text="How", component=ui.TextInput(custom_id="how"))

    async def on_submit(self, _interaction: discord.Interaction) -> None:
        assert isinstance(self.how.component, ui.TextInput)
        fail(self.how.component.value)


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
    async def parts(self, interaction: discord.Interaction, what: Literal["view", "items"]) -> None:
        view = BrokenView()
        if what == "items":
            view = BrokenView(timeout=None).clear_items()
            for action in ("broken:refused", "broken:failed", "broken:nobody"):
                view.add_item(ActionButton(action, "1", action))
        await interaction.response.send_message("Parts", view=view)

    @app_commands.command(description="Opens a modal that fails.")
    async def modal(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(BrokenModal())

    @app_commands.command(description="For nobody.")
    @app_commands.check(lambda _interaction: False)
    async def forbidden(self, _interaction: discord.Interaction) -> None:
        raise AssertionError


async def setup(bot: StingerBot) -> None:
    async def act(_interaction: Interaction, argument: str) -> None:
        fail({"1": "refused"}.get(argument, "failed"))

    async def act_failing(_interaction: Interaction, _argument: str) -> None:
        fail("failed")

    bot.doorway.register("broken:refused", act)
    bot.doorway.register("broken:failed", act_failing)
    await bot.add_cog(BrokenCog())
