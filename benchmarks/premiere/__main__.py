"""Plays a season of premieres and prints what it came to.

``python -m benchmarks.premiere [--members 10000] [--servers 200] [--seed 1] [--json]
[--brigade 300] [--old 0] [--seconds 60]``
"""

from __future__ import annotations

import argparse
import asyncio
import json

from benchmarks.premiere.figures import measure
from benchmarks.premiere.people import Brigade


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=10_000)
    parser.add_argument("--servers", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--brigade", type=int, default=Brigade.size, help="forged accounts")
    parser.add_argument("--old", type=int, default=Brigade.old, help="old accounts among them")
    parser.add_argument(
        "--seconds", type=int, default=Brigade.seconds, help="in which all of them speak"
    )
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    brigade = Brigade(told.brigade, told.old, told.seconds)
    results = asyncio.run(measure(told.members, told.servers, told.seed, brigade))
    if told.json:
        print(json.dumps(results))
        return
    for figure in results[0]:
        values = (result[figure] for result in results)
        shown = (v if isinstance(v, str) else f"{v:,.4g}" for v in values)
        print(f"{figure}: {' | '.join(shown)}")


if __name__ == "__main__":
    main()
