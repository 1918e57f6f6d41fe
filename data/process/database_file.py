"""SQLite's file, which must not be taken away unnoticed.

SQLite would go on in a file that has no name any more, and all that is written there is lost; the
next start would make an empty one. The file of the lock beside it remembers that there was one.
"""

from __future__ import annotations

import os
from pathlib import Path

BEGUN = "There is a database beside this file.\n"
"""What the lock's file says from when the database has been made."""


class DatabaseFile:
    """The file of a database, as its process looks after it, and the file of its lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = path.with_name(f"{path.name}.lock")
        self._first: os.stat_result | None = None

    def is_gone(self) -> bool:
        """Whether there was a database once, and is none now: no file, or one of no bytes."""
        holds = self.path.exists() and self.path.stat().st_size > 0
        return not holds and self.lock.read_text("utf-8") == BEGUN

    def is_taken_away(self) -> bool:
        """Whether the file that was there at the first look is gone, or another is in its place."""
        try:
            present = self.path.stat()
        except OSError:
            return self._first is not None
        if self._first is None:
            if present.st_size == 0:  # it is being made
                return False
            self.lock.write_text(BEGUN, "utf-8")
            self._first = present
        return not os.path.samestat(self._first, present)
