"""Which of the bot's shards this process runs, and so which servers' work is its own.

Discord sends what happens in a server to shard ``(server_id >> 22) % count``, and what happens
outside servers to shard 0. A process speaks for its shards alone, and only works on what is due in
their servers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_SHARDS = 16_384
"""Far beyond the largest bots; a shard and its count fit into one key of a lock."""

SERVER_BITS = 22
"""How far Discord shifts a server's id before it takes the remainder; the rest is its instant."""

_RANGE = re.compile(r"(\d{1,5})(?:\s*-\s*(\d{1,5}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards of one process: ``ids`` out of ``count``.

    Without a count Discord says how many there are, and this process runs them all.
    """

    count: int | None = None
    ids: tuple[int, ...] = ()

    @property
    def are_all(self) -> bool:
        """Whether no other process runs any."""
        return self.count is None or len(self.ids) == self.count

    def own(self, server_id: int | None) -> bool:
        """Whether a server's work is this process's; what has no server belongs to shard 0."""
        return self.count is None or ((server_id or 0) >> SERVER_BITS) % self.count in self.ids

    def __str__(self) -> str:
        if self.count is None:
            return "all in this process, as many as Discord asks for"
        if self.are_all:
            return f"all of {self.count} in this process"
        return f"{ranges(self.ids)} of {self.count} in this process, the others elsewhere"


ALL = Shards()
"""One process for everything."""


def read_shards(count: str | None, ids: str | None) -> Shards:
    """The shards that two settings name: ``8`` and ``0-3,7``; without ids all of that count.

    Raises ``ValueError`` with a sentence that says what to write.
    """
    if count is None:
        if ids is not None:
            raise ValueError(
                "SHARD_IDS needs SHARD_COUNT: leave SHARD_IDS= out, or write SHARD_COUNT=<of all>"
            )
        return ALL
    total = int(count) if count.isascii() and count.isdecimal() and len(count) <= 5 else 0
    if not 1 <= total <= MOST_SHARDS:
        raise ValueError(
            f"SHARD_COUNT is no number from 1 to {MOST_SHARDS}: leave it out, or write "
            "SHARD_COUNT=2"
        )
    return Shards(total, tuple(range(total)) if ids is None else _ids(ids, total))


def _ids(text: str, count: int) -> tuple[int, ...]:
    chosen: set[int] = set()
    for part in text.split(","):
        named = _RANGE.fullmatch(part.strip())
        first = int(named[1]) if named else count
        last = int(named[2] or first) if named else count
        if not first <= last < count:
            raise ValueError(
                f"SHARD_IDS is no list of shards from 0 to {count - 1}: leave it out for all, or "
                "write SHARD_IDS=0" + (f"-{count - 1}" if count > 1 else "")
            )
        chosen.update(range(first, last + 1))
    return tuple(sorted(chosen))


def ranges(ids: tuple[int, ...]) -> str:
    """Sorted ids in the form in which the setting takes them: ``0-3,8``."""
    runs: list[list[int]] = []
    for number in ids:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(f"{first}" if first == last else f"{first}-{last}" for first, last in runs)
