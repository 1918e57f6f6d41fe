"""The log while a database is away: what failed in a line each, why in one traceback a minute."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

TRACE_AGAIN = 60.0
"""Seconds for which an error of the database that is of a kind with the last is not traced."""


class OneTrace(logging.Filter):
    """Lets one traceback of each kind of database error through in a minute; the lines stay.

    A database that is away fails every command and every loop: what each of them says with the
    same hundred lines hides when it began. A record may bring its own ``trace``, as text.
    """

    def __init__(self, instant: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._instant = instant
        self._traced: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the traceback off a record whose kind has had one; always let the record through."""
        error = record.exc_info[1] if record.exc_info else None
        trace: str | None = getattr(record, "trace", None)
        if trace is None and not isinstance(error, SQLAlchemyError):
            return True
        reason = getattr(error, "orig", None) or error
        kind = f"{record.name} {record.msg}" + (f" {type(reason).__name__}" if reason else "")
        now = self._instant()
        again = now - self._traced.get(kind, -TRACE_AGAIN) < TRACE_AGAIN
        if not again:
            self._traced[kind] = now
        if again and reason is not None:
            trace = type(reason).__name__
            record.exc_info = record.exc_text = None
        elif again:
            trace = None
        if trace is not None:
            record.msg, record.args = f"{record.getMessage()}: {trace}", ()
            record.trace = None
        return True


def spare_traces() -> None:
    """Have everything that is logged from now on pass through :class:`OneTrace`."""
    for handler in logging.getLogger().handlers:
        if not any(isinstance(present, OneTrace) for present in handler.filters):
            handler.addFilter(OneTrace())
