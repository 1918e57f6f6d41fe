"""How often the look-up finds the film meant, and how fast, beside rapidfuzz over all titles.

python -m benchmarks.lookup --set PATH [--json] [--wratio N]
python -m benchmarks.lookup --set PATH --decisions [--json]
python -m benchmarks.lookup --set PATH --million [--json]

The set is a CSV file with the columns class, query, title, year, imdb_id, tmdb_id; a row of the
class i_neg means no film. Both sides answer in the same run, on the same machine.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process, utils

from benchmarks import decisions
from benchmarks.million import FOLDER, grown, highest_memory, timed_load
from benchmarks.rows import NO_FILM, Row, read_rows
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.lookup import CONFIDENT, Lookup, Match

IN_SENTENCES = (NO_FILM, "j_chat", "k_new")
PASSES = 3
"""Each query is timed so often, in the processor's time of the thread, and the median counts:
other work on the machine is not ours."""

Answer = Callable[[str], list[Match]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came back for a row, and in how many seconds of the processor's time."""

    row: Row
    films: tuple[Film, ...]
    confident: bool
    seconds: float

    def found(self, places: int) -> bool:
        """Whether the film meant is among the first places."""
        return self.row.film in self.films[:places]


def entry_point(lookup: Lookup, group: str) -> Answer:
    """The way in that a class of queries takes."""
    if group.startswith("d_"):
        return lookup.complete
    if group in IN_SENTENCES:
        today = datetime.now(UTC).date()  # noqa: TID251 - a benchmark is its own composition root
        return partial(lookup.find_in, today=today)
    return lookup.search


def ask(row: Row, answer: Answer) -> Outcome:
    """Answer one row, timed."""
    seconds: list[float] = []
    matches: list[Match] = []
    for _ in range(PASSES):
        started = time.thread_time()
        matches = answer(row.query)
        seconds.append(time.thread_time() - started)
    confident = bool(matches) and matches[0].confidence >= CONFIDENT
    found = tuple(match.film for match in matches)
    return Outcome(row, found, confident, statistics.median(seconds))


def ask_wratio(row: Row, titles: Sequence[str], catalogue: Catalogue) -> Outcome:
    """The same row by rapidfuzz's weighted ratio over all titles, timed."""
    started = time.thread_time()
    best = process.extract(
        row.query, titles, scorer=fuzz.WRatio, processor=utils.default_process, limit=5
    )
    seconds = time.thread_time() - started
    found = tuple(catalogue.films[place] for _, _, place in best)
    return Outcome(row, found, False, seconds)


def by_class(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes of each class, classes in alphabetical order."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in sorted(outcomes, key=lambda outcome: outcome.row.group):
        groups[outcome.row.group].append(outcome)
    return groups


def recalls(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """Of each class that means films: how many rows, and the share found first and in five."""
    return {
        group: {
            "n": len(rows),
            "recall1": round(share([row.found(1) for row in rows]), 4),
            "recall5": round(share([row.found(5) for row in rows]), 4),
        }
        for group, rows in by_class(outcomes).items()
        if group != NO_FILM
    }


def share(flags: Sequence[bool]) -> float:
    """The share that is true; 0 of nothing."""
    return sum(flags) / len(flags) if flags else 0.0


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which this part of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def sample(outcomes: Sequence[Outcome], size: int) -> list[Outcome]:
    """Up to ``size`` outcomes of each class, the same ones in every run."""
    choice = random.Random(0)
    return [
        outcome
        for rows in by_class(outcomes).values()
        for outcome in choice.sample(rows, min(size, len(rows)))
    ]


def measure(path: Path, wratio_size: int) -> tuple[dict[str, Any], list[Outcome]]:
    """All figures, in the shape that ``--json`` prints, and the outcomes behind them."""
    catalogue = Catalogue.load(FOLDER)
    started = time.perf_counter()
    lookup = Lookup.of(catalogue)
    build = time.perf_counter() - started
    memory = highest_memory()
    outcomes = ask_all(read_rows(path, catalogue), lookup)
    figures: dict[str, Any] = {
        **answers(outcomes),
        **compare(sample(outcomes, wratio_size), catalogue),
        "build_s": round(build, 3),
        "rss_mb": memory,
    }
    return figures, outcomes


def measure_saved(index: Path, asked: Path) -> dict[str, Any]:
    """The same over a saved index, for pickled rows, without the comparison."""
    lookup, seconds = timed_load(index)
    rows: list[Row] = pickle.loads(asked.read_bytes())
    outcomes = ask_all(rows, lookup)
    first = [figures["recall1"] for figures in recalls(outcomes).values()]
    return {
        **answers(outcomes),
        "recall1": round(statistics.fmean(first), 4),
        "load_s": seconds,
        "rss_mb": highest_memory(),
    }


def ask_all(rows: Sequence[Row], lookup: Lookup) -> list[Outcome]:
    """Answer all rows, each class through its way in."""
    return [ask(row, entry_point(lookup, row.group)) for row in rows]


def answers(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """How good the answers are, and how fast they came."""
    seconds = [outcome.seconds for outcome in outcomes]
    silent = [outcome for outcome in outcomes if outcome.row.group == NO_FILM]
    return {
        "classes": recalls(outcomes),
        "false_positive_rate": round(share([outcome.confident for outcome in silent]), 4),
        "p50_ms": round(percentile(seconds, 0.5) * 1000, 3),
        "p99_ms": round(percentile(seconds, 0.99) * 1000, 3),
    }


def compare(ours: Sequence[Outcome], catalogue: Catalogue) -> dict[str, float | None]:
    """How many times faster we are in the mean, and how often the weighted ratio is right."""
    if not ours:
        return {"speedup_over_wratio": None, "wratio_recall1": None}
    titles = [film.title for film in catalogue.films]
    theirs = [ask_wratio(outcome.row, titles, catalogue) for outcome in ours]
    slower = statistics.fmean(outcome.seconds for outcome in theirs)
    faster = statistics.fmean(outcome.seconds for outcome in ours)
    right = [figures["recall1"] for figures in recalls(theirs).values()]
    return {
        "speedup_over_wratio": round(slower / faster, 1),
        "wratio_recall1": round(statistics.fmean(right), 4),
    }


def report(figures: dict[str, Any], outcomes: Sequence[Outcome]) -> None:
    """Print the figures for people."""
    print(f"{'class':15}{'n':>6}{'recall@1':>10}{'recall@5':>10}{'accepted':>10}{'wrong':>8}")
    for group, rows in by_class(outcomes).items():
        if group == NO_FILM:
            continue
        accepted = share([row.confident and row.found(1) for row in rows])
        wrong = share([row.confident and not row.found(1) for row in rows])
        line = figures["classes"][group]
        print(f"{group:15}{line['n']:6}{line['recall1']:10.3f}{line['recall5']:10.3f}", end="")
        print(f"{accepted:10.3f}{wrong:8.3f}")
    unknown = sum(o.row.film is None and o.row.group != NO_FILM for o in outcomes)
    print(f"accepted, wrong: first place at a confidence of {CONFIDENT} or more")
    print(f"{unknown} rows mean a film that the catalogue does not have; they count as not found")
    print(f"no film meant, but one accepted: {figures['false_positive_rate']:.2%}")
    print(f"latency: p50 {figures['p50_ms']} ms, p99 {figures['p99_ms']} ms")
    if figures["speedup_over_wratio"] is not None:
        print(f"WRatio over all titles: {figures['speedup_over_wratio']} times slower in the mean,")
        print(f"  recall@1 {figures['wratio_recall1']} (mean of the classes)")
    print(f"index built in {figures['build_s']} s; highest memory by then {figures['rss_mb']} MB")


GROWTH = ("titles", "recall1", "p50_ms", "p99_ms", "load_s", "rss_mb", "build_s", "build_mb")


def growth(figures: dict[str, Any]) -> str:
    """One size as a line for people."""
    return ", ".join(f"{name} {figures[name]}" for name in GROWTH)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="accuracy and speed of the look-up")
    parser.add_argument("--set", type=Path, help="the CSV file with the queries")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--wratio", type=int, default=60, help="queries a class for WRatio")
    parser.add_argument("--decisions", action="store_true", help="what a member gets instead")
    parser.add_argument("--million", action="store_true", help="over up to a million titles")
    parser.add_argument("--saved", type=Path, nargs=2, help="a saved index, and rows for it")
    arguments = parser.parse_args()
    if arguments.saved:
        print(json.dumps(measure_saved(*arguments.saved)))
        return
    if not arguments.set:
        parser.error("--set is missing")
    if arguments.decisions:
        decided = decisions.decide(arguments.set, Catalogue.load(FOLDER))
        lines = decisions.table(decided)
        print(json.dumps(decisions.figures(decided)) if arguments.json else "\n".join(lines))
        return
    if arguments.million:
        for figures in grown(read_rows(arguments.set, Catalogue.load(FOLDER))):
            print(json.dumps(figures) if arguments.json else growth(figures), flush=True)
        return
    figures, outcomes = measure(arguments.set, arguments.wratio)
    if arguments.json:
        print(json.dumps(figures))
    else:
        report(figures, outcomes)


if __name__ == "__main__":
    main()
