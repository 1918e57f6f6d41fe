"""The one clock: a function that tells the present instant, handed in by ``bot.py``.

Everything else takes ``now`` as a parameter, so that tests and the stage can move time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Tells the present instant as an aware ``datetime`` in UTC."""
