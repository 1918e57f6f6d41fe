"""Reads the scenes and Easter eggs that are told by hand, each with the pages it comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.catalogue.files.curated import CLAIM_FIELDS, CuratedClaim, read_claim, superseded
from data.catalogue.files.entries import (
    check_fields,
    entries_of,
    film_of,
    one_of,
    page_of,
    placed,
    seconds_of,
    text_of,
)
from data.catalogue.files.tables import CatalogueError
from data.catalogue.film import (
    CLUES,
    EGG_GROUPS,
    PURPOSES,
    SPEAKER_CLASSES,
    SPEAKERS,
    Confirmation,
    Scene,
    ToldEgg,
)
from data.catalogue.verdict import Position
from data.locales.languages import ENGLISH
from data.text import HiddenText, SafeText

LONGEST_HINT = 120
LONGEST_HIDDEN = 600
LONGEST_EGG_HINT = 70
LONGEST_EGG = 160
MOST_EGGS = 5
"""As many as there are groups; their lengths leave room for those of members on one card."""

SCENE_FIELDS = {"position", "purpose", "clues", "hint", "hidden", "starts", "ends"} | {
    "confirmation"
}
CONFIRMATION_FIELDS = {"class", "by", "says", "source", "url", "looked_up", "published"}
EGG_FIELDS = {"group", "hint", "hidden", "source", "url", "looked_up", "published"}


@dataclass(frozen=True, slots=True)
class ToldFilm:
    """A film whose scenes are told, with the pages that they were looked up on; and its eggs."""

    film_id: str
    scenes: tuple[Scene, ...]
    eggs: tuple[ToldEgg, ...]
    claims: tuple[CuratedClaim, ...]
    place: str


def read_told(path: Path, known: Collection[str]) -> list[ToldFilm]:
    """The films of one file whose scenes are told, in its order.

    Raises:
        CatalogueError: for a broken entry.
    """
    films = []
    for place, entry in entries_of(path, "film", named_by="id"):
        with placed(place):
            check_fields(entry, {"id", "source", "scene", "egg"})
            film_id = film_of(entry, "id", known)
            pages = entry.get("source", [])
            if not pages:
                raise ValueError("no source for the scenes")
        scenes = tuple(_scenes(entry.get("scene", []), place))
        claims = tuple(_pages(pages, film_id, scenes, place))
        eggs = tuple(_eggs(entry.get("egg", []), place))
        films.append(ToldFilm(film_id, scenes, eggs, claims, place))
    return films


def _pages(
    pages: list[dict[str, Any]], film_id: str, scenes: tuple[Scene, ...], place: str
) -> Iterator[CuratedClaim]:
    """One claim for each page: the scenes as told, unless the page states something of its own."""
    positions = [scene.position for scene in scenes]
    told = {"mid": positions.count(Position.MID), "post": positions.count(Position.POST)}
    for number, page in enumerate(pages, 1):
        where = f"{place}, source {number}"
        with placed(where):
            check_fields(page, CLAIM_FIELDS | {"name"})
            stated = page if page.keys() & {"mid", "post", "total"} else told | page
            claim = read_claim(stated, source=text_of(page, "name"))
            yield CuratedClaim(film_id, claim, superseded(page), where)


def _scenes(entries: list[dict[str, Any]], place: str) -> Iterator[Scene]:
    post_seen = False
    for order, entry in enumerate(entries, 1):
        with placed(f"{place}, scene {order}"):
            check_fields(entry, SCENE_FIELDS)
            position = Position(entry.get("position"))
            if post_seen and position is Position.MID:
                raise ValueError("a mid-credits scene stands after a post-credits one")
            post_seen = position is Position.POST
            yield _scene(entry, position, order)


def _scene(entry: dict[str, Any], position: Position, order: int) -> Scene:
    starts, ends = seconds_of(entry, "starts"), seconds_of(entry, "ends")
    if starts is not None and ends is not None and ends <= starts:
        raise ValueError("it ends before it starts")
    return Scene(
        position=position,
        order=order,
        purpose=one_of(entry.get("purpose"), PURPOSES),
        hint=SafeText(text_of(entry, "hint", LONGEST_HINT)),
        hidden=HiddenText(text_of(entry, "hidden", LONGEST_HIDDEN)),
        clues=tuple(one_of(clue, CLUES) for clue in entry.get("clues", [])),
        starts=starts,
        ends=ends,
        confirmations=tuple(map(_confirmation, entry.get("confirmation", []))),
        language=ENGLISH,
    )


def _eggs(entries: list[dict[str, Any]], place: str) -> Iterator[ToldEgg]:
    for number, entry in enumerate(entries, 1):
        with placed(f"{place}, egg {number}"):
            if number > MOST_EGGS:
                raise ValueError(f"a film has {MOST_EGGS} Easter eggs at most")
            yield _egg(entry)


def _egg(entry: dict[str, Any]) -> ToldEgg:
    check_fields(entry, EGG_FIELDS)
    url, looked_up, published = page_of(entry)
    return ToldEgg(
        group=one_of(entry.get("group"), EGG_GROUPS),
        hint=SafeText(text_of(entry, "hint", LONGEST_EGG_HINT)),
        hidden=HiddenText(text_of(entry, "hidden", LONGEST_EGG)),
        source=text_of(entry, "source"),
        url=url,
        looked_up=looked_up,
        published=published,
    )


def _confirmation(entry: Mapping[str, Any]) -> Confirmation:
    check_fields(entry, CONFIRMATION_FIELDS)
    url, looked_up, published = page_of(entry)
    return Confirmation(
        source_class=one_of(entry.get("class"), SPEAKER_CLASSES),
        by=SafeText(one_of(entry.get("by"), SPEAKERS)),
        says=HiddenText(text_of(entry, "says", LONGEST_HIDDEN)),
        source=text_of(entry, "source"),
        url=url,
        looked_up=looked_up,
        published=published,
    )


def scenes_by_film(told: Iterable[ToldFilm]) -> dict[str, tuple[Scene, ...]]:
    """The scenes of each film; raises :class:`CatalogueError` where two places tell one film."""
    scenes: dict[str, tuple[Scene, ...]] = {}
    for film in told:
        if film.film_id in scenes:
            raise CatalogueError(f"{film.place}: its scenes are told a second time")
        scenes[film.film_id] = film.scenes
    return scenes
