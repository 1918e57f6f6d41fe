"""Words that members type, made fit to stand where nothing else makes them harmless."""

from __future__ import annotations

import re
import unicodedata

from cogs.shared.cards.spoilers import MARKS_IN_A_ROW, hide
from data.contributions.rules.kinds import ImpossibleError
from data.locales import _

HINT_ROOM = 300
"""Characters of a hint on a card, escapes included."""

TOLD_ROOM = 2_050
"""Characters of what happens on the card of one contribution, escapes included: who decides on it
reads all of it."""

_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
"""Combining marks of no script, of which Zalgo text is made; those of scripts are left alone."""


def says_something(text: str) -> bool:
    """Whether somebody reads something in it: a letter, a figure or a picture."""
    return any(unicodedata.category(c)[0] in "LN" or unicodedata.category(c) == "So" for c in text)


def check_room(name: str, text: str, room: int) -> None:
    """Raise :class:`ImpossibleError` for a text that a card would have to cut."""
    if len(hide(text)) > room:
        raise ImpossibleError(
            _(
                "{field} takes more room than a card has, because of its line breaks and signs. "
                "Write it in fewer lines, or shorter.",
                field=name,
            )
        )


def one_line(text: str) -> str:
    """A text as one line that may stand in a label.

    It has no invisible characters, and no marks that climb over other lines.
    """
    spaced = " ".join(text.split())
    shown = "".join(c for c in spaced if unicodedata.category(c) not in _INVISIBLE)
    return _MARKS.sub(lambda run: run[0][:MARKS_IN_A_ROW], shown).strip()
