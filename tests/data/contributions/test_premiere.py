"""A small premiere, by the rules and the store that a large one has."""

from __future__ import annotations

from benchmarks.premiere.figures import measure
from benchmarks.premiere.people import Brigade


async def test_the_first_zones_tell_the_next_whatever_is_killed_or_forged() -> None:
    for figures in await measure(500, 40, 1, Brigade()):
        result = {name: value for name, value in figures.items() if not isinstance(value, str)}
        assert result["rightly"] >= 0.95
        assert result["wrongly"] <= 0.005
        assert (result["by the brigade"], result["doubled"], result["lost"]) == (0, 0, 0)
        assert result["kills"] > 0
