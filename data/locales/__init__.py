"""What people read, in the language in which they read it.

A sentence stands in the code in English and is looked up in memory at its use::

    _("I'll ping you at {time}.", time=...)
    _n("{count} scene", "{count} scenes", count)
    _p("verb", "Open")

Which language that is, whoever answers says once, by :func:`speaking`. ``N_`` marks a sentence
that is only kept: in a constant, a table, a class. It goes through ``_`` where it is shown.
"""

from __future__ import annotations

from data.locales.languages import languages, named_by
from data.locales.messages import (
    N_,
    _,
    _n,
    _np,
    _p,
    command_named,
    languages_here,
    speaking,
    spoken,
)

__all__ = [
    "N_",
    "_",
    "_n",
    "_np",
    "_p",
    "command_named",
    "languages",
    "languages_here",
    "named_by",
    "speaking",
    "spoken",
]
