"""Makes contributions out of what forms hold; refuses what cannot be, with the reason."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from cogs.community.offsets import film_time, read_scenes
from cogs.community.refusals import RuntimeNeededError
from cogs.shared.film_option import outside_ids
from data.contributions.kinds import (
    AddedFilm,
    Egg,
    ImpossibleError,
    Timestamp,
    ToldScene,
    check_runtime,
)
from data.film import Film
from data.text import HiddenText, SafeText
from data.verdict import Position

Answers = Mapping[str, str]
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
OutsideIds = tuple[str | None, int | None]


def read_timestamp(answers: Answers, film: Film) -> Timestamp:
    """A timestamp; the catalogue's runtime stands in for one that is not told."""
    runtime = film_time(answers["runtime"])
    if runtime is None:
        if film.runtime is None:
            raise ImpossibleError(str(RuntimeNeededError()))
        runtime = film.runtime * 60
    scenes, denied = read_scenes(answers["scenes"])
    timestamp = Timestamp(
        version=answers["version"],
        runtime=runtime,
        credits_start=film_time(answers["credits"]),
        scenes=scenes,
        denied=denied,
        method=answers["method"],
    )
    check_runtime(timestamp, film)
    return timestamp


def read_scene(answers: Answers, position: Position, order: int, purpose: str) -> ToldScene:
    """A scene as told."""
    source = answers["source"].strip()
    if "//" in source and urlsplit(source).scheme not in ("http", "https"):
        raise ImpossibleError("A source's address begins with https://.")
    clues = tuple(filter(None, answers["clues"].split("; ")))
    hidden = HiddenText(answers["hidden"].strip())
    hint = SafeText(_one_line(answers["hint"]))
    if not hint or not hidden:
        raise ImpossibleError("A scene needs a hint and what happens.")
    return ToldScene(position, order, purpose, hint, hidden, clues, source)


def read_egg(answers: Answers) -> Egg:
    """An Easter egg."""
    hint = SafeText(_one_line(answers["hint"]))
    return Egg(answers["group"], hint, HiddenText(answers["answer"].strip()))


def ids_in(link: str) -> OutsideIds | None:
    """What a film's page says; ``None`` for an empty text. Raises as the readers here do."""
    link = link.strip()
    ids = outside_ids(link) if link else None
    if link and ids is None:
        raise ImpossibleError("The link is no page of a film at IMDb or TMDB.")
    return ids


def read_film(answers: Answers, ids: OutsideIds) -> AddedFilm:
    """A film; ``ids`` are what its link says."""
    year = answers["year"].strip()
    if not (year.isascii() and year.isdigit()):
        raise ImpossibleError("Write the year in four figures, for example 2026.")
    runtime = film_time(answers["runtime"])
    return AddedFilm(
        title=_one_line(answers["title"]),
        year=int(year),
        runtime=None if runtime is None else max(1, round(runtime / 60)),
        release_date=_date(answers["released"].strip()),
        imdb_id=ids[0],
        tmdb_id=ids[1],
    )


def _one_line(text: str) -> str:
    """Words that also stand in labels, where nothing escapes them: without invisible characters."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in _INVISIBLE).strip()


def _date(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ImpossibleError("Write the release date as 2026-12-18.") from error
