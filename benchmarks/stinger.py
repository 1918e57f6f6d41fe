"""What `/stinger` costs through the command layer, against commands that answer a constant.

All run in turn in one process on the simulated Discord, with the whole catalogue, so that the
machine's speed cancels out of the ratio. One bare command answers a constant line of text, the
other a constant card of the same make as `/stinger`'s: a good part of a card's time goes into
carrying its components, whatever they say.

    python -m benchmarks.stinger [--rounds N] [--json]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import discord
import simcord
from discord import app_commands, ui

from bot import load_resources
from cogs.shared.bot import StingerBot
from cogs.shared.buttons import ActionButton
from data.settings import Settings

WARM_UP = 10


@app_commands.command(name="constant", description="Answers a constant.")
async def constant(interaction: discord.Interaction) -> None:
    """The least that a slash command can do."""
    await interaction.response.send_message("Stay seated")


@app_commands.command(name="constant-card", description="Answers a constant card.")
async def constant_card(interaction: discord.Interaction) -> None:
    """The least that a command which answers with a card can do."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay("Stay seated"), ui.TextDisplay("Sources: none")))
    buttons = (ActionButton(f"{name}:film", "constant", name) for name in ("why", "private"))
    view.add_item(ui.ActionRow(*buttons))
    await interaction.response.send_message(view=view)


class BenchmarkBot(StingerBot):
    """Stinger with the bare commands beside its own, timing from event to answer.

    The simulator's own time, which it takes to settle after every action, is left out.
    """

    began = 0.0
    took: dict[str, list[float]]

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
        """Add the bare commands before the commands are synced."""
        self.tree.add_command(constant)
        self.tree.add_command(constant_card)
        await super().setup_hook()


async def measure(rounds: int, folder: Path) -> dict[str, float]:
    """Median milliseconds of each command, and the ratios to the bare ones."""
    address = f"sqlite+aiosqlite:///{folder / 'benchmark.sqlite3'}"
    resources = await load_resources(Settings(token="", database_url=address))
    bot = BenchmarkBot(resources, ("cogs.films",), shard_count=1, force_sync=True)
    took: dict[str, list[float]] = {"stinger": [], "constant": [], "constant-card": []}
    bot.took = took
    async with simcord.run(bot, shard_count=1) as env:
        server = env.create_guild("Benchmark")
        channel = server.create_text_channel("lobby")
        member = server.add_member(env.create_user("member"))
        films = [film.id for film in resources.catalogue.films[: rounds + WARM_UP]]
        for film in films:
            await member.slash(channel, "stinger", film=film)
            await member.slash(channel, "constant")
            await member.slash(channel, "constant-card")
    await resources.database.close()
    p50 = {name: statistics.median(times[WARM_UP:]) * 1000 for name, times in took.items()}
    return {
        "stinger_p50_ms": round(p50["stinger"], 3),
        "constant_p50_ms": round(p50["constant"], 3),
        "constant_card_p50_ms": round(p50["constant-card"], 3),
        "ratio_p50": round(p50["stinger"] / p50["constant"], 3),
        "ratio_p50_card": round(p50["stinger"] / p50["constant-card"], 3),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="/stinger against bare commands")
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        figures = asyncio.run(measure(arguments.rounds, Path(folder)))
    if arguments.json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name:>20} {figure:8.3f}" for name, figure in figures.items()))


if __name__ == "__main__":
    main()
