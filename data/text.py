"""Two kinds of text that must not be mixed up: what all may read, and what only a spoiler may show.

A film's scene is told in hidden text. It is a type of its own and no ``str``, so that a title,
a label, a log line or an f-string cannot take it by accident; only
``cogs.shared.cards.spoilers.hide`` asks for what is inside.
"""

from __future__ import annotations

from typing import NewType

SafeText = NewType("SafeText", str)
"""Text that everyone may see. It names no plot: titles, counts, hints, templates."""


class HiddenText:
    """Text that gives a plot away.

    However it is printed, formatted or logged, it shows only :data:`PLACEHOLDER`.
    """

    __slots__ = ("_words",)

    PLACEHOLDER = "<hidden>"

    def __init__(self, words: str) -> None:
        self._words = words

    def unwrap_for_spoiler(self) -> str:
        """The words themselves, for the one function that puts them behind a spoiler."""
        return self._words

    def __bool__(self) -> bool:
        return bool(self._words.strip())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, HiddenText) and other._words == self._words

    def __hash__(self) -> int:
        return hash((HiddenText, self._words))

    def __repr__(self) -> str:
        return self.PLACEHOLDER

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format(self.PLACEHOLDER, spec)
