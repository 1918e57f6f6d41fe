"""How long the catalogue takes to load, and what memory it needs, each time in a fresh process.

python -m benchmarks.catalogue [--rounds N] [--json]
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from data import films
from data.catalogue.catalogue import Catalogue

FOLDER = Path(films.__file__).parent


def load_once() -> dict[str, float]:
    """Seconds for one load in this process, and its highest memory before and after in MB."""
    before = _highest_memory()
    started = time.perf_counter()
    catalogue = Catalogue.load(FOLDER)
    seconds = time.perf_counter() - started
    return {
        "films": len(catalogue.films),
        "seconds": seconds,
        "before_mb": before,
        "after_mb": _highest_memory(),
    }


def measure(rounds: int) -> dict[str, float]:
    """Medians over the rounds, and the slowest load."""
    command = [sys.executable, "-m", "benchmarks.catalogue", "--once"]
    loads: list[dict[str, float]] = [
        json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        for _ in range(rounds)
    ]
    seconds = [load["seconds"] for load in loads]
    return {
        "films": loads[0]["films"],
        "load_s": round(statistics.median(seconds), 3),
        "load_s_slowest": round(max(seconds), 3),
        "catalogue_mb": round(statistics.median(m["after_mb"] - m["before_mb"] for m in loads), 1),
        "rss_mb": round(statistics.median(load["after_mb"] for load in loads), 1),
    }


def _highest_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="load time and memory of the catalogue")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--once", action="store_true", help="one load, in this process")
    arguments = parser.parse_args()
    if arguments.once:
        print(json.dumps(load_once()))
        return
    figures = measure(arguments.rounds)
    if arguments.json:
        print(json.dumps(figures))
        return
    print(f"{figures['films']:,.0f} films in {figures['load_s']} s", end=" ")
    print(f"(median of {arguments.rounds}, slowest {figures['load_s_slowest']} s)")
    print(f"{figures['catalogue_mb']} MB for the catalogue, {figures['rss_mb']} MB in all")


if __name__ == "__main__":
    main()
