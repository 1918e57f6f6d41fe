"""A title as people type or copy it: with a year, an edition, or as the name of a file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.lookup.query.text import MAX_INPUT, fold, year_of

FILM_WORDS = frozenset("film movie filme pelicula pelicule peli flick фильм 映画 영화".split())
"""Words that say that a film is meant, and not which."""
SMALL_WORDS = frozenset(
    "the a der die das den dem im le la l les el los il lo o os de del di do da du des von vom of "
    "het van w".split()
)
"""What may stand around such a word: "la película de x", "der x film"."""
_NEWER = ("live action", "liveaction", "remake", "reboot", "realverfilmung")
_OLDER = ("original", "animated", "animation", "cartoon", "classic")

_DATED = re.compile(
    r"(?P<title>.*\w\W*)[(\[{]\s*(?P<year>(?:18|19|20)\d\d)(?:\s+[^()\[\]{}]*)?[)\]}]", re.ASCII
)
_GROUP = re.compile(r"^\s*\[[^\]]*\]\s*(?=\S)")
_RELEASE_WORDS = """
480p 576p 720p 1080p 1080i 1440p 2160p 4320p 4k uhd bluray bdrip brrip bdremux webrip webdl hdtv
hdrip dvdrip dvdscr hdcam remux x264 x265 h264 h265 hevc xvid mkv mp4 avi m4v webm
"""
_RELEASE = frozenset(_RELEASE_WORDS.split())
_EDITION_WORDS = """
directors director cut edition special extended final unrated remastered theatrical uncut imax
redux version ultimate anniversary collectors
"""
_EDITION = frozenset(_EDITION_WORDS.split())
_CREDITS = frozenset(("post", "mid", "after", "end", "credit", "credits", "scene", "scenes"))
_AROUND = FILM_WORDS | _CREDITS | _EDITION


@dataclass(frozen=True, slots=True)
class Typed:
    """The words of a title, and the year if one was typed that cannot belong to the title."""

    words: list[str]
    year: int | None = None


def read_typed(text: str) -> Typed:
    """Read a title with whatever stands around it.

    ``Joker (2019 film)``, ``Joker [2019]`` and ``Joker.2019.1080p.BluRay`` are Joker of 2019.
    """
    text = text[:MAX_INPUT]
    words = fold(text)
    place = next((at for at, word in enumerate(words) if at and word in _RELEASE), None)
    if place is not None:
        named = fold(_GROUP.sub("", text))
        return _released(named[: len(named) - len(words) + place])
    if dated := _DATED.match(text):
        title = fold(dated["title"])
        if title and title[0].isalnum():
            return Typed(title, int(dated["year"]))
    if len(words) > 2 and words[-1] in FILM_WORDS and year_of(words[-2]):
        return Typed(words[:-2], year_of(words[-2]))
    return Typed(words)


def bare(words: list[str]) -> list[str]:
    """The words without what only says "film", "special edition" or "post credits" around them.

    Small words go with a word for a film that they stand beside: "la película de x", but "la la
    land film".
    """
    first, last = 0, len(words)
    while last - first > 1 and words[last - 1] in _AROUND:
        last -= 1
    begins = not FILM_WORDS.isdisjoint(words[:2])
    while begins and last - first > 1 and words[first] in FILM_WORDS | SMALL_WORDS:
        first += 1
    return words[first:last]


def barer(words: list[str]) -> list[str]:
    """As :func:`bare`, without the article before a title that a word for a film follows."""
    title = bare(words)
    article = len(title) > 1 and says_film(words) and title[0] in SMALL_WORDS
    return title[1:] if article else title


def says_film(words: list[str]) -> bool:
    """Whether a word for a film begins or ends a title as typed."""
    return not FILM_WORDS.isdisjoint((*words[:2], *words[-1:]))


def version(words: list[str]) -> tuple[list[str], bool | None]:
    """The title in "x live action" and "the original x", and whether the newer film is meant.

    ``None`` if no version is named.
    """
    title = bare(words)
    title = title[title[:1] == ["the"] :]
    text = " ".join(title)
    for said, newer in (*((part, True) for part in _NEWER), *((part, False) for part in _OLDER)):
        for rest in (text.removeprefix(f"{said} "), text.removesuffix(f" {said}")):
            if rest and rest != text:
                return rest.split(), newer
    return words, None


def _released(words: list[str]) -> Typed:
    """The title before the year; without one, before the words of an edition."""
    for place in range(len(words) - 1, 0, -1):
        if (year := year_of(words[place])) is not None:
            return Typed(words[:place], year)
    return Typed(bare(words))
