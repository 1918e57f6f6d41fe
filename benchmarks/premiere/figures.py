"""What a season of premieres came to, in figures."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.premiere.people import Brigade
from benchmarks.premiere.season import Premiere, Season
from tests.mortal import MortalDatabase

TENTH = 10
LATER = timedelta(hours=2)
"""Who is to be told rightly: those whose showing ends so long after the tenth report."""


def figures(premiere: Premiere) -> dict[str, float | str]:
    """What a premiere came to."""
    instants = sorted(premiere.instants)
    tenth = instants[TENTH - 1]
    later = [m for m in premiere.members if m.showing.film_ends >= tenth + LATER]
    right = [m for m in later if m.told is premiere.verdict]
    placed = [m for m in right if m.rightly_placed]
    wrong = [m for m in premiere.members if m.told not in (None, premiere.verdict)]
    brigade = [m for m in wrong if m.by_brigade]
    first = premiere.first.film_ends
    shared = premiere.first_shared
    return {
        "truth": premiere.truth.value,
        "reports that count": len(instants),
        "told later on": len(later),
        "rightly": len(right) / len(later),
        "with every position": len(placed) / len(later),
        "of all rightly": sum(m.told is premiere.verdict for m in premiere.members)
        / len(premiere.members),
        "wrongly": len(wrong) / len(premiere.members),
        "by the brigade": len(brigade),
        "minutes to the first verdict": -1.0
        if shared is None
        else (shared - first).total_seconds() / 60,
        "told who wait, wrongly": premiere.messages[False] / max(premiere.messages.total(), 1),
        "kills": premiere.killed,
        "429": premiere.limited,
        "doubled": premiere.doubled,
        "lost": premiere.lost,
    }


async def measure(
    members: int, servers: int, seed: int, brigade: Brigade
) -> list[dict[str, float | str]]:
    """The figures of each premiere of a season."""
    with TemporaryDirectory(prefix="stinger-benchmark-") as folder:
        database = MortalDatabase(f"sqlite+aiosqlite:///{Path(folder) / 'season.sqlite3'}")
        await database.migrate()
        season = Season(database, members, servers, seed, brigade)
        results = [figures(premiere) async for premiere in season.play()]
        await database.close()
    return results
