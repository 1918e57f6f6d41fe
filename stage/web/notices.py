"""What went wrong lately, one line each, for people who do not watch the log."""

import logging
from collections import deque

KEPT = 20


class NoticeBoard(logging.Handler):
    """Keeps the last errors of the log as single lines, oldest first, each with a number.

    A refusal that the bot explains to the member is no error and is not logged as one;
    so whatever appears here is worth a look.
    """

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._lines: deque[tuple[int, str]] = deque(maxlen=KEPT)
        self._count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Put the record's message, and the exception's name and text, on the board."""
        line = " ".join(record.getMessage().split())
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            line = f"{line}: {type(error).__name__}: {' '.join(str(error).split())}"
        self._count += 1
        self._lines.append((self._count, line[:300]))

    @property
    def lines(self) -> list[tuple[int, str]]:
        """Number and text of each kept notice; numbers only grow."""
        return list(self._lines)
