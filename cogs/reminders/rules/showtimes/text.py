"""What was typed, in one spelling and cut into tokens."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from cogs.reminders.rules.showtimes.refusals import UnreadableShowtimeError

LONGEST_TEXT = 100


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: ``kind`` is a name of the groups in :data:`_TOKENS`.

    ``numbers`` holds the figures of a time or date, in their order in the text; ``glued`` says
    that nothing stands between it and the token before.
    """

    kind: str
    text: str
    numbers: tuple[str, ...] = ()
    glued: bool = False


# Not among them: faces of clocks and arrows, which mean something.
_PICTURES = re.compile(
    "<a?:\\w+:\\d+>|[\U0001f300-\U0001f54f\U0001f568-\U0001faff\u231a\u231b\u23f0-\u23f3\u2600-\u2764\u2b50\ufe0f\u20e3]"
)
_ONE_SPELLING = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹘", "-"),
        **dict.fromkeys("'’‘ʼ`´", " "),
        **dict.fromkeys(";|·•()[]{}!?", ","),
        **dict.fromkeys('"“”„«»*_', " "),
        **dict.fromkeys("∶꞉", ":"),
        "°": "o",
        "º": "o",
        "ª": "a",
    }
)
_APOSTROPHE_TIME = re.compile(r"(?<!\d)(\d{1,2})['’´](\d{2})(?!\d)")
"""21'30 is how clock times are written in Spain."""

_LOOSE_COLON = re.compile(r"(?<!\d):|:(?!\d)")
_LOOSE_DOT = re.compile(r"(?<!\d)\.")
_WORD_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})-(?=[^\W\d_])|(?<=\d)-(?=[^\W\d_])")
"""Those of words, meia-noite and 20-Uhr-Vorstellung; the one of 20h-22h says until when."""

_TOKENS = re.compile(
    r"""
      (?P<stamp> <t:(?:\d{1,13})(?::[a-z])?> )
    | (?P<iso>   (?<!\d)\d{4}([-/.])\d{1,2}\3\d{1,2}(?!\d)(?:t(?=\d))? )
    | (?P<date>  \d{1,2}([-/.])\d{1,2}\5(?:\d{4}|\d{2})(?![\d:]) )
    | (?P<time>  \d{1,2}:\d{2}(?::\d{2})?(?![\d:]) )
    | (?P<month> \d{1,2}\.\d{1,2}\.(?!\d{1,4}[./-]) | \d{1,2}/\d{1,2}(?![\d/]) )
    | (?P<point> \d{1,2}\.\d{1,2}(?![\d.]) )
    | (?P<ordinal> \d{1,2}\.(?!\d) )
    | (?P<decimal> \d{1,2},\d{1,2}(?![\d:,.]|\s*/) )
    | (?P<figure> \d+ )
    | (?P<word>  [^\W\d_]+ )
    | (?P<sign>  \S )
    """,
    re.VERBOSE,
)


def simplified(text: str) -> str:
    """The text in lower case, without accents and pictures, with one kind of digits and dashes.

    What parts it, pictures too, are commas.

    Raises :class:`UnreadableShowtimeError` for a whole story.
    """
    if len(text) > LONGEST_TEXT:
        raise UnreadableShowtimeError
    seen = _PICTURES.sub(",", unicodedata.normalize("NFKC", text))
    # Phones copy times with invisible marks of the direction of writing around them.
    plain = "".join(
        _digit(c)
        for c in unicodedata.normalize("NFKD", seen.casefold())
        if unicodedata.category(c) not in ("Cf", "Mn", "Me")
    )
    plain = _APOSTROPHE_TIME.sub(r"\1:\2", plain).translate(_ONE_SPELLING)
    if "<t:" not in plain:
        plain = _WORD_HYPHEN.sub(" ", _LOOSE_DOT.sub(" ", _LOOSE_COLON.sub(",", plain)))
    return " ".join(plain.split())


def tokens_of(text: str) -> list[Token]:
    """The tokens of a simplified text."""
    found = []
    end = 0
    for match in _TOKENS.finditer(text):
        kind = match.lastgroup or "sign"
        numbers = tuple(re.findall(r"\d+", match[0])) if kind != "word" else ()
        glued = match.start() == end and end > 0
        found.append(Token(kind, match[0], numbers, glued))
        end = match.end()
    return found


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
