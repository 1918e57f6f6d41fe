"""How somebody's words are covered: what is shown, under which name, with which files.

Pure: from the words to what is posted. Nothing of the words may be lost on the way, so a text that
grows too long for one message becomes several.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cogs.shared.cards.spoilers import BARS, hide
from data.text import SafeText

MESSAGE_LIMIT = 2_000
"""Characters of one Discord message."""

NAME_LIMIT = 80
"""Characters of the name that a webhook posts under."""

NAMELESS = "A member"

HEAD = "-# Spoiler"
"""How the line above covered words begins."""

MARKS_IN_A_ROW = 3
"""Combining marks kept on one letter of a name; more climb over the neighbouring lines."""

_FORBIDDEN = re.compile(r"(dis)(cord)|(cly)(de)", re.IGNORECASE)
_SPOILER = re.compile(r"\|\|(.+?)\|\|", re.DOTALL)
_RESERVED = frozenset(("everyone", "here"))
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")


def is_covered(content: str) -> bool:
    """Whether a message's content is one of :func:`covered_messages`."""
    head, _, words = content.partition("\n")
    if not head.startswith(HEAD):
        words = content
    return all(line.startswith(BARS) and line.endswith(BARS) for line in words.split("\n") if line)


def covered_messages(head: str, words: str) -> list[str]:
    """The contents of the messages that show the head and, covered, all of the words.

    The head is safe text and stands in the first one only. Words without anything visible leave
    the head alone.
    """
    messages = [head]
    for covered in _covered(words, MESSAGE_LIMIT - len(head) - 1):
        longer = f"{messages[-1]}\n{covered}" if messages[-1] else covered
        if len(longer) <= MESSAGE_LIMIT:
            messages[-1] = longer
        else:
            messages.append(covered)
    return messages


def _covered(words: str, room: int) -> Iterator[SafeText]:
    """Lines, and the halves of lines that do not fit, each covered, in order."""
    for line in words.splitlines():
        # A longer one would only be escaped in vain: covering adds to a text.
        covered = hide(line) if len(line) <= room else None
        if covered is None or len(covered) > room:
            middle = _middle(line)
            yield from _covered(f"{line[:middle]}\n{line[middle:]}", room)
        elif covered:
            yield covered


def _middle(line: str) -> int:
    """Where to cut a line: at the last space of its first half, else right in the middle."""
    half = len(line) // 2
    space = line.rfind(" ", 1, half)
    return space if space > 0 else half


def without_spoilers(words: str) -> str:
    """The words without spoiler bars of their own, which would only be shown inside the cover."""
    return _SPOILER.sub(r"\1", words)


def webhook_name(name: str) -> str:
    """A member's name as Discord takes it for a webhook: 1 to 80 characters, no reserved word.

    Control and invisible characters are left out and marks are thinned; the words that Discord
    forbids get a dot in their middle.
    """
    marks = 0
    kept = []
    for char in unicodedata.normalize("NFC", name):
        category = unicodedata.category(char)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if (category[0] != "C" or char.isspace()) and marks <= MARKS_IN_A_ROW:
            kept.append(char)
    cleaned = " ".join("".join(kept).replace("@", "＠").replace("`", "'").split())
    allowed = _FORBIDDEN.sub(lambda found: "·".join(filter(None, found.groups())), cleaned)
    allowed = allowed[:NAME_LIMIT].strip()
    return NAMELESS if not allowed or allowed.casefold() in _RESERVED else allowed


def file_name(number: int, original: str) -> str:
    """A name for a covered file: its kind stays, the rest could give something away."""
    extension = _EXTENSION.search(original)
    return f"attachment-{number}{extension[0].lower() if extension else ''}"
