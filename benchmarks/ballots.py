"""What a ballot costs through the command layer, against a command that answers a constant.

Members vote on one theory, one after the other, so that each ballot is tallied with all before
it; between any two of them the bare command runs, in one process on the simulated Discord, so that
the machine's speed cancels out of the ratio.

    python -m benchmarks.ballots [--ballots N] [--json]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import discord
import simcord

from benchmarks.bare_commands import TimedBot
from bot import load_resources
from data.database import Database
from data.settings import Settings

WARM_UP = 10
MONTH = 31 * 86_400
FILM = {"film": "iron man 2008"}
THEORY = {
    "kind": "sequel",
    "claim": "Somebody from another film comes by",
    "evidence": "1:52:10 a look at the door",
    "source": "press",
}
BALLOT = {"source": "reputable", "consistency": "4", "simplicity": "3"}


class BallotBot(TimedBot):
    """Times ballots too, without the simulator's own time.

    A ballot is what the listener takes that reads submitted forms: gate, transaction with the
    check for rushes, tally, reply.
    """

    async def _run_event(
        self,
        coro: Callable[..., Coroutine[Any, Any, Any]],
        event_name: str,
        *args: Any,  # noqa: ANN401 - as the library's own
        **kwargs: Any,  # noqa: ANN401 - as the library's own
    ) -> None:
        began = time.perf_counter()
        await super()._run_event(coro, event_name, *args, **kwargs)
        form = args and getattr(args[0], "type", None) is discord.InteractionType.modal_submit
        if event_name == "on_interaction" and form:
            self.took["ballot"].append(time.perf_counter() - began)


async def measure(ballots: int, folder: Path) -> dict[str, float]:
    """Median milliseconds of both, their ratio, and ballots per second one after the other."""
    address = f"sqlite+aiosqlite:///{folder / 'benchmark.sqlite3'}"
    settings = Settings(token="", database_url=address, home=folder)
    resources = await load_resources(settings, Database(address))
    bot = BallotBot(resources, ("cogs.theories",))
    async with simcord.run(bot, shard_count=1) as env:
        server = env.create_guild("Benchmark")
        channel = server.create_text_channel("lobby")
        author = server.add_member(env.create_user("author"))
        voters = [
            server.add_member(env.create_user(f"voter{number}"))
            for number in range(ballots + WARM_UP)
        ]
        await env.advance_time(MONTH)
        form = await author.slash(channel, "theory new", **FILM)
        await author.submit_modal(form, THEORY)
        (thread,) = channel.threads
        bot.took["ballot"].clear()
        for voter in voters:
            form = await voter.click(thread.history()[0], label="Rate")
            await voter.submit_modal(form, BALLOT)
            await voter.slash(channel, "constant")
    await resources.database.close()
    took = {name: bot.took[name][WARM_UP:] for name in ("ballot", "constant")}
    p50 = {name: statistics.median(times) * 1000 for name, times in took.items()}
    return {
        "ballots_per_second": round(len(took["ballot"]) / sum(took["ballot"]), 1),
        "ballot_p50_ms": round(p50["ballot"], 3),
        "constant_p50_ms": round(p50["constant"], 3),
        "ratio_p50": round(p50["ballot"] / p50["constant"], 2),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="ballots against a bare command")
    parser.add_argument("--ballots", type=int, default=300)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        figures = asyncio.run(measure(arguments.ballots, Path(folder)))
    if arguments.json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name:>18} {figure:8.3f}" for name, figure in figures.items()))


if __name__ == "__main__":
    main()
