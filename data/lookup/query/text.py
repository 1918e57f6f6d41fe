"""How a title and what a member typed are brought to one spelling before they are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from anyascii import anyascii

MAX_INPUT = 150
"""Characters of a typed title that are read; what follows is ignored."""

_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred")
_SMALL_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
_SMALL = _SMALL_NUMBERS.split()
_DIGITS = {str(number): word for number, word in enumerate(_SMALL)} | {
    str(number): word for number, word in zip(range(30, 101, 10), _TENS, strict=True)
}
_ROMAN_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
_ROMAN = {
    numeral: word
    for numeral, word in zip(_ROMAN_NUMERALS.split(), _SMALL[1:], strict=True)
    if numeral not in ("i", "v", "x")
}
_LAST_ROMAN = {"v": "five", "x": "ten"}
_NTH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
)
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third"} | {
    f"{number}th": word for number, word in enumerate(_NTH.split(), 1) if number > 3
}
NUMBERS = frozenset(_DIGITS.values())
"""The words that count as a number in a title."""
_COUNTING_WORDS = """
part pt vol volume chapter episode ep parte teil partie deel czesc bolum kapitel capitulo
capitolo chapitre volumen часть частина partea kisim الجزء חלק भाग
"""
COUNTERS = frozenset(_COUNTING_WORDS.split())
"""Words that only announce a number, in the languages that titles are typed in: "Part 2" is 2."""
_COUNTED = {
    **dict.fromkeys(("uno", "une", "eins", "um", "eerste", "erster", "premiere", "primera"), "one"),
    **dict.fromkeys(("dos", "dois", "due", "deux", "zwei", "twee", "tweede", "zweiter"), "two"),
    **dict.fromkeys(("deuxieme", "segunda", "seconda", "druga", "dwa", "вторая"), "two"),
    **dict.fromkeys(("tres", "tre", "trois", "drei", "drie", "troisieme", "terza"), "three"),
    **dict.fromkeys(("dritter", "derde", "tercera", "trzecia", "третья", "третя"), "three"),
    **dict.fromkeys(("pierwsza", "birinci", "bir", "первая", "перша", "الاول"), "one"),
    **dict.fromkeys(("ikinci", "iki", "друга", "الثاني"), "two"),
    **dict.fromkeys(("ucuncu", "uc", "الثالث"), "three"),
}
"""Numbers in other languages, where one is announced: "Parte dos" is 2."""
AND = frozenset(("und", "y", "et", "e", "en", "i", "n", "og", "och", "ve", "и"))
"""What people put for "and" between the words of an English title."""
_SMALL_WORDS = "the a an of and in on to for at by with from is it or as de la le el"
STOP_WORDS = frozenset(_SMALL_WORDS.split())
"""Words that say little about which film is meant."""
ARTICLES = {"the": 1, "a": 2, "an": 3}
"""Leading words that titles are kept without, and how they are remembered."""
_SPECIAL = frozenset(_ROMAN) | frozenset(_LAST_ROMAN) | COUNTERS

_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()}
_ASCII |= {ord("&"): " and ", ord("+"): " plus ", ord("'"): "", ord("`"): ""}
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        **dict.fromkeys("’‘ʼ´′ـ", ""),
        "ک": "ك",
        "ی": "ي",
        "ى": "ي",
        "ة": "ه",
        **dict.fromkeys("ہھۃ", "ه"),
        **dict.fromkeys("ےۓ", "ي"),
        **dict(zip("ںٹڈڑ", "نتدر", strict=True)),
        **{chr(code): chr(code - 0x60) for code in range(ord("ァ"), ord("ヶ") + 1)},
    }
)
"""Letters that are written in several ways, in Persian, Urdu and Arabic and in Japanese too."""
_VOICED = re.compile("[\u3041-\u3096][\u3099\u309a]")
"""Kana with the mark that makes it another letter: "pa" is no "ha"."""
_VOWEL_SIGNS = (("\u0900", "\u1a7f"), ("\u1b00", "\u1cff"), ("\ua800", "\uabff"))
_LEET = str.maketrans("013457", "oieasv")
_LEET_WORD = re.compile(r"[a-z]+[013457][a-z]+\Z")
_PIECES = re.compile(r"[0-9]+(?:st|nd|rd|th)\Z|[0-9]+|[^0-9]+")
_DIGIT = re.compile(r"[0-9]")
_VERSION = re.compile(r"(?<=\w )(\d+)\.0(?!\d)")
_YEAR = re.compile(r"(?:18[89]|19\d|20\d)\d\Z", re.ASCII)

_NO_VOWELS = ("\u0590", "\u0dff")
_HAN = ("\u3400", "\u9fff")


def fold(text: str, limit: int = MAX_INPUT) -> list[str]:
    """The words of a text in lower case without accents, apostrophes and punctuation.

    Letters and digits of every script stay. A text without any, such as ``$``, is one word.
    """
    text = text[:limit]
    if ".0" in text:
        text = _VERSION.sub(r"\1", text)
    if text.isascii():
        words = text.lower().translate(_ASCII).split()
    else:
        words = _plain(text)[:limit].translate(_ASCII).split()
    if words:
        return words
    signs = "".join(char for char in text if char.isprintable() and not char.isspace())
    return [signs] if signs else []


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    lowered = unicodedata.normalize("NFKD", plain.casefold()).translate(_LETTERS)
    lowered = _VOICED.sub(lambda kana: unicodedata.normalize("NFC", kana[0]), lowered)
    return "".join(
        char if char.isascii() or char.isalnum() or is_vowel_sign(char) else " "
        for char in lowered
        if unicodedata.category(char) not in ("Mn", "Me", "Cf") or is_vowel_sign(char)
    )


def is_vowel_sign(char: str) -> bool:
    """Whether it is a sign without which the words of an Indian or Thai script are others."""
    if not any(first <= char <= last for first, last in _VOWEL_SIGNS):
        return False
    return unicodedata.category(char) in ("Mn", "Mc")


def romanized(folded: Sequence[str]) -> list[str]:
    """The words in Latin letters, as they sound, where they are in another script; else none.

    A Greek letter that stands alone is called by its name: "π" is "pi".
    """
    text = " ".join(folded)
    if text.isascii():
        return []
    if len(text) == 1 and (name := unicodedata.name(text, "")).startswith("GREEK SMALL LETTER "):
        return [name.rpartition(" ")[2].lower()]
    return fold(anyascii(text))


def lacks_vowels(folded: Sequence[str]) -> bool:
    """Whether the words are in a script of the Near East or India, whose vowels get lost."""
    return any(_NO_VOWELS[0] <= char <= _NO_VOWELS[1] for word in folded for char in word)


def has_han(folded: Sequence[str]) -> bool:
    """Whether Chinese characters are among the letters: they stand for words, not for sounds."""
    return any(_HAN[0] <= char <= _HAN[1] for word in folded for char in word)


def consonants(key: str) -> str:
    """What is left of a key without vowels, an h that only breathes, and a w that may be one."""
    return "".join(char for char in key if char not in "aeiouyhw")


@dataclass(frozen=True, slots=True)
class Wording:
    """A title, or a typed one, in the spelling that is compared.

    ``words`` have their numbers written out and no leading article, ``article`` says which one
    was there (see :data:`ARTICLES`, 0 for none). ``plain`` is the same with the numbers as typed.
    """

    words: tuple[str, ...]
    plain: tuple[str, ...]
    article: int

    @property
    def key(self) -> str:
        """The words without spaces, so that spacing makes no difference."""
        return "".join(self.words)[:MAX_INPUT]

    @property
    def plain_key(self) -> str:
        """As :attr:`key`, with the numbers as typed."""
        return "".join(self.plain)[:MAX_INPUT]


def wording(folded: list[str]) -> Wording:
    """Bring folded words to the spelling that is compared. No words give an empty wording."""
    words = folded
    if not _SPECIAL.isdisjoint(words) or _DIGIT.search("".join(words)):
        words = _numbers_written_out(words)
    article = 0
    if len(folded) > 1:
        article = ARTICLES.get(folded[0], 0)
    if not article:
        return Wording(tuple(words), tuple(folded), 0)
    rest = words[1:] if len(words) > 1 and words[0] == folded[0] else words
    return Wording(tuple(rest), tuple(folded[1:]), article)


def _numbers_written_out(words: list[str]) -> list[str]:
    pieces: list[str] = []
    for word in words:
        if not _DIGIT.search(word):
            pieces.append(word)
        elif _LEET_WORD.match(word):
            pieces.append(word.translate(_LEET))
        else:
            pieces += _PIECES.findall(word)
    written: list[str] = []
    last = len(pieces) - 1
    for place, word in enumerate(pieces):
        number = _number(word, place, last, pieces[place - 1] if place else "")
        if number and written and written[-1] in COUNTERS and len(written) > 1:
            written.pop()
        written.append(number or word)
    return written


def _number(word: str, place: int, last: int, before: str) -> str | None:
    if word in NUMBERS:
        return word
    if word[0].isdigit():
        return _DIGITS.get(word) or _ORDINALS.get(word) or word
    if word in _LAST_ROMAN:
        return _LAST_ROMAN[word] if place and (place == last or before in COUNTERS) else None
    if before in COUNTERS and (word == "i" or word in _COUNTED):
        return _COUNTED.get(word, "one")
    return _ROMAN.get(word)


def numbers_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """The numbers that stand in the words, sorted."""
    found = [word for word in words if word in NUMBERS or word[0].isdigit()]
    return tuple(sorted(found)) if found else ()


def year_of(word: str) -> int | None:
    """The year from 1880 to 2099 that a word can be read as."""
    return int(word) if _YEAR.match(word) else None
