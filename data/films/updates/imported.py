"""Adds to the catalogue what was fetched from TMDB, as long as it may be kept."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from statistics import median
from typing import Any

from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.catalogue.labels import label
from data.catalogue.slugs import slug
from data.catalogue.verdict import Claim
from data.films.builder.claim_rules import KEYWORDS, TMDB
from data.films.builder.tag_meanings import MID, POST, Meanings
from data.films.popularity import VOTES_SETTLE, months_out, standing
from data.films.updates.aftercredits import beside_listed
from data.films.updates.tmdb import KEPT_FOR, earlier_films, fetched_at

log = logging.getLogger(__name__)


def with_imported(catalogue: Catalogue, path: Path, now: datetime, meanings: Meanings) -> Catalogue:
    """The catalogue with the file's films, dates, titles and claims; a broken file adds nothing.

    A known film only gets what it lacks.
    """
    try:
        entries = list(_entries(path, now))
    except (ValueError, KeyError, TypeError, AttributeError):
        log.warning("%s cannot be read; run python -m data.films.updates again", path)
        return catalogue
    series = {_plain(name): name for name in catalogue.franchises}
    films: list[Film] = []
    changed: dict[str, Film] = {}
    claims: dict[str, tuple[Claim, ...]] = {}
    titles: dict[str, tuple[str, ...]] = {}
    for entry, film, claim, names in entries:
        known = _known(catalogue, film)
        if known is None:
            film = _placed(film, entry, catalogue, series, now.date())
            films.append(film)
        elif (completed := _completed(known, film)) != known:
            changed[known.id] = completed
        own = known or film
        taken = {own.title, own.original_title, *catalogue.aliases.get(own.id, ())}
        if more := tuple(name for name in names if name not in taken):
            titles[own.id] = more
        if claim is not None and not _said(catalogue, known, claim):
            said = catalogue.claims(own.id)
            claims[own.id] = (*said, beside_listed(claim, said, meanings))
    if not (films or changed or claims or titles):
        return catalogue
    return catalogue.extended(films, claims, changed=changed, titles=titles)


def _entries(
    path: Path, now: datetime
) -> Iterator[tuple[dict[str, Any], Film, Claim | None, list[str]]]:
    for number, entry in earlier_films(path).items():
        if entry.get("adult"):
            continue
        if entry["release_date"] and entry["title"] and now - fetched_at(entry) < KEPT_FOR:
            titles = list(entry.get("titles", ()))
            yield entry, _film(int(number), entry), _claim(entry), titles


def _film(number: int, entry: dict[str, Any]) -> Film:
    released = date.fromisoformat(entry["release_date"])
    title, own = " ".join(entry["title"].split()), f".t{number}"
    return Film(
        id=slug(title, released.year, own) or f"film-{released.year}{own}",
        label=label(title, released.year),
        title=title,
        year=released.year,
        rank=0,
        original_title=entry["original_title"] or None,
        release_date=released,
        runtime=entry["runtime"] or None,
        imdb_id=entry["imdb_id"] or None,
        tmdb_id=number,
        language=entry["original_language"] or None,
    )


def _placed(
    film: Film, entry: dict[str, Any], catalogue: Catalogue, series: Mapping[str, str], today: date
) -> Film:
    """The film with its series, and with the place that its age, release and series give it.

    No votes are known of it. ``series`` are the catalogue's, by their plain letters.
    """
    franchise = series.get(_plain(str(entry.get("collection", ""))))
    places = [
        one.rank
        for one in catalogue.franchises.get(franchise or "", ())
        if months_out(one.release_date or date(one.year, 7, 1), today) >= VOTES_SETTLE
    ]
    place = standing(
        len(catalogue.films) + 1,
        months=months_out(film.release_date or date(film.year, 7, 1), today),
        lists=int(entry.get("languages", 1)),
        series_place=median(places) if places else None,
    )
    return replace(film, rank=max(1, round(place)), franchise=franchise)


def _plain(name: str) -> str:
    """A series' name as it is compared: its letters and digits."""
    return "".join(filter(str.isalnum, name.casefold()))


def _completed(known: Film, fetched: Film) -> Film:
    """The known film with the day and the runtime that it lacks; the day must be of its year."""
    released = known.release_date
    if released is None and abs(fetched.year - known.year) <= 1:
        released = fetched.release_date
    return replace(known, release_date=released, runtime=known.runtime or fetched.runtime)


def _claim(entry: dict[str, Any]) -> Claim | None:
    """A keyword that is set is a scene; one that is missing says nothing."""
    words = set(entry["keywords"]).intersection(KEYWORDS.values())
    if not words:
        return None
    return Claim(
        TMDB,
        mid="some" if KEYWORDS[MID] in words else None,
        post="some" if KEYWORDS[POST] in words else None,
        as_of=fetched_at(entry).date().isoformat(),
        note=";".join(word for word in KEYWORDS.values() if word in words),
    )


def _known(catalogue: Catalogue, film: Film) -> Film | None:
    by_imdb = catalogue.by_imdb(film.imdb_id) if film.imdb_id else None
    return by_imdb or catalogue.by_tmdb(film.tmdb_id or 0)


def _said(catalogue: Catalogue, film: Film | None, claim: Claim) -> bool:
    """Whether the catalogue holds a claim of the same source already.

    What the builder read may have been read beside tags, and then says less than the keyword.
    """
    claims = catalogue.claims(film.id) if film else ()
    return any(c.source == TMDB and not c.curated for c in claims)
