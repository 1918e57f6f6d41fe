"""Texts that a member may send to keep the bot busy, of every shape that has ever been slow."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle

from cogs.answers.rules.languages import LANGUAGES
from data.catalogue.catalogue import Catalogue
from data.lookup.query.sentence import FRAME

_FRAGMENTS = (
    *(
        "<@",
        "||",
        "|",
        "`",
        "```\n",
        "“",
        '"',
        "«",
        "(",
        "[",
        "{",
        "<",
        ">",
        "\n",
        "\n> ",
        "?",
        "!",
    ),
    *(
        "@everyone ",
        "<@&1>",
        "<t:",
        "<t:1:R>",
        "<a:x:",
        "https://",
        "https://x.com/",
        "www.",
        "//[",
    ),
    *("tt0371746 ", "tmdb 1 ", "imdb.com/title/", "a.", "-", "- ", "_ ", "*", "a*", "\\", "#", ":"),
    *("x y or ", "in ", "the ", "the the ", "new ", "a ", "2 ", "ii ", "part 2 ", "2024 ", "post "),
    *(
        "1:",
        "1.",
        "1/",
        "1-1-",
        "11:11 ",
        "8pm ",
        "at 8 ",
        "half past ",
        "in 2 days and ",
        "mid 1:00,",
    ),
    *("friday 20 ", "1" * 20, "\u202e", "\u200d", "\u0301", "\u0e33", "\ufdfa", "ﬃ", "ß", "İ"),
    *("\U0001f468\u200d\U0001f469", "\U0001f1e9", "\ufe0f", "\x00", "\t", "\xa0", "c3po ", "l33t "),
)
_NESTING = (("“", "”"), ('"', '"'), ("«", "»"), ("(", ")"), ("[", "]"), ("||", "||"), ("‘", "’"))
_JOINERS = (" or ", " and ", " vs ", " oder ", " o ", " ou ", ", ", " / ", "? ", ". ", " ")
_QUESTIONS = (
    "is there a post credits scene in ",
    "does ",
    "should I stay for ",
    "gibt es nach dem Abspann von ",
    "¿hay escena poscréditos en ",
    "y a-t-il une scène post-générique dans ",
    "tem cena pós-créditos em ",
)
_ENDS = ("?", " have a stinger?", " have a post credits scene", "", " eine Szene nach dem Abspann?")
_WHEN = (
    "tomorrow today tonight at 8 8pm 20:15 20h15 half past quarter to seven fri friday next week "
    "on the 5th of may 5.12. 12/5 2026-12-05 in 20 minutes an hour and a half noon midnight "
    "halb acht morgen früh abends um uhr demain à mañana a las de la tarde hoy às e meia domani "
    "alle screen 5"
).split()
_OFFSETS = "mid post 2:05-3:10 7:40 no none 131 2:11 2:11:05 and , ; & mid-credits -1:00".split()


class Hostile:
    """Makes texts; the same seed makes the same ones."""

    def __init__(self, catalogue: Catalogue, seed: int = 1) -> None:
        self._rng = random.Random(seed)
        self._titles = [film.title for film in catalogue.films[:20_000]]
        self._frames = [sorted(FRAME), *(sorted(language.frame) for language in LANGUAGES)]
        self._scripts = list(_scripts().values())

    def texts(self, longest: int, count: int) -> Iterator[str]:
        """So many texts of at most so many characters; one of ``<@`` alone comes first."""
        yield "<@" * 4_000
        makers: Sequence[Callable[[int], str]] = (
            self._repeated,
            self._garbage,
            self._salad,
            self._asked,
            self._nested,
            self._mixed,
            self._times,
            self._repeated_pair,
        )
        for _, make in zip(range(count - 1), cycle(makers), strict=False):
            # Most as long as they may be, others of the lengths at which rules change.
            room = self._rng.choice((longest, longest, min(longest, 100), min(longest, 500)))
            yield make(room)[: max(1, room)]

    def _filled(self, room: int, pick: Callable[[], str], joiner: str) -> str:
        parts: list[str] = []
        size = 0
        while size < room:
            parts.append(pick())
            size += len(parts[-1]) + len(joiner)
        return joiner.join(parts)

    def _repeated(self, room: int) -> str:
        fragment = self._rng.choice(_FRAGMENTS)
        return fragment * (room // len(fragment) + 1)

    def _repeated_pair(self, room: int) -> str:
        pair = self._rng.choice(_FRAGMENTS) + self._rng.choice(_FRAGMENTS)
        return self._rng.choice(("", "x")) + pair * (room // len(pair) + 1)

    def _garbage(self, room: int) -> str:
        letters = self._rng.choice(self._scripts)
        word = self._rng.choice((2, 5, 10_000))
        signs = (" " if not at % (word + 1) else self._rng.choice(letters) for at in range(1, room))
        return "".join(signs)

    def _salad(self, room: int) -> str:
        words = self._rng.choice(self._frames)
        titled = self._rng.choice((0.0, 0.2, 0.6))

        def pick() -> str:
            named = self._rng.random() < titled
            return self._rng.choice(self._titles if named else words)

        return self._filled(room - 1, pick, " ")[: max(0, room - 1)] + "?"

    def _asked(self, room: int) -> str:
        start, end = self._rng.choice(_QUESTIONS), self._rng.choice(_ENDS)
        named = self._rng.choice((lambda: "x y", self._title, self._slip, self._letters))
        middle = self._filled(room, named, self._rng.choice(_JOINERS))
        return start + middle[: max(0, room - len(start) - len(end))] + end

    def _nested(self, room: int) -> str:
        pairs = [self._rng.choice(_NESTING) for _ in range(room // 4)]
        opening = "".join(first for first, _ in pairs)
        closing = "".join(last for _, last in reversed(pairs))
        return f"{opening}{self._title()}{closing}"

    def _mixed(self, room: int) -> str:
        return self._filled(room, lambda: self._rng.choice(_FRAGMENTS), "")

    def _times(self, room: int) -> str:
        words = self._rng.choice((_WHEN, _OFFSETS))
        return self._filled(room, lambda: self._rng.choice(words), self._rng.choice((" ", "")))

    def _title(self) -> str:
        return self._rng.choice(self._titles)

    def _slip(self) -> str:
        title = self._title()
        at = self._rng.randrange(len(title))
        return title[:at] + self._rng.choice("aeiou ") + title[at + 1 :]

    def _letters(self) -> str:
        return "".join(self._rng.choice("abcdefghijklmnoprstuvwz") for _ in range(5))


def _scripts() -> dict[str, list[str]]:
    """Letters, marks and signs of every script, by the first word of their names."""
    scripts: dict[str, list[str]] = {}
    for code in range(0x20, 0x30000):
        char = chr(code)
        name = unicodedata.name(char, "")
        if name and unicodedata.category(char)[0] in "LMNPS":
            script = name.split()[0]
            if len(scripts.setdefault(script, [])) < 500:
                scripts[script].append(char)
    return {name: chars for name, chars in scripts.items() if len(chars) >= 10}
