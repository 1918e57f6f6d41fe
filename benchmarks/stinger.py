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
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import simcord

from benchmarks.bare_commands import TimedBot
from bot import load_resources
from data.database import Database
from data.settings import Settings

FILMS = 60
"""The best known films, asked about in turn: a server asks about few films, again and again."""

WARM_UP = FILMS


async def measure(rounds: int, folder: Path) -> dict[str, float]:
    """Median milliseconds of each command, and the ratios to the bare ones."""
    address = f"sqlite+aiosqlite:///{folder / 'benchmark.sqlite3'}"
    settings = Settings(token="", database_url=address, home=folder)
    resources = await load_resources(settings, Database(address))
    bot = TimedBot(resources, ("cogs.films",))
    async with simcord.run(bot, shard_count=1) as env:
        server = env.create_guild("Benchmark")
        channel = server.create_text_channel("lobby")
        member = server.add_member(env.create_user("member"))
        films = cycle(film.id for film in resources.catalogue.films[:FILMS])
        for film in islice(films, rounds + WARM_UP):
            await member.slash(channel, "stinger", film=film)
            await member.slash(channel, "constant")
            await member.slash(channel, "constant-card")
    await resources.database.close()
    p50 = {name: statistics.median(times[WARM_UP:]) * 1000 for name, times in bot.took.items()}
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
