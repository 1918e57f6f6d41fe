"""What the worst texts cost that a member can send: each pure parser, and others meanwhile.

Every parser reads the same kinds of hostile text, each as long as its field lets a member write,
and is timed by the processor's time of its thread; a dear one is timed three times and the least
counts, since the machine is shared. Then `/stinger` of one member is timed from the moment at which
a flood of questions comes in to the answer, and held against the same without a flood.

    python -m benchmarks.hostile [--count N] [--rounds N] [--json]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import simcord

from benchmarks.bare_commands import TimedBot
from benchmarks.decisions import now, server_films
from benchmarks.hostile_texts import Hostile
from bot import load_resources
from cogs.answers.rules.bounded_finder import BoundedFinder
from cogs.answers.rules.film_mentions import answer_unasked, films_asked, films_in
from cogs.answers.rules.questions import read_question
from cogs.answers.rules.spoiler_cover import covered_messages, webhook_name, without_spoilers
from cogs.community.rules.offsets import film_time, read_scenes
from cogs.community.rules.text import one_line, says_something
from cogs.guide.general import topic_asked
from cogs.reminders.rules.draft import minutes_in, runtime_minutes
from cogs.reminders.rules.showtimes.reader import counted_from, read_showtime
from cogs.reminders.rules.showtimes.refusals import ShowtimeError
from cogs.shared.cards.spoilers import hide, hide_link, plain
from cogs.shared.errors import UserFacingError
from cogs.shared.options.film import find_film
from cogs.shared.options.zone import choose_zone
from cogs.theories.rules.evidence import is_web_address, read_evidence
from data.catalogue.catalogue import Catalogue
from data.contributions.rules.kinds import ImpossibleError
from data.contributions.store.server_films import ServerFilms
from data.database import Database
from data.lookup.query.links import read_links, without_links
from data.process.garbage import keep_for_good
from data.settings import FILMS_FOLDER, Settings
from data.time_zones.places import all_places

LIMIT_MS = 20.0
FLOOD = 10
"""Questions that come in at once, right before `/stinger`."""

WARM_UP = 60

MESSAGE, OPTION = 4_000, 6_000
"""Characters of a message and of a command's option, if Discord says nothing else."""

NOW = datetime(2026, 3, 27, 18, 0, tzinfo=UTC)
"""Two days before the clocks change in Europe."""

WORST_QUESTION = f"is there a post credits scene in x y{' or x y' * 100}"[:499] + "?"


@dataclass(frozen=True, slots=True)
class Parser:
    """What reads a text, and how long that text can be."""

    read: Callable[[str], object]
    longest: int = MESSAGE


def parsers(films: ServerFilms) -> Mapping[str, Parser]:
    """Everything that computes something from a member's text alone."""
    today = now().date()
    places = all_places()
    lasts = timedelta(hours=3)

    def asked(text: str) -> None:
        question, finder = read_question(text), BoundedFinder(films)
        if question is not None:
            answer_unasked(question, films_asked(question, finder, today), finder, today)

    def covered(text: str) -> object:
        return covered_messages("-# Spoiler", without_spoilers(text))

    return {
        "question": Parser(read_question),
        "question and its film": Parser(asked),
        "film in a message": Parser(lambda text: films_in(text, films, today)),
        "general question": Parser(topic_asked),
        "links": Parser(lambda text: (list(read_links(text)), without_links(text))),
        "film option": Parser(lambda text: find_film(films, text, today), OPTION),
        "film autocomplete": Parser(films.complete, OPTION),
        "series or game": Parser(films.other_work, OPTION),
        "zone": Parser(choose_zone, OPTION),
        "zone autocomplete": Parser(places.choices, OPTION),
        "showtime": Parser(lambda text: read_showtime(text, NOW, "Europe/Madrid", lasts), OPTION),
        "showtime from now": Parser(lambda text: counted_from(text, NOW), OPTION),
        "runtime": Parser(runtime_minutes),
        "minutes": Parser(lambda text: minutes_in(text, 900)),
        "scenes' times": Parser(read_scenes),
        "a film's time": Parser(film_time),
        "one line": Parser(one_line),
        "says something": Parser(says_something),
        "evidence": Parser(read_evidence),
        "web address": Parser(is_web_address),
        "covering a message": Parser(covered),
        "name of a webhook": Parser(webhook_name),
        "hidden text": Parser(hide),
        "text in the clear": Parser(plain),
        "hidden link": Parser(lambda text: hide_link("x", text)),
    }


def cost(parser: Parser, text: str) -> float:
    """Milliseconds of the processor's time for one text, refused or not."""
    took: list[float] = []
    while not took or (len(took) < 3 and min(took) > LIMIT_MS / 8):
        began = time.thread_time()
        with suppress(UserFacingError, ImpossibleError, ShowtimeError):
            parser.read(text)
        took.append((time.thread_time() - began) * 1000)
    return min(took)


def measure_parsers(catalogue: Catalogue, count: int) -> dict[str, dict[str, Any]]:
    """The dearest text of each parser, and what a hundredth and half of the texts cost."""
    figures: dict[str, dict[str, Any]] = {}
    for name, parser in parsers(server_films(catalogue)).items():
        texts = Hostile(catalogue).texts(parser.longest, count)
        cost(parser, "a first one, so that tables are loaded")
        costs = sorted(((cost(parser, text), text) for text in texts), reverse=True)
        figures[name] = {
            "texts": len(costs),
            "worst_ms": round(costs[0][0], 2),
            "p99_ms": round(costs[len(costs) // 100][0], 2),
            "p50_ms": round(costs[len(costs) // 2][0], 3),
            "worst_text": costs[0][1][:60],
        }
    return figures


async def measure_flood(rounds: int, folder: Path) -> dict[str, float]:
    """Milliseconds of `/stinger` in turn without and with a flood, each from another member."""
    address = f"sqlite+aiosqlite:///{folder / 'benchmark.sqlite3'}"
    settings = Settings(token="", database_url=address, home=folder)
    resources = await load_resources(settings, Database(address))
    bot = TimedBot(resources, ("cogs.films", "cogs.answers"))
    # As a start does; else rounds differ by what the garbage collector has to go through.
    bot.after_loading.append(keep_for_good)
    async with simcord.run(bot, shard_count=1) as env:
        server = env.create_guild("Benchmark")
        channel = server.create_text_channel("lobby")
        other = server.add_member(env.create_user("other"))
        flooders = [server.add_member(env.create_user(f"f{at}")) for at in range(rounds)]
        films = cycle(film.label for film in resources.catalogue.films[:60])
        assert bot.user is not None
        flood = f"{bot.user.mention} {WORST_QUESTION}"
        took: dict[str, list[float]] = {"quiet": [], "flooded": []}
        for _ in range(WARM_UP):
            await other.slash(channel, "stinger", film=next(films))
        for flooder in flooders:
            for kind, messages in (("quiet", 0), ("flooded", FLOOD)):
                await env.advance_time(60)
                for _ in range(messages):
                    env.backend.create_message(channel.id, flooder.id, flood)
                await other.slash(channel, "stinger", film=next(films))
                took[kind].append(bot.took["stinger"][-1] * 1000)
    await resources.database.close()
    return _flood_figures(took)


def _flood_figures(took: Mapping[str, Sequence[float]]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for kind, times in took.items():
        figures[f"{kind}_p50_ms"] = round(statistics.median(times), 2)
        figures[f"{kind}_p99_ms"] = round(sorted(times)[int(0.99 * len(times))], 2)
    figures["ratio_p99"] = round(figures["flooded_p99_ms"] / figures["quiet_p99_ms"], 2)
    return figures


def _report(figures: Mapping[str, dict[str, Any]], flood: Mapping[str, float]) -> Iterator[str]:
    yield f"{'':24}{'texts':>6}{'worst':>8}{'p99':>8}{'p50':>8}  ms"
    for name, row in figures.items():
        times = "".join(f"{row[f'{figure}_ms']:8.2f}" for figure in ("worst", "p99", "p50"))
        over = "" if row["worst_ms"] <= LIMIT_MS else f"  above {LIMIT_MS}: {row['worst_text']!r}"
        yield f"{name:24}{row['texts']:6}{times}{over}"
    yield "/stinger: " + ", ".join(f"{name} {figure}" for name, figure in flood.items())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What hostile texts cost")
    parser.add_argument("--count", type=int, default=2_000, help="texts for each parser")
    parser.add_argument("--rounds", type=int, default=200, help="of /stinger, quiet and flooded")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    figures = measure_parsers(Catalogue.load(FILMS_FOLDER), arguments.count)
    with TemporaryDirectory() as folder:
        flood = asyncio.run(measure_flood(arguments.rounds, Path(folder)))
    if arguments.json:
        print(json.dumps({"parsers": figures, "flood": flood}))
    else:
        print("\n".join(_report(figures, flood)))


if __name__ == "__main__":
    main()
