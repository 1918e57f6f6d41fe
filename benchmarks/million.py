"""The look-up over up to a million titles: the catalogue's and systematic variations of them.

python -m benchmarks.lookup --set PATH --million

The titles that are made up come after the real ones, so those are still the ones meant.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from data import films
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.lookup import Lookup
from data.prepared.file import mapped, save

SIZES = (50_000, 100_000, 250_000, 500_000, 1_000_000)
FOLDER = Path(films.__file__).parent

VARIATIONS: tuple[Callable[[str, str], str], ...] = (
    lambda title, word: f"{title} {word}",
    lambda title, word: f"{word} {title}",
    lambda title, word: f"{title}: The {word}",
    lambda title, word: f"{title} - {word} Part II",
    lambda title, word: f"The {word} of {title}",
    lambda title, word: f"{title} and the {word}",
    lambda title, word: f"{title.rsplit(' ', 1)[0]} {word}",
    lambda title, word: f"{word} {title.split(' ', 1)[-1]}",
    lambda title, word: f"{title[: len(title) // 2]}{word.lower()} {title[len(title) // 2 :]}",
    lambda title, word: f"A {title} in {word}",
)


def varied(real: Sequence[Film]) -> Iterator[Film]:
    """Made-up films without end, the same in every run; each of another title."""
    choice = random.Random(0)
    words = sorted({word for film in real for word in film.title.split() if word.isalpha()})
    taken = {film.title for film in real}
    rank = len(real)
    while True:
        for film in real:
            for vary in choice.sample(VARIATIONS, 2):
                title = vary(film.title, choice.choice(words))
                if title not in taken:
                    taken.add(title)
                    rank += 1
                    yield Film(f"made-up-{rank}", title, title, film.year, rank)


def build(size: int, file: Path) -> dict[str, float]:
    """Build the index over so many titles and save it; seconds and the highest memory."""
    catalogue = Catalogue.load(FOLDER)
    real = catalogue.films
    every = [*real, *islice(varied(real), max(0, size - len(real)))]
    started = time.perf_counter()
    lookup = Lookup(every, catalogue.aliases, catalogue.supplements.nicknames)
    seconds = time.perf_counter() - started
    memory = highest_memory()
    with file.open("w+b") as target:
        save(lookup, target)
    return {
        "titles": len(every),
        "build_s": round(seconds, 1),
        "build_mb": memory,
        "file_mb": round(file.stat().st_size / 2**20, 1),
    }


def timed_load(file: Path) -> tuple[Lookup, float]:
    """Load a saved index, and say in how many seconds."""
    started = time.perf_counter()
    lookup: Lookup = mapped(file)
    return lookup, round(time.perf_counter() - started, 2)


def highest_memory() -> float:
    """The most memory that this process has used so far, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def grown(rows: object) -> Iterator[dict[str, Any]]:
    """For each size, what an index over so many titles costs, and how it answers the rows.

    One process builds it, another loads it and answers, as one would at that size.
    """
    with tempfile.TemporaryDirectory() as folder:
        file, asked = Path(folder) / "index", Path(folder) / "rows"
        asked.write_bytes(pickle.dumps(rows))
        for size in SIZES:
            built = _told("benchmarks.million", str(size), str(file))
            yield built | _told("benchmarks.lookup", "--saved", str(file), str(asked))


def _told(*command: str) -> dict[str, Any]:
    run = subprocess.run([sys.executable, "-m", *command], capture_output=True, check=True)
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def main() -> None:
    """Build an index and print what it took."""
    parser = argparse.ArgumentParser(description="build an index over many titles")
    parser.add_argument("size", type=int)
    parser.add_argument("file", type=Path)
    arguments = parser.parse_args()
    print(json.dumps(build(arguments.size, arguments.file)))


if __name__ == "__main__":
    main()
