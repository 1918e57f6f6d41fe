"""Makes contributions out of what forms hold; refuses what cannot be, with the reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from cogs.community.offsets import film_time, read_scenes
from cogs.community.refusals import RuntimeNeededError
from cogs.shared.cards.spoilers import MARKS_IN_A_ROW
from cogs.shared.film_option import NotAFilmLinkError, outside_ids
from data.catalogue.film import Film
from data.catalogue.verdict import Position
from data.contributions.kinds import (
    SEEN_MYSELF,
    AddedFilm,
    Egg,
    ImpossibleError,
    Timestamp,
    ToldScene,
    check_runtime,
)
from data.text import HiddenText, SafeText

Answers = Mapping[str, str]
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
"""Combining marks of no script, of which Zalgo text is made; those of scripts are left alone."""
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


def read_scene(answers: Answers, position: Position, order: int) -> ToldScene:
    """A scene as told."""
    source = _one_line(answers["source"])
    if "//" in source and urlsplit(source).scheme not in ("http", "https"):
        raise ImpossibleError("A source's address begins with https://.")
    clues = tuple(filter(None, answers["clues"].split("; ")))
    hint, hidden = _one_line(answers["hint"]), answers["hidden"].strip()
    if not _says(hint):
        raise ImpossibleError("A scene needs a hint: a few words that everybody may read.")
    if not _says(hidden):
        raise ImpossibleError("Tell what happens in the scene; it stays behind a spoiler.")
    if not _says(source):
        raise ImpossibleError(f"Tell the source: a page's address, or: {SEEN_MYSELF}.")
    return ToldScene(
        position,
        order,
        answers["purpose"],
        SafeText(hint),
        HiddenText(hidden),
        clues,
        source,
    )


def read_egg(answers: Answers) -> Egg:
    """An Easter egg."""
    hint, answer = _one_line(answers["hint"]), answers["answer"].strip()
    if not _says(hint) or not _says(answer):
        raise ImpossibleError("An Easter egg needs a hint where to look, and what it is.")
    return Egg(answers["group"], SafeText(hint), HiddenText(answer))


def ids_in(link: str) -> OutsideIds | None:
    """What a film's page says; ``None`` for an empty text. Raises as the readers here do."""
    link = link.strip()
    if not link:
        return None
    try:
        ids = outside_ids(link)
    except NotAFilmLinkError:
        ids = None
    if ids is None:
        raise ImpossibleError("The link is no page of a film at IMDb or TMDB.")
    return ids


def read_film(answers: Answers, ids: OutsideIds) -> AddedFilm:
    """A film; ``ids`` are what its link says."""
    year = answers["year"].strip()
    if not (year.isascii() and year.isdigit()):
        raise ImpossibleError("Write the year in four figures, for example 2026.")
    runtime = film_time(answers["runtime"])
    title = _one_line(answers["title"])
    if not any(unicodedata.category(char)[0] in "LNPS" for char in title):
        raise ImpossibleError("The title has nothing that can be read.")
    return AddedFilm(
        title=title,
        year=int(year),
        runtime=None if runtime is None else round(runtime / 60),
        release_date=_date(answers["released"].strip()),
        imdb_id=ids[0],
        tmdb_id=ids[1],
    )


def _says(text: str) -> bool:
    """Whether somebody reads something in it: a letter, a figure or a picture."""
    return any(unicodedata.category(c)[0] in "LN" or unicodedata.category(c) == "So" for c in text)


def _one_line(text: str) -> str:
    """Words that also stand in labels, where nothing makes them harmless: without invisible
    characters, and without marks that climb over other lines."""
    spaced = " ".join(text.split())
    shown = "".join(c for c in spaced if unicodedata.category(c) not in _INVISIBLE)
    return _MARKS.sub(lambda run: run[0][:MARKS_IN_A_ROW], shown).strip()


def _date(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ImpossibleError("Write the release date as 2026-12-18.") from error
