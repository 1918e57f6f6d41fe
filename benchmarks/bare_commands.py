"""A command that does nothing but answer, and a bot that times commands beside it."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence

import discord
from discord import app_commands

from cogs.shared.bot import Resources, StingerBot


@app_commands.command(name="constant", description="Answers a constant.")
async def constant(interaction: discord.Interaction) -> None:
    """The least that a slash command can do."""
    await interaction.response.send_message("Stay seated")


class TimedBot(StingerBot):
    """Stinger with the bare command beside its own, timing from event to answer.

    The simulator's own time, which it takes to settle after every action, is left out.
    """

    began = 0.0

    def __init__(self, resources: Resources, extensions: Sequence[str]) -> None:
        super().__init__(resources, extensions, shard_count=1, force_sync=True)
        self.took: defaultdict[str, list[float]] = defaultdict(list)
        """Seconds that each use took, by the command's name."""

    def dispatch(self, event: str, /, *args: object, **kwargs: object) -> None:
        """Stamp the moments at which a command's event arrives and the command is done."""
        if event == "interaction":
            self.began = time.perf_counter()
        elif event == "app_command_completion":
            _, command = args
            assert isinstance(command, app_commands.Command)
            self.took[command.name].append(time.perf_counter() - self.began)
        super().dispatch(event, *args, **kwargs)

    async def setup_hook(self) -> None:
        """Add the bare command before the commands are synced."""
        self.tree.add_command(constant)
        await super().setup_hook()
