"""The garbage collector, which is to look through what answers leave behind and through no more."""

from __future__ import annotations

import gc

YOUNG = 5_000
"""Objects made, less those gone, until it looks through these; Python's own 700 is for programs
that hold little."""


def keep_for_good() -> None:
    """Look no more through what there is now: code and tables, which stay as long as the process.

    To go through all of it takes a tenth of a second, in which nobody is answered.
    """
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
    gc.freeze()
