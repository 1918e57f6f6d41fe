"""What is no film though its name sounds like one: series and games, and words of everyday chat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.catalogue.files.tables import table

OTHER_WORK_COLUMNS = "key,name,kind,year,rank,source"
EVERYDAY_COLUMNS = "key"
KINDS = ("series", "anime", "game")
UNSEEN = "general knowledge"
"""The source of names that no page was seen for: they may stop a wrong answer, nothing more."""


@dataclass(frozen=True, slots=True)
class OtherWork:
    """A series or a game. ``rank`` is 1 for the best known, by a rough estimate.

    ``is_shown`` tells whether a source stands for it, so that a member may be told what it is.
    """

    name: str
    kind: str
    rank: int
    is_shown: bool


def read_other_works(path: Path) -> Iterator[tuple[str, OtherWork]]:
    """The key of each name as the look-up compares it, and the work."""
    seen: set[str] = set()
    with table(path, OTHER_WORK_COLUMNS) as rows:
        for key, name, kind, _year, rank, source in rows:
            if not key or key in seen or kind not in KINDS or not source:
                raise ValueError("a name needs a key of its own, a known kind and a source")
            if not (rank.isascii() and rank.isdigit()):
                raise ValueError(f"{rank!r} is no rank")
            seen.add(key)
            yield key, OtherWork(name, kind, int(rank), source != UNSEEN)


def read_everyday(path: Path) -> Iterator[str]:
    """The keys of film titles that are words of everyday chat."""
    with table(path, EVERYDAY_COLUMNS) as rows:
        for (key,) in rows:
            if not key:
                raise ValueError("no key")
            yield key
