"""The public list of aftercredits.com's tags: read with distrust, and put into the catalogue."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from data.atomic_files import write_whole
from data.catalogue.catalogue import Catalogue
from data.catalogue.files.tables import read_count
from data.catalogue.verdict import Claim, Position, set_aside
from data.films.builder.claim_rules import (
    AFTERCREDITS,
    KEYWORDS,
    SOME,
    TMDB,
    Statement,
    beside_tags,
    from_tags,
)
from data.films.builder.tag_meanings import MID, POST, Meanings
from data.films.updates.web import Document, OutageError

LIST_NAME = "aftercredits.yml"
"""The file in the home; the list as it was fetched."""

LIST_PAGE = "https://github.com/Kometa-Team/AfterCredits"
LIST_TERMS = f"The list of aftercredits.com's tags is by Kometa-Team ({LIST_PAGE}, MIT licence)."

MOST_BYTES = 1_000_000
"""Five times the list of 2026; whatever is larger is not this list."""

LEAST_SHARE = 0.9
"""A list with fewer of the films of the one before is half a list."""

_ROW = re.compile(r"(tt\d{7,9}): \{(?:[^{}\[\]]*, )?tags: \[([^{}\[\]]*)\]\}")
_TAG = re.compile(r"[A-Za-z0-9][A-Za-z0-9 '&/+.-]{0,39}")

Tags = Mapping[str, str]
"""IMDb id → the film's tags, joined by ``;``."""


def read_list(content: bytes) -> dict[str, str]:
    """The tags of each film of the list; a few of its films have none.

    Raises:
        OutageError: if it is no UTF-8 text, or if a line is no film with its tags. Nothing of
            such a list is used, since a fault in one line means that its form has changed.
    """
    try:
        lines = content.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise OutageError("the list is no UTF-8 text") from error
    films = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = _ROW.fullmatch(line.rstrip())
        tags = [tag.strip() for tag in row[2].split(",")] if row and row[2] else []
        if row is None or not all(map(_TAG.fullmatch, tags)):
            raise OutageError(f"line {number} of the list is no film with its tags")
        films[row[1]] = ";".join(tags)
    return films


def take_list(document: Document, path: Path, least: int) -> int:
    """Keep a list that was fetched and return how many films it has.

    Raises:
        OutageError: if it is broken or has fewer than :data:`LEAST_SHARE` of the ``least`` films;
            the kept one stays.
    """
    films = read_list(document.body)
    if len(films) < LEAST_SHARE * least:
        raise OutageError(f"the list has {len(films):,} films, and had {least:,}")
    write_whole(path, document.body)
    return len(films)


def kept_list(path: Path) -> dict[str, str]:
    """The films of the kept list; none if there is no list that can be read."""
    try:
        return read_list(path.read_bytes())
    except (OSError, OutageError):
        return {}


def listed(catalogue: Catalogue) -> int:
    """Of how many films the catalogue knows what the list said when it was built."""
    films = (catalogue.claims(film.id) for film in catalogue.films)
    return sum(any(claim.url == LIST_PAGE for claim in claims) for claims in films)


def newer_claims(
    catalogue: Catalogue, tags: Tags, meanings: Meanings, as_of: str
) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    """Each film of which the list says something new, with all that is claimed of it now.

    The site's newest word replaces its older one, and a keyword is read beside the new tags. What
    a person looked up stays as it is.
    """
    for imdb_id, note in tags.items():
        film = catalogue.by_imdb(imdb_id)
        if film is None:
            continue
        claims = catalogue.claims(film.id)
        earlier = [claim for claim in claims if _is_the_sites(claim)]
        if any(set(claim.note.split(";")) == set(note.split(";")) for claim in earlier):
            continue
        statement = from_tags(note, LIST_PAGE, as_of, meanings)
        if statement.says_nothing:
            continue
        kept = [_beside(claim, statement, meanings) for claim in claims if claim not in earlier]
        yield film.id, (*_set_aside_again(_claim(statement), earlier), *kept)


def _set_aside_again(new: Claim, earlier: Collection[Claim]) -> tuple[Claim, ...]:
    """The site's new claim, where its earlier one was superseded marked as that was."""
    marked = next((claim for claim in earlier if claim.superseded), None)
    if marked is None or marked.superseded is None:
        return (new,)
    if len(earlier) == 1:
        return set_aside(new, marked.superseded)
    position = next(position for position in Position if marked.says(position) is not None)
    return set_aside(new, marked.superseded, position)


def _is_the_sites(claim: Claim) -> bool:
    return claim.source == AFTERCREDITS and not claim.curated


def _claim(statement: Statement) -> Claim:
    return Claim(
        source=statement.source,
        mid=read_count(statement.mid),
        post=read_count(statement.post),
        total=read_count(statement.total),
        extras=statement.extras,
        kind_unstated=statement.kind_unstated,
        url=statement.url,
        as_of=statement.as_of,
        note=statement.note,
    )


def beside_listed(keyword: Claim, claims: Iterable[Claim], meanings: Meanings) -> Claim:
    """A keyword's claim as it is to be read beside the list's tags, if ``claims`` hold them."""
    tags = [claim for claim in claims if claim.url == LIST_PAGE]
    if not tags:
        return keyword
    mid = SOME if any(claim.mid == "some" for claim in tags) else ""
    post = SOME if any(claim.post == "some" for claim in tags) else ""
    note = tags[0].note
    return _beside(keyword, Statement(AFTERCREDITS, mid=mid, post=post, note=note), meanings)


def _beside(claim: Claim, tags: Statement, meanings: Meanings) -> Claim:
    """A keyword's claim as it is to be read beside new tags; any other claim as it is."""
    if claim.source != TMDB or claim.curated:
        return claim
    set_ones = claim.note.split(";")
    mid, post = (SOME if KEYWORDS[place] in set_ones else "" for place in (MID, POST))
    said = beside_tags(Statement(TMDB, mid=mid, post=post), tags, meanings)
    return replace(
        claim,
        mid=read_count(said.mid),
        post=read_count(said.post),
        kind_unstated=said.kind_unstated,
    )
