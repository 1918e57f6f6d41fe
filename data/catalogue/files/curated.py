"""Reads what is kept by hand: curated claims and told scenes. Each fault names file and entry."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from data.catalogue.files.tables import CatalogueError, check_address, checked_extras
from data.catalogue.film import CLUES, PURPOSES, SPEAKER_CLASSES, Confirmation, Scene
from data.catalogue.verdict import Claim, Count, Position
from data.text import HiddenText, SafeText

LONGEST_HINT = 120
LONGEST_HIDDEN = 600
LONGEST_BY = 40

CLAIM_FIELDS = {"mid", "post", "total", "extras", "kind_unstated", "url", "looked_up"} | {
    "published",
    "official",
    "series_wide",
    "note",
    "supersedes",
}
SCENE_FIELDS = {"position", "purpose", "clues", "hint", "hidden", "starts", "ends"} | {
    "confirmation"
}
CONFIRMATION_FIELDS = {"class", "by", "says", "source", "url", "looked_up", "published"}


@dataclass(frozen=True, slots=True)
class CuratedClaim:
    """A claim that a person looked up, and which sources of that film it supersedes, and why.

    ``place`` is the file and entry where it stands.
    """

    film_id: str
    claim: Claim
    supersedes: Mapping[str, str]
    place: str


@dataclass(frozen=True, slots=True)
class ToldFilm:
    """A film whose scenes are told, with the pages that they were looked up on."""

    film_id: str
    scenes: tuple[Scene, ...]
    claims: tuple[CuratedClaim, ...]
    place: str


def read_curated(path: Path, known: Collection[str]) -> list[CuratedClaim]:
    """The curated claims of one file, in its order.

    Raises:
        CatalogueError: for a broken entry.
    """
    claims = []
    for number, entry in enumerate(_entries(path, "claim"), 1):
        place = f"{path.name}: claim {number} ({entry.get('film')})"
        with _at(place):
            _check_fields(entry, CLAIM_FIELDS | {"film", "source"})
            film_id = _film(entry, "film", known)
            claim = _claim(entry, source=_text(entry, "source"))
            claims.append(CuratedClaim(film_id, claim, _supersedes(entry), place))
    return claims


def read_statements(path: Path, known: Collection[str]) -> list[CuratedClaim]:
    """What pages say in passing of whole series, directors or studios: one claim for each film.

    Raises:
        CatalogueError: for a broken entry.
    """
    claims = []
    for number, entry in enumerate(_entries(path, "statement"), 1):
        place = f"{path.name}: statement {number} ({entry.get('about')})"
        with _at(place):
            _check_fields(entry, CLAIM_FIELDS | {"about", "films", "source"})
            claim = replace(_claim(entry, source=_text(entry, "source")), series_wide=True)
            claim = replace(claim, note=claim.note or f"Said of {_text(entry, 'about')}.")
            films = [_film({"film": film}, "film", known) for film in entry.get("films", ())]
            if len(films) < 2 or len(set(films)) < len(films):
                raise ValueError("a statement covers several films, each once")
            settled = _supersedes_by_film(entry, films)
            claims += [
                CuratedClaim(film_id, claim, settled.get(film_id, {}), place) for film_id in films
            ]
    return claims


def _supersedes_by_film(
    entry: Mapping[str, Any], films: Collection[str]
) -> dict[str, dict[str, str]]:
    """For some of a statement's films, the sources that it supersedes there, and why."""
    settled: dict[str, dict[str, str]] = {}
    for other in entry.get("supersedes", []):
        _check_fields(other, {"source", "because", "films"})
        for film_id in other.get("films", ()):
            if film_id not in films:
                raise ValueError(f"it does not cover {film_id!r}")
            settled.setdefault(film_id, {})[_text(other, "source")] = _text(other, "because")
    return settled


def read_told(path: Path, known: Collection[str]) -> list[ToldFilm]:
    """The films of one file whose scenes are told, in its order.

    Raises:
        CatalogueError: for a broken entry.
    """
    films = []
    for number, entry in enumerate(_entries(path, "film"), 1):
        place = f"{path.name}: film {number} ({entry.get('id')})"
        with _at(place):
            _check_fields(entry, {"id", "source", "scene"})
            film_id = _film(entry, "id", known)
            pages = entry.get("source", [])
            if not pages:
                raise ValueError("no source for the scenes")
        scenes = tuple(_scenes(entry.get("scene", []), place))
        claims = tuple(_pages(pages, film_id, scenes, place))
        films.append(ToldFilm(film_id, scenes, claims, place))
    return films


def _pages(
    pages: list[dict[str, Any]], film_id: str, scenes: tuple[Scene, ...], place: str
) -> Iterator[CuratedClaim]:
    """One claim for each page: the scenes as told, unless the page states something of its own."""
    positions = [scene.position for scene in scenes]
    told = {"mid": positions.count(Position.MID), "post": positions.count(Position.POST)}
    for number, page in enumerate(pages, 1):
        where = f"{place}, source {number}"
        with _at(where):
            _check_fields(page, CLAIM_FIELDS | {"name"})
            stated = page if page.keys() & {"mid", "post", "total"} else told | page
            claim = _claim(stated, source=_text(page, "name"))
            yield CuratedClaim(film_id, claim, _supersedes(page), where)


def _scenes(entries: list[dict[str, Any]], place: str) -> Iterator[Scene]:
    post_seen = False
    for order, entry in enumerate(entries, 1):
        with _at(f"{place}, scene {order}"):
            _check_fields(entry, SCENE_FIELDS)
            position = Position(entry.get("position"))
            if post_seen and position is Position.MID:
                raise ValueError("a mid-credits scene stands after a post-credits one")
            post_seen = position is Position.POST
            yield _scene(entry, position, order)


def _scene(entry: dict[str, Any], position: Position, order: int) -> Scene:
    hint, hidden = _text(entry, "hint"), _text(entry, "hidden")
    if len(hint) > LONGEST_HINT or len(hidden) > LONGEST_HIDDEN:
        raise ValueError(
            f"hint or hidden text is too long ({LONGEST_HINT} and {LONGEST_HIDDEN} characters)"
        )
    starts, ends = _seconds(entry, "starts"), _seconds(entry, "ends")
    if starts is not None and ends is not None and ends <= starts:
        raise ValueError("it ends before it starts")
    return Scene(
        position=position,
        order=order,
        purpose=_one_of(entry.get("purpose"), PURPOSES),
        hint=SafeText(hint),
        hidden=HiddenText(hidden),
        clues=tuple(_one_of(clue, CLUES) for clue in entry.get("clues", [])),
        starts=starts,
        ends=ends,
        confirmations=tuple(map(_confirmation, entry.get("confirmation", []))),
    )


def _confirmation(entry: Mapping[str, Any]) -> Confirmation:
    _check_fields(entry, CONFIRMATION_FIELDS)
    by, says = _text(entry, "by"), _text(entry, "says")
    if len(by) > LONGEST_BY or len(says) > LONGEST_HIDDEN:
        raise ValueError(
            f"'by' or 'says' is too long ({LONGEST_BY} and {LONGEST_HIDDEN} characters)"
        )
    url, looked_up, published = _page(entry)
    return Confirmation(
        source_class=_one_of(entry.get("class"), SPEAKER_CLASSES),
        by=SafeText(by),
        says=HiddenText(says),
        source=_text(entry, "source"),
        url=url,
        looked_up=looked_up,
        published=published,
    )


def _claim(entry: Mapping[str, Any], source: str) -> Claim:
    url, looked_up, published = _page(entry)
    return Claim(
        source=source,
        mid=_count(entry, "mid"),
        post=_count(entry, "post"),
        total=_count(entry, "total"),
        extras=checked_extras(entry.get("extras", [])),
        kind_unstated=_flag(entry, "kind_unstated"),
        url=url,
        as_of=published or looked_up,
        note=_text(entry, "note") if "note" in entry else "",
        curated=True,
        official=_flag(entry, "official"),
        series_wide=_flag(entry, "series_wide"),
    )


def _page(entry: Mapping[str, Any]) -> tuple[str, str, str | None]:
    """The page's address, when it was looked up, and when it was published, if that is known."""
    url, looked_up = _text(entry, "url"), entry.get("looked_up")
    check_address(url)
    if not isinstance(looked_up, date):
        raise ValueError("'looked_up' is not a date")
    published = _text(entry, "published") if "published" in entry else None
    return url, looked_up.isoformat(), published


def _supersedes(entry: Mapping[str, Any]) -> dict[str, str]:
    for other in entry.get("supersedes", []):
        _check_fields(other, {"source", "because"})
    return {
        _text(other, "source"): _text(other, "because") for other in entry.get("supersedes", [])
    }


def _film(entry: Mapping[str, Any], field: str, known: Collection[str]) -> str:
    film_id = _text(entry, field)
    if film_id not in known:
        raise ValueError(f"no film has the id {film_id!r}")
    return film_id


def _text(entry: Mapping[str, Any], field: str) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{field!r} is missing or no text")
    words = " ".join(value.split())
    if any(unicodedata.category(char) == "Cc" for char in words):
        raise ValueError(f"{field!r} holds a control character")
    return words


def _count(entry: Mapping[str, Any], field: str) -> Count | None:
    value = entry.get(field)
    if value is None or value == "some":
        return value
    return _whole(value, field)


def _seconds(entry: Mapping[str, Any], field: str) -> int | None:
    return _whole(entry[field], field) if field in entry else None


def _whole(value: object, field: str) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"{field!r} is no whole number of 0 or more")
    return value


def _flag(entry: Mapping[str, Any], field: str) -> bool:
    value = entry.get(field, False)
    if not isinstance(value, bool):
        raise ValueError(f"{field!r} is neither true nor false")
    return value


def _one_of(value: object, words: tuple[str, ...]) -> str:
    for word in words:
        if value == word:
            return word
    raise ValueError(f"{value!r} is none of {', '.join(words)}")


def _check_fields(entry: Mapping[str, Any], allowed: Collection[str]) -> None:
    unknown = sorted(set(entry) - set(allowed))
    if unknown:
        raise ValueError(f"there is no field {unknown[0]!r}")


def _entries(path: Path, kind: str) -> list[dict[str, Any]]:
    """The ``[[kind]]`` entries of a file that holds nothing else."""
    with _at(path.name):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        _check_fields(content, {kind})
        return list(content.get(kind, []))


@contextmanager
def _at(place: str) -> Iterator[None]:
    """Turns a fault in the block into one that says where it stands."""
    try:
        yield
    except (ValueError, TypeError, AttributeError) as fault:
        raise CatalogueError(f"{place}: {fault}") from fault
