"""Reads the claims that are kept by hand. Each fault names file and entry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from data.catalogue.files.entries import (
    check_fields,
    count_of,
    entries_of,
    film_of,
    flag_of,
    page_of,
    placed,
    text_of,
)
from data.catalogue.files.tables import CatalogueError, checked_extras, grouped
from data.catalogue.verdict import Claim, Position, set_aside

CLAIM_FIELDS = {"mid", "post", "total", "extras", "kind_unstated", "url", "looked_up"} | {
    "published",
    "official",
    "series_wide",
    "note",
    "supersedes",
}


@dataclass(frozen=True, slots=True)
class Override:
    """Why another claim does not count: at one position, or as a whole for ``None``."""

    because: str
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class CuratedClaim:
    """A claim that a person looked up, and which sources of that film it supersedes, and why.

    ``place`` is the file and entry where it stands.
    """

    film_id: str
    claim: Claim
    supersedes: Mapping[str, Override]
    place: str


def read_curated(path: Path, known: Collection[str]) -> list[CuratedClaim]:
    """The curated claims of one file, in its order.

    Raises:
        CatalogueError: for a broken entry.
    """
    claims = []
    for place, entry in entries_of(path, "claim", named_by="film"):
        with placed(place):
            check_fields(entry, CLAIM_FIELDS | {"film", "source"})
            film_id = film_of(entry, "film", known)
            claim = read_claim(entry, source=text_of(entry, "source"))
            claims.append(CuratedClaim(film_id, claim, superseded(entry), place))
    return claims


def read_statements(path: Path, known: Collection[str]) -> list[CuratedClaim]:
    """What pages say in passing of whole series, directors or studios: one claim for each film.

    Raises:
        CatalogueError: for a broken entry.
    """
    claims = []
    for place, entry in entries_of(path, "statement", named_by="about"):
        with placed(place):
            check_fields(entry, CLAIM_FIELDS | {"about", "films", "source"})
            claim = replace(read_claim(entry, source=text_of(entry, "source")), series_wide=True)
            claim = replace(claim, note=claim.note or f"Said of {text_of(entry, 'about')}.")
            films = [film_of({"film": film}, "film", known) for film in entry.get("films", ())]
            if len(films) < 2 or len(set(films)) < len(films):
                raise ValueError("a statement covers several films, each once")
            settled = _supersedes_by_film(entry, films)
            claims += [
                CuratedClaim(film_id, claim, settled.get(film_id, {}), place) for film_id in films
            ]
    return claims


def _supersedes_by_film(
    entry: Mapping[str, Any], films: Collection[str]
) -> dict[str, dict[str, Override]]:
    """For some of a statement's films, the sources that it supersedes there, and why."""
    settled: dict[str, dict[str, Override]] = {}
    for other in entry.get("supersedes", []):
        check_fields(other, {"source", "because", "films"})
        for film_id in other.get("films", ()):
            if film_id not in films:
                raise ValueError(f"it does not cover {film_id!r}")
            settled.setdefault(film_id, {})[text_of(other, "source")] = _override(other)
    return settled


def read_claim(entry: Mapping[str, Any], source: str) -> Claim:
    """The claim that an entry makes."""
    url, looked_up, published = page_of(entry)
    return Claim(
        source=source,
        mid=count_of(entry, "mid"),
        post=count_of(entry, "post"),
        total=count_of(entry, "total"),
        extras=checked_extras(entry.get("extras", [])),
        kind_unstated=flag_of(entry, "kind_unstated"),
        url=url,
        as_of=published or looked_up,
        note=text_of(entry, "note") if "note" in entry else "",
        curated=True,
        official=flag_of(entry, "official"),
        series_wide=flag_of(entry, "series_wide"),
    )


def superseded(entry: Mapping[str, Any]) -> dict[str, Override]:
    """The sources whose claims an entry supersedes, and why."""
    for other in entry.get("supersedes", []):
        check_fields(other, {"source", "because", "position"})
    return {text_of(other, "source"): _override(other) for other in entry.get("supersedes", [])}


def _override(entry: Mapping[str, Any]) -> Override:
    position = Position(entry["position"]) if "position" in entry else None
    return Override(text_of(entry, "because"), position)


def with_curated(
    claims: Mapping[str, tuple[Claim, ...]], curated: Iterable[CuratedClaim]
) -> dict[str, tuple[Claim, ...]]:
    """The claims with the curated ones added, and those that they supersede marked.

    Raises :class:`CatalogueError` for an entry that supersedes what is not claimed.
    """
    merged = dict(claims)
    for film_id, entries in grouped((entry.film_id, entry) for entry in curated).items():
        listed = [*claims.get(film_id, ()), *(entry.claim for entry in entries)]
        overrides: dict[int, Override] = {}
        for entry in entries:
            overrides |= _superseded_by(entry, listed)
        merged[film_id] = tuple(
            part
            for place, claim in enumerate(listed)
            for part in _marked(claim, overrides.get(place))
        )
    return merged


def _marked(claim: Claim, override: Override | None) -> tuple[Claim, ...]:
    return set_aside(claim, override.because, override.position) if override else (claim,)


def _superseded_by(entry: CuratedClaim, listed: Sequence[Claim]) -> dict[int, Override]:
    """The place of each claim that the entry supersedes → why; never its own."""
    places = {
        place: claim.source
        for place, claim in enumerate(listed)
        if claim.source in entry.supersedes and claim is not entry.claim
    }
    missing = sorted(entry.supersedes.keys() - places.values())
    if missing:
        raise CatalogueError(f"{entry.place}: no claim of {missing[0]!r} to supersede")
    overrides = {place: entry.supersedes[source] for place, source in places.items()}
    for place, override in overrides.items():
        if _marked(listed[place], override) == (listed[place],):
            raise CatalogueError(f"{entry.place}: {places[place]!r} says nothing of that position")
    return overrides
