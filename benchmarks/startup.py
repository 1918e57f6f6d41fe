"""How long the bot takes until it could log in, and how much memory it then holds.

Each run is a process of its own: interpreter, imports, migrations of a new database, catalogue,
look-up, extensions. Logging in at Discord is left out.

    python -m benchmarks.startup [--runs N] [--json]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.memory import resident_mb


async def start(folder: Path) -> None:
    """Bring a bot to the point where it would log in, and print the memory it holds."""
    from bot import load_resources
    from cogs import EXTENSIONS
    from cogs.shared.bot import StingerBot
    from data.database import Database
    from data.settings import Settings

    address = f"sqlite+aiosqlite:///{folder / 'startup.sqlite3'}"
    settings = Settings(token="", database_url=address, home=folder)
    resources = await load_resources(settings, Database(address))
    bot = StingerBot(resources, EXTENSIONS, shard_count=1)
    for extension in EXTENSIONS:
        await bot.load_extension(extension)
    print(resident_mb())
    await resources.database.close()


def measure(runs: int) -> dict[str, float]:
    """Medians over several processes."""
    seconds, megabytes = [], []
    for _ in range(runs):
        with TemporaryDirectory() as folder:
            began = time.perf_counter()
            child = subprocess.run(
                [sys.executable, "-m", "benchmarks.startup", "--child", folder],
                capture_output=True,
                text=True,
                check=True,
            )
            seconds.append(time.perf_counter() - began)
            megabytes.append(float(child.stdout))
    return {
        "start_s": round(statistics.median(seconds), 2),
        "rss_mb": round(statistics.median(megabytes), 1),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="start-up time and memory")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        asyncio.run(start(arguments.child))
        return
    figures = measure(arguments.runs)
    if arguments.json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name:>8} {figure:7.2f}" for name, figure in figures.items()))


if __name__ == "__main__":
    main()
