"""Credits times from a service like TheIntroDB, for a host who has opted in.

One service is one witness: what it says is shown with its name, and what three members measured
goes before it. It is asked about the films of the last year first, then about the best known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from data.atomic_files import write_whole
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film, StatedCredits
from data.films.updates.web import OutageError, Web
from data.process.progress import Advance

TIMES_NAME = "credits_times.json"
"""The file in the home: TMDB number → seconds of credits or ``null``, and when it was asked."""

MOST_ASKED = 100
"""Films a night; such services let thirty be asked in ten seconds."""

ASKED_AGAIN = timedelta(days=60)
RECENT = timedelta(days=365)
MOST_BYTES = 100_000
SHORTEST, LONGEST = 20, 1_800
"""Seconds of credits that can be; what a service says beyond is a mistake."""

OVERHANG = 90
"""Seconds by which a service's end may lie behind the runtime, which is in whole minutes."""


def credits_in(answer: Mapping[str, Any], runtime: int) -> int | None:
    """How many seconds of credits an answer states for a film of ``runtime`` minutes.

    ``None`` if it states none, or what cannot be: credits that begin in the film's first half or
    end well behind it, or of an absurd length.
    """
    said = answer.get("credits")
    segments = said if isinstance(said, list) else [said]
    found = [segment for segment in segments if isinstance(segment, dict)]
    starts = [float(s["start_ms"]) for s in found if _is_number(s.get("start_ms"))]
    ends = [float(s["end_ms"]) for s in found if _is_number(s.get("end_ms"))]
    if not starts:
        return None
    whole = 60 * runtime
    begin, end = min(starts) / 1000, max(ends, default=1000 * whole) / 1000
    if begin < whole / 2 or end > whole + OVERHANG or end <= begin:
        return None
    length = round(max(end, whole) - begin)
    return length if SHORTEST <= length <= LONGEST else None


async def fetch_times(
    web: Web, address: str, catalogue: Catalogue, path: Path, now: datetime, advance: Advance
) -> int:
    """Ask about the next films and return of how many something can be used.

    Raises:
        OutageError: if the service does not answer; what has come until then is kept.
    """
    kept = _kept(path)
    fresh = {number for number, entry in kept.items() if now - _asked(entry) < ASKED_AGAIN}
    found = 0
    try:
        for film in _next_films(catalogue, fresh, now):
            query = urlencode(
                {"tmdb_id": film.tmdb_id, "duration_ms": 60_000 * (film.runtime or 0)}
            )
            answer = await _answer(web, f"{address}/media?{query}")
            seconds = credits_in(answer, film.runtime or 0)
            kept[str(film.tmdb_id)] = {"seconds": seconds, "asked": now.date().isoformat()}
            found += seconds is not None
            advance(1)
    finally:
        write_whole(path, json.dumps(kept, indent=1).encode())
    return found


def stated_times(catalogue: Catalogue, path: Path, address: str) -> dict[str, StatedCredits]:
    """What the service said, by film id; nothing of films whose credits a page states."""
    source = (urlsplit(address).hostname or "").removeprefix("api.")
    stated = {}
    for number, entry in _kept(path).items():
        film = catalogue.by_tmdb(int(number)) if number.isdecimal() else None
        seconds, asked = entry.get("seconds"), str(entry.get("asked"))
        if film and isinstance(seconds, int) and catalogue.stated_credits(film.id) is None:
            url = f"{address}/media?{urlencode({'tmdb_id': number})}"
            stated[film.id] = StatedCredits(seconds, f"{source} (one source)", url, asked)
    return stated


async def _answer(web: Web, url: str) -> Mapping[str, Any]:
    """What the service knows of a film; it answers 404 where that is nothing."""
    try:
        return await web.json(url, MOST_BYTES, {"Accept": "application/json"})
    except OutageError as error:
        if error.status == HTTPStatus.NOT_FOUND:
            return {}
        raise


def _next_films(catalogue: Catalogue, fresh: Iterable[str], now: datetime) -> Iterator[Film]:
    today = now.date()
    recent = catalogue.released_between(today - RECENT, today)
    films = {film.id: film for film in (*recent, *catalogue.films)}
    asked_about = set(fresh)
    open_films = (
        film
        for film in films.values()
        if film.tmdb_id
        and film.runtime
        and str(film.tmdb_id) not in asked_about
        and catalogue.stated_credits(film.id) is None
    )
    return islice(open_films, MOST_ASKED)


def _kept(path: Path) -> dict[str, dict[str, Any]]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {number: dict(entry) for number, entry in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _asked(entry: Mapping[str, Any]) -> datetime:
    try:
        return datetime.fromisoformat(str(entry.get("asked"))).replace(tzinfo=UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
