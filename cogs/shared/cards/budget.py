"""Fits the parts of a card into the characters that Discord allows, escapes and bars included."""

from __future__ import annotations

from collections.abc import Callable, Sequence

TEXT_LIMIT = 4_000
"""Characters that Discord allows for all text of one message of components."""

Part = Callable[[int], str]
"""A part that can be shortened: within how many characters it is asked for, and how it reads."""


def fit(parts: Sequence[str | Part], room: int) -> list[str]:
    """The parts as they read when together, a line break between two, they fill at most ``room``.

    A plain text stays whole; what the others leave is shared fairly among the parts that can be
    shortened: one that needs less than its share leaves the rest to those that need more. Parts
    that read as nothing are left out. ``ValueError`` if the plain texts alone do not fit.
    """
    read = ["" if callable(part) else part for part in parts]
    left = room - sum(len(text) + 1 for text in read if text) + 1
    if left < 0:
        raise ValueError(f"Text of {room - left} characters cannot be shortened to {room}.")
    whole = {place: part(room) for place, part in enumerate(parts) if callable(part)}
    for waiting, place in enumerate(sorted(whole, key=lambda place: len(whole[place]))):
        share = max(left // (len(whole) - waiting) - 1, 0)
        part = parts[place]
        text = whole[place]
        if len(text) > share and callable(part):
            text = part(share)
        read[place] = text
        left -= len(text) + 1 if text else 0
    return [text for text in read if text]
