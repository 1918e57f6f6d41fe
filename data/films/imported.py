"""Adds to the catalogue what the importer has fetched, as long as it may be kept."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.catalogue.labels import label
from data.catalogue.slugs import slug
from data.catalogue.verdict import Claim

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=180)
"""TMDB's terms of use for its API let data be cached for six months at most."""

SOURCE = "TMDB"
MID_KEYWORD, POST_KEYWORD = "duringcreditsstinger", "aftercreditsstinger"


def with_imported(catalogue: Catalogue, path: Path, now: datetime) -> Catalogue:
    """The catalogue with the file's films and claims; a missing or broken file adds nothing."""
    try:
        entries = list(_entries(path, now))
    except FileNotFoundError:
        return catalogue
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        log.warning("%s cannot be read; run python -m data.films.importer again", path)
        return catalogue
    films: list[Film] = []
    claims: dict[str, tuple[Claim, ...]] = {}
    for film, claim in entries:
        known = _known(catalogue, film)
        if known is None:
            film = replace(film, rank=len(catalogue.films) + len(films) + 1)
            films.append(film)
        if claim is not None and not _said(catalogue, known, claim):
            claims[(known or film).id] = (claim,)
    return catalogue.extended(films, claims)


def _entries(path: Path, now: datetime) -> Iterator[tuple[Film, Claim | None]]:
    for number, entry in json.loads(path.read_text(encoding="utf-8"))["films"].items():
        if entry.get("adult"):
            continue
        if entry["release_date"] and entry["title"] and now - fetched_at(entry) < KEPT_FOR:
            yield _film(int(number), entry), _claim(entry)


def fetched_at(entry: dict[str, Any]) -> datetime:
    """When an entry was fetched; the beginning of time where it does not say."""
    stamp = entry.get("fetched_at")
    return datetime.fromisoformat(stamp) if stamp else datetime.min.replace(tzinfo=UTC)


def _film(number: int, entry: dict[str, Any]) -> Film:
    released = date.fromisoformat(entry["release_date"])
    title, own = " ".join(entry["title"].split()), f".t{number}"
    return Film(
        id=slug(title, released.year, own) or f"film-{released.year}{own}",
        label=label(title, released.year),
        title=title,
        year=released.year,
        rank=0,
        original_title=entry["original_title"],
        release_date=released,
        runtime=entry["runtime"] or None,
        imdb_id=entry["imdb_id"] or None,
        tmdb_id=number,
        language=entry["original_language"],
    )


def _claim(entry: dict[str, Any]) -> Claim | None:
    """A keyword that is set is a scene; one that is missing says nothing."""
    words = set(entry["keywords"])
    if not words & {MID_KEYWORD, POST_KEYWORD}:
        return None
    return Claim(
        SOURCE,
        mid="some" if MID_KEYWORD in words else None,
        post="some" if POST_KEYWORD in words else None,
        as_of=fetched_at(entry).date().isoformat(),
    )


def _known(catalogue: Catalogue, film: Film) -> Film | None:
    by_imdb = catalogue.by_imdb(film.imdb_id) if film.imdb_id else None
    return by_imdb or catalogue.by_tmdb(film.tmdb_id or 0)


def _said(catalogue: Catalogue, film: Film | None, claim: Claim) -> bool:
    """Whether the catalogue holds the same claim already."""
    claims = catalogue.claims(film.id) if film else ()
    return any(c.source == SOURCE and (c.mid, c.post) == (claim.mid, claim.post) for c in claims)
