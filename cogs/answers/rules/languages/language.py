"""What a language contributes to understanding a question; the words themselves stand beside it.

All patterns are matched against text as
:func:`cogs.answers.rules.questions.folded` leaves it: lower
case, without accents, every hyphen, apostrophe and other sign a space, and only ``? ! .`` kept as
words of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """What a question about a credits scene is made of in one language.

    ``scene`` names a scene in or after the credits; ``stay`` speaks of waiting for one without
    naming it. ``asks`` asks whether something is there or worth it, and ``opens`` makes a question
    of a sentence without a question mark. ``talk`` turns it into talk about a scene that the
    speaker knows, and ``states`` is said by somebody who tells and does not ask. ``frame`` are the
    words around a film's title.
    """

    code: str
    scene: re.Pattern[str]
    stay: re.Pattern[str]
    asks: re.Pattern[str]
    opens: re.Pattern[str]
    talk: re.Pattern[str]
    states: re.Pattern[str]
    frame: frozenset[str]


def pattern(*alternatives: str) -> re.Pattern[str]:
    """Whole words that any of the alternatives matches."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())
