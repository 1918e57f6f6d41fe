"""Counts what went wrong since the start, so that an operator need not read the log to know."""

from __future__ import annotations

import logging
from collections import deque
from datetime import datetime

from data.clock import Clock

LAST_KEPT = 5


class ErrorLog(logging.Handler):
    """Counts errors and remembers when and where the last ones were; never what they said."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(logging.ERROR)
        self._clock = clock
        self.started_at = clock()
        self.count = 0
        self.last: deque[tuple[datetime, str]] = deque(maxlen=LAST_KEPT)
        """The last ones, the newest at the end: when, and the name of the part that logged it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Count one error."""
        self.count += 1
        self.last.append((self._clock(), record.name))
