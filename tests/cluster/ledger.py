"""What members were told is done, to be compared with what is there in the end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable

Key = tuple[Hashable, ...]


class Ledger:
    """Of each kind, what somebody has begun, and what they were told is done.

    ``refusals`` counts answers that nobody expected, by their first words.
    """

    def __init__(self) -> None:
        self.begun: defaultdict[str, set[Key]] = defaultdict(set)
        self.done: defaultdict[str, set[Key]] = defaultdict(set)
        self._undone: set[Key] = set()
        self.refusals: Counter[str] = Counter()

    def begin(self, kind: str, *key: Hashable) -> None:
        """Note what is done before its answer can be known."""
        self.begun[kind].add(key)

    def finish(self, kind: str, *key: Hashable) -> None:
        """Note that a member was told so."""
        self.done[kind].add(key)

    def take_back(self, kind: str, *key: Hashable) -> None:
        """Note that it is being undone: from now on it may be there or not."""
        self.done[kind].discard(key)
        self._undone.add((kind, *key))

    def unfinished(self) -> list[Key]:
        """What was begun, and nobody was told that it is done; each with its kind."""
        return [
            (kind, *key)
            for kind, keys in self.begun.items()
            for key in keys - self.done[kind]
            if (kind, *key) not in self._undone
        ]

    def faults(self, kind: str, found: Iterable[Key]) -> list[str]:
        """What is lost, what is doubled, and what nobody asked for."""
        counted = Counter(found)
        lost = [f"lost {kind} {key}" for key in self.done[kind] if not counted[key]]
        doubled = [f"doubled {kind} {key}" for key, count in counted.items() if count > 1]
        strange = [f"strange {kind} {key}" for key in counted if key not in self.begun[kind]]
        return [*lost, *doubled, *strange]
