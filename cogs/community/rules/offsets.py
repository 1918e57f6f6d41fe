"""Reads the times that members type, and writes them back in the same form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cogs.shared.cards.wording import clock_offset
from data.catalogue.verdict import Position
from data.contributions.rules.kinds import ImpossibleError, Timed
from data.locales import N_, _

WORDS = {"mid": Position.MID, "post": Position.POST}

_OFFSET = r"\d{1,3}[:.]\d\d"
_SCENE = re.compile(
    rf"(?P<position>mid|post)[a-z-]* (?P<starts>{_OFFSET})(?: ?[-–—] ?(?P<ends>{_OFFSET}))?",
    re.ASCII,
)
_DENIAL = re.compile(r"no (?P<position>mid|post)[a-z-]*", re.ASCII)
_BARE = re.compile(r"(?P<position>mid|post)[a-z-]*", re.ASCII)
_NEGATIVE = re.compile(r"(?:mid|post)[a-z-]* -\s?\d", re.ASCII)
_BETWEEN = re.compile(r" ?[,;&+\n] ?| and |(?<!\bno) (?=(?:no )?(?:mid|post))")
_NONE = ("none", "no", "no scenes", "nothing")
_FILM_TIME = re.compile(
    r"(?:(\d{1,2})[:.])?(\d{1,3})[:.](\d{2})|(\d{1,3})(?: ?min(?:utes)?)?", re.ASCII
)

# Translators: "mid", "post", "no" and "none" are read as they stand here
HINT = N_("mid 2:05-3:10, post 7:40, or: no post, or: none")
LONGEST_QUOTE = 40


def film_time(text: str) -> int | None:
    """A length of a film in seconds: ``131`` minutes, ``2:11`` hours, ``2:11:05``; empty: none.

    Of two parts the first are hours below 10, minutes from there on; a point is as good as a colon,
    which phones hide. Raises :class:`ImpossibleError`.
    """
    text = text.strip().casefold()
    if not text:
        return None
    match = _FILM_TIME.fullmatch(text)
    if match is None:
        raise ImpossibleError(_("Write a time as 2:11:05, 2:11 or 131 (minutes)."))
    hours, middle, last, minutes = match.groups()
    if minutes is not None:
        return 60 * int(minutes)
    if int(last) > 59:
        raise ImpossibleError(
            _("A minute has 60 seconds, and an hour 60 minutes: {number} is too much.", number=last)
        )
    if hours is not None:
        return 3600 * int(hours) + 60 * int(middle) + int(last)
    if int(middle) < 10:
        return 3600 * int(middle) + 60 * int(last)
    return 60 * int(middle) + int(last)


def read_scenes(text: str) -> tuple[tuple[Timed, ...], tuple[Position, ...]]:
    """The scenes with their offsets from credits start, and the positions that are denied.

    Raises :class:`ImpossibleError` for a part that cannot be read.
    """
    scenes: list[Timed] = []
    denied: list[Position] = []
    lines = "\n".join(" ".join(line.split()) for line in text.casefold().splitlines())
    parts = [part for part in (p.strip(" .") for p in _BETWEEN.split(lines)) if part]
    if len(parts) == 1 and parts[0] in _NONE:
        return (), tuple(Position)
    for part in parts:
        if scene := _SCENE.fullmatch(part):
            ends = _seconds(scene["ends"]) if scene["ends"] else None
            scenes.append(Timed(WORDS[scene["position"]], _seconds(scene["starts"]), ends))
        elif denial := _DENIAL.fullmatch(part):
            denied.append(WORDS[denial["position"]])
        else:
            raise ImpossibleError(_why(part))
    return tuple(scenes), tuple(dict.fromkeys(denied))


def _why(part: str) -> str:
    """What is wrong with a part that is no scene."""
    quote = part if len(part) <= LONGEST_QUOTE else f"{part[: LONGEST_QUOTE - 1]}…"
    if _NEGATIVE.match(part):
        return _(
            "“{words}”: times count from the credits' start, so none is negative.", words=quote
        )
    if bare := _BARE.fullmatch(part):
        position = bare["position"]
        return _(
            "“{words}”: say when it starts, for example {position} 2:05, or write no {position}.",
            words=quote,
            position=position,
        )
    return _(
        "I can't read “{words}”. Write scenes like this: {example}.", words=quote, example=_(HINT)
    )


def _seconds(text: str) -> int:
    minutes, seconds = map(int, re.split("[:.]", text))
    if seconds > 59:
        raise ImpossibleError(_("{time}: a minute has 60 seconds.", time=text))
    return 60 * minutes + seconds


def film_clock(seconds: int | None) -> str:
    """Seconds as hours, minutes and seconds, ``2:11:05``; an empty text for ``None``."""
    if seconds is None:
        return ""
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def span(scene: Timed, open_end: str = "") -> str:
    """A scene's start and end, ``2:05-3:10``; ``open_end`` follows a start without an end."""
    end = open_end if scene.ends is None else f"-{clock_offset(scene.ends)}"
    return f"{clock_offset(scene.starts)}{end}"


def scenes_text(scenes: Sequence[Timed], denied: Sequence[Position]) -> str:
    """Scenes and denied positions as :func:`read_scenes` reads them; ``none`` denies both."""
    if len(denied) == len(Position):
        return "none"
    names = {position: name for name, position in WORDS.items()}
    timed = [f"{names[scene.position]} {span(scene)}" for scene in scenes]
    return ", ".join([*timed, *(f"no {names[position]}" for position in denied)])
