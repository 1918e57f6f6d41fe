"""How far long work has come, for the operator who waits for it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TextIO

from tqdm import tqdm

PLAIN_LINES = 10
"""At most so many lines tell how far a work has come where no bar can be drawn."""

Advance = Callable[[int], object]
"""Tells that so many more are done."""


@contextlib.contextmanager
def progress(what: str, total: int, out: TextIO | None = None) -> Iterator[Advance]:
    """Show on ``out``, by default standard error, how much of ``total`` is done.

    A terminal gets a bar with the time that is left; a file or a pipe gets plain lines.
    """
    out = out or sys.stderr
    if not out.isatty():
        yield _plain_lines(what, total, out)
        return
    with tqdm(total=total, desc=what, file=out) as bar:
        yield bar.update


def _plain_lines(what: str, total: int, out: TextIO) -> Advance:
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        before, done = done, done + count
        if done * PLAIN_LINES // total > before * PLAIN_LINES // total:
            out.write(f"{what}: {done:,} of {total:,}\n")
            out.flush()

    return advance
