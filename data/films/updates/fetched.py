"""The catalogue with everything that was fetched into the home."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from data.catalogue.catalogue import Catalogue
from data.films.builder.tag_meanings import read_meanings
from data.films.updates.aftercredits import LIST_NAME, kept_list, newer_claims
from data.films.updates.credits_times import TIMES_NAME, stated_times
from data.films.updates.imported import with_imported
from data.films.updates.state import read_states
from data.films.updates.tmdb import IMPORTED_NAME
from data.settings import FILMS_FOLDER

LIST, TMDB, TIMES = "AfterCredits", "TMDB", "credits times"
"""The sources' names, as an operator reads them."""


def with_fetched(
    catalogue: Catalogue, home: Path, now: datetime, times_address: str = ""
) -> Catalogue:
    """The same catalogue if nothing was fetched; what cannot be read adds nothing.

    Times are added only while their service is named.
    """
    meanings = read_meanings(FILMS_FOLDER / "tag_meanings.csv")
    extended = with_imported(catalogue, home / IMPORTED_NAME, now, meanings)
    if tags := kept_list(home / LIST_NAME):
        taken_at = read_states(home)[LIST].taken_at if LIST in read_states(home) else None
        as_of = (taken_at or now).date().isoformat()
        if newer := dict(newer_claims(extended, tags, meanings, as_of)):
            extended = extended.extended(claims=newer)
    if times_address:
        stated = stated_times(extended, home / TIMES_NAME, times_address)
        if stated:
            extended = extended.extended(stated_credits=stated)
    return extended


def fetched_version(home: Path, now: datetime, times_address: str = "") -> bytes:
    """Changes with what :func:`with_fetched` would make of a catalogue; empty if nothing is there.

    What was fetched may be kept for so many days, so that it changes with the day too.
    """
    names = (IMPORTED_NAME, LIST_NAME, *((TIMES_NAME,) if times_address else ()))
    there = [home / name for name in names if (home / name).is_file()]
    if not there:
        return b""
    taken_at = read_states(home)[LIST].taken_at if LIST in read_states(home) else None
    said = f"{now.date()} {taken_at} {times_address} {[path.name for path in there]}"
    return b"\0".join([said.encode(), *(path.read_bytes() for path in there)])
