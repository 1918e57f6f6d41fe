"""Readable film ids, made from title and year."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
"""An id's length limit in characters, so that it fits Discord's custom ids with room to spare."""

LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | {"&": " and ", "'": "", "’": "", "‘": ""}
)
"""What Unicode does not take apart by itself."""


def slug(title: str, year: int, suffix: str = "") -> str:
    """``Ocean's Eight``, 2018 → ``oceans-eight-2018``; cut at a word so that all of it fits.

    Empty if the title has no letter or digit that ASCII knows.
    """
    spaced = "".join(f" {c}" if _is_raised(c) else c for c in title.casefold())
    folded = unicodedata.normalize("NFKD", spaced.translate(LETTERS))
    words = re.findall("[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c)))
    tail = f"-{year}{suffix}"
    while len("-".join(words)) + len(tail) > LONGEST and len(words) > 1:
        words.pop()
    name = "-".join(words)[: LONGEST - len(tail)]
    return name and name + tail


def _is_raised(char: str) -> bool:
    """Whether it is a ``½`` or ``²``, which would run into the digits before it."""
    return unicodedata.decomposition(char).startswith(("<fraction>", "<super>"))
