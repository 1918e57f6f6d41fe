"""A database that is away does not fill the log with tracebacks."""

from __future__ import annotations

import logging

from sqlalchemy.exc import DBAPIError

from data.process.traces import OneTrace


class Kept(logging.Handler):
    """Keeps the lines, formatted."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def fails(logger: logging.Logger, error: Exception, what: str = "It failed (%s)") -> None:
    try:
        raise error
    except Exception:
        logger.exception(what, "x")


def test_a_database_that_is_away_is_traced_once_a_minute() -> None:
    now = 0.0
    kept, logger = Kept(), logging.getLogger("tests.away")
    kept.addFilter(OneTrace(lambda: now))
    logger.addHandler(kept)
    away = DBAPIError("SELECT 1", None, ConnectionError("no"))
    try:
        for _ in range(5):
            fails(logger, away)
        fails(logger, away, "Another part failed (%s)")
        fails(logger, DBAPIError("SELECT 1", None, TimeoutError("no")))
        for number in range(2):
            logger.error("Error %s: X", number, extra={"trace": "\nTraceback of ours"})
        now = 61.0
        fails(logger, away)
        for _ in range(2):
            fails(logger, ValueError("not the database's"))
    finally:
        logger.removeHandler(kept)
    traced = ["Traceback" in line for line in kept.lines]
    first, others = traced[:5], traced[5:]
    assert first == [True, False, False, False, False]
    assert kept.lines[1] == "It failed (x): ConnectionError"
    assert others == [True, True, True, False, True, True, True]
    assert kept.lines[8] == "Error 1: X"
