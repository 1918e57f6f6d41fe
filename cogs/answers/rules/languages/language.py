"""What a language contributes to understanding a question; the words themselves stand beside it.

All patterns are matched against text as :func:`folded` leaves it: lower case, without accents,
every hyphen, apostrophe and other sign a space, and only ``? ! .`` kept as words of their own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from data.lookup.query.text import is_vowel_sign

_SIGNS = re.compile(r"([?!.])|[^\w\s]|_")
_LETTERS = str.maketrans("ıłøđ", "ilod")
_VOICED = re.compile("[\u3040-\u30ff][\u3099\u309a]")
"""Kana with the mark that makes it another sound."""


_CHAT = {
    **dict.fromkeys("smth smthn smthin sth somethin sumthin sumn".split(), "something"),
    **dict.fromkeys("anythin anythn nythin nething".split(), "anything"),
}
"""How words of questions are spelt in a hurry; no other language has them."""

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Language:
    """What a question about a credits scene is made of in one language.

    ``scene`` names a scene in or after the credits; ``stay`` speaks of waiting for one without
    naming it. ``asks`` asks whether something is there or worth it, and ``opens`` makes a
    question of a sentence without a question mark. ``within`` asks what is in a scene, or how
    long it is: no question of somebody who wonders whether to stay. ``hints`` are words that
    are enough where the bot itself is asked something: the credits, or staying, however it is
    put. ``talk`` turns it into talk about a scene that the speaker knows, and ``states`` is
    said by somebody who tells and does not ask. ``frame`` are the words around a film's title,
    and ``endings`` hang on to it. Where the bot was not asked, it answers only in a language
    that it ``listens`` to.
    """

    code: str
    scene: re.Pattern[str]
    stay: re.Pattern[str]
    asks: re.Pattern[str]
    opens: re.Pattern[str]
    talk: re.Pattern[str]
    states: re.Pattern[str]
    frame: frozenset[str]
    endings: tuple[str, ...] = ()
    within: re.Pattern[str] = _NOTHING
    hints: re.Pattern[str] = _NOTHING
    listens: bool = True


def pattern(*alternatives: str) -> re.Pattern[str]:
    """Whole words that any of the alternatives matches."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def anywhere(*parts: str) -> re.Pattern[str]:
    """Any of the parts, also within a word: for scripts that write words without spaces."""
    return re.compile("|".join(re.escape(folded(part)) for part in parts))


def spaced(*parts: str) -> re.Pattern[str]:
    """Whole words of another script that one of the parts spells, in any spelling of theirs."""
    return pattern(*(re.escape(folded(part)) for part in parts))


def folded(text: str) -> str:
    """Lower case, no accents, signs as spaces; ``? ! .`` stay, as words of their own.

    What is spelt in a hurry, as "smth", is spelt out.
    """
    plain = text.casefold().translate(_LETTERS)
    signed = _SIGNS.sub(_sign, plain if plain.isascii() and plain.isprintable() else _bare(plain))
    return " ".join(_CHAT.get(word, word) for word in signed.split())


def _bare(plain: str) -> str:
    # One sign may decompose into eighteen letters; no living script takes more than four.
    decomposed = unicodedata.normalize("NFKD", plain).casefold()[: 4 * len(plain)]
    voiced = _VOICED.sub(lambda kana: unicodedata.normalize("NFC", kana[0]), decomposed)
    return "".join(char for char in voiced if char.isspace() or _is_visible(char))


def _sign(sign: re.Match[str]) -> str:
    if is_vowel_sign(sign[0]):
        return sign[0]
    return f" {sign[1]} " if sign[1] else " "


def _is_visible(char: str) -> bool:
    return unicodedata.category(char)[0] not in "MC" or is_vowel_sign(char)
