"""What a process has done so far, in numbers that name nobody, for whoever measures it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class Total:
    """How often something happened, and how many seconds that took in all."""

    count: int = 0
    seconds: float = 0.0

    def add(self, seconds: float) -> None:
        """Count one of so many seconds."""
        self.count += 1
        self.seconds += seconds


@dataclass(slots=True)
class Tally:
    """The numbers of one process, from its start.

    ``claims`` are rows of due work that it took, by the kind of work. ``retries`` are what was done
    once more, by ``transaction`` (PostgreSQL had it give way) and ``message`` (nobody knows whether
    Discord took it). ``cache_reads`` are by cache ``hit`` or ``miss``. ``waits`` and ``uses`` are
    how long transactions waited for a connection and how long they had it, by ``read`` and
    ``write``.
    """

    claims: Counter[str] = field(default_factory=Counter)
    retries: Counter[str] = field(default_factory=lambda: Counter(transaction=0, message=0))
    cache_reads: defaultdict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    waits: defaultdict[str, Total] = field(default_factory=lambda: defaultdict(Total))
    uses: defaultdict[str, Total] = field(default_factory=lambda: defaultdict(Total))
