"""A slice with a form that refuses what it is told to refuse."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.doorway import CORRECT
from cogs.shared.errors import UserFacingError
from cogs.shared.items import ActionButton, Answers, Filled, Form, Option, checks, line, paragraph

TELL = "toy:tell"


class TooColdError(UserFacingError):
    sentence = "It is too cold for that."


@dataclass
class Taken:
    """What arrived, in order: who, the argument, and what they wrote."""

    told: list[tuple[int, str, str]] = field(default_factory=list)


class FormCog(commands.Cog):
    def __init__(self, bot: StingerBot) -> None:
        self.taken = Taken()
        bot.doorway.register_form(TELL, self.build, self.take)

    async def build(self, _interaction: discord.Interaction[Any], number: str, f: Filled) -> Form:
        options = [Option("a", "A"), Option("b", "B")]
        return Form(
            f"Tell {number}",
            [
                line("who", "Who", f, limit=40),
                paragraph("what", "What", f, limit=4_000),
                checks("which", "Which", options, f),
            ],
        )

    async def take(self, interaction: Interaction, number: str, answers: Answers) -> None:
        if answers["who"] == "cold":
            raise TooColdError
        if answers["who"] == "torn":
            raise ValueError(answers["what"])
        which = "+".join(answers.several("which"))
        self.taken.told.append((interaction.user.id, number, f"{answers['what']} {which}".strip()))
        await interaction.response.send_message("Taken.", ephemeral=True)

    @app_commands.command(description="Offers the form.")
    async def tell(self, interaction: Interaction) -> None:
        view = ui.View(timeout=None)
        view.add_item(ActionButton(TELL, "7", "Tell"))
        view.add_item(ActionButton(CORRECT, "1", "The first that was refused"))
        await interaction.response.send_message("Form", view=view)


async def setup(bot: StingerBot) -> None:
    await bot.add_cog(FormCog(bot))
