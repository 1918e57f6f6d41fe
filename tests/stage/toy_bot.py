"""A bot just large enough to see the stage work: a card, a lasting button, forms, menus."""

import asyncio
import contextlib
import re
from dataclasses import dataclass, field
from typing import Self

import discord
from discord import ui
from discord.ext import commands


class WhyButton(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"why:(?P<film>\w+)"):
    def __init__(self, film: str) -> None:
        super().__init__(ui.Button(label="Why?", custom_id=f"why:{film}"))
        self.film = film

    @classmethod
    async def from_custom_id(
        cls, _interaction: object, _item: object, match: re.Match[str]
    ) -> Self:
        return cls(match["film"])

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Because of {self.film}", ephemeral=True)


class Form(ui.Modal, title="A form"):
    text: ui.TextInput["Form"] = ui.TextInput(label="Text", custom_id="text")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You wrote {self.text.value}")


async def copy(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(message.content)


async def quote(interaction: discord.Interaction, _message: discord.Message) -> None:
    await interaction.response.send_modal(Form())


class ToyBot(commands.AutoShardedBot):
    def __init__(self, *, broken: bool = False) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            intents=discord.Intents(guilds=True),
            shard_count=1,
        )
        self.broken = broken
        self._due: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        if self.broken:
            raise RuntimeError("no start today")
        self.add_dynamic_items(WhyButton)
        self.tree.command(name="card", description="Shows a card.")(self._card)
        self.tree.command(name="remind", description="Speaks an hour later.")(self._remind)
        self.tree.command(name="form", description="Opens a form.")(self._form)
        self.tree.command(name="private", description="Answers privately.")(self._private)
        self.tree.command(name="break", description="Fails.")(self._break)
        self.tree.context_menu(name="Copy")(copy)
        self.tree.context_menu(name="Quote")(quote)
        await self.tree.sync()

    async def _card(self, interaction: discord.Interaction, film: str) -> None:
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay(f"{film}: ||a secret||"))
        view.add_item(ui.ActionRow(WhyButton(film)))
        await interaction.response.send_message(view=view)

    async def _remind(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("In an hour, then.")
        assert isinstance(interaction.channel, discord.TextChannel)
        self._due = asyncio.create_task(self._speak_later(interaction.channel))

    async def _form(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())

    async def _private(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("For you", ephemeral=True)

    async def _break(self, _interaction: discord.Interaction) -> None:
        raise RuntimeError("something gave way")

    async def _speak_later(self, channel: discord.TextChannel) -> None:
        with contextlib.suppress(asyncio.TimeoutError):
            await self.wait_for("never_dispatched", timeout=3600)
        await channel.send("An hour is over.")


@dataclass
class Workshop:
    """Makes toy bots and remembers them; `broken` ones fail as they start."""

    made: list[ToyBot] = field(default_factory=list)
    broken: bool = False
    out_of_order: bool = False

    async def make(self) -> ToyBot:
        if self.out_of_order:
            raise RuntimeError("no bot can be made")
        self.made.append(ToyBot(broken=self.broken))
        return self.made[-1]
