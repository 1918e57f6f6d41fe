"""The look-up over a million titles: the catalogue's and systematic variations of them.

python -m benchmarks.lookup --set PATH --million

One process builds the index and saves it, another loads it and answers, as one would at that
size. The titles that are made up come after the real ones, so those are still the ones meant.
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

from data import films
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.lookup import Lookup

SIZE = 1_000_000
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


def build(file: Path) -> dict[str, float]:
    """Build the index and save it; seconds and the highest memory."""
    catalogue = Catalogue.load(FOLDER)
    real = catalogue.films
    every = [*real, *islice(varied(real), SIZE - len(real))]
    started = time.perf_counter()
    lookup = Lookup(every, catalogue.aliases, catalogue.nicknames)
    seconds = time.perf_counter() - started
    with file.open("wb") as target:
        pickle.dump(lookup, target, protocol=pickle.HIGHEST_PROTOCOL)
    return {
        "titles": len(every),
        "build_s": round(seconds, 1),
        "build_mb": highest_memory(),
        "file_mb": round(file.stat().st_size / 2**20, 1),
    }


def load(file: Path) -> tuple[Lookup, dict[str, float]]:
    """Load a saved index; seconds and the highest memory."""
    started = time.perf_counter()
    with file.open("rb") as source:
        lookup: Lookup = pickle.load(source)
    return lookup, {"load_s": round(time.perf_counter() - started, 2), "rss_mb": highest_memory()}


def highest_memory() -> float:
    """The most memory that this process has used so far, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def built_and_loaded() -> tuple[Lookup, dict[str, float]]:
    """The index over a million titles, built by another process, and what that took."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "index"
        command = [sys.executable, "-m", "benchmarks.million", str(file)]
        built = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        lookup, loaded = load(file)
    return lookup, built | loaded


def main() -> None:
    """Build an index and print what it took."""
    parser = argparse.ArgumentParser(description="build an index over a million titles")
    parser.add_argument("file", type=Path)
    print(json.dumps(build(parser.parse_args().file)))


if __name__ == "__main__":
    main()
