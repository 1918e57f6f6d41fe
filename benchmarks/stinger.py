"""What `/stinger` costs through the command layer, against a command that answers a constant.

Both run in turn in one process on the simulated Discord, with the whole catalogue, so that the
machine's speed cancels out of the ratio.

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
from discord import app_commands

from bot import load_resources
from cogs.shared.bot import StingerBot
from data.settings import Settings

WARM_UP = 10


@app_commands.command(name="constant", description="Answers a constant.")
async def constant(interaction: discord.Interaction) -> None:
    """The least that a slash command can do."""
    await interaction.response.send_message("Stay seated")


class BenchmarkBot(StingerBot):
    """Stinger with the bare command beside its own, timing from event to answer.

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
        """Add the bare command before the commands are synced."""
        self.tree.add_command(constant)
        await super().setup_hook()


async def measure(rounds: int, folder: Path) -> dict[str, float]:
    """Median milliseconds of both commands, and their ratio."""
    address = f"sqlite+aiosqlite:///{folder / 'benchmark.sqlite3'}"
    resources = await load_resources(Settings(token="", database_url=address))
    bot = BenchmarkBot(resources, ("cogs.films",), shard_count=1, force_sync=True)
    took: dict[str, list[float]] = {"stinger": [], "constant": []}
    bot.took = took
    async with simcord.run(bot, shard_count=1) as env:
        server = env.create_guild("Benchmark")
        channel = server.create_text_channel("lobby")
        member = server.add_member(env.create_user("member"))
        films = [film.id for film in resources.catalogue.films[: rounds + WARM_UP]]
        for film in films:
            await member.slash(channel, "stinger", film=film)
            await member.slash(channel, "constant")
    await resources.database.close()
    p50 = {name: statistics.median(times[WARM_UP:]) * 1000 for name, times in took.items()}
    return {
        "stinger_p50_ms": round(p50["stinger"], 3),
        "constant_p50_ms": round(p50["constant"], 3),
        "ratio_p50": round(p50["stinger"] / p50["constant"], 3),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="/stinger against a bare command")
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        figures = asyncio.run(measure(arguments.rounds, Path(folder)))
    if arguments.json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name:>16} {figure:8.3f}" for name, figure in figures.items()))


if __name__ == "__main__":
    main()
