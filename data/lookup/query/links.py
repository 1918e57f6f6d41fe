"""Links to a film's page and ids of other catalogues, read without asking their sites."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote


@dataclass(frozen=True, slots=True)
class FilmLink:
    """What a link says about its film: an id, or else a title and perhaps a year."""

    imdb_id: str | None = None
    tmdb_id: int | None = None
    title: str = ""
    year: int | None = None

    @property
    def name(self) -> str:
        """Title and year as a member would type them."""
        return self.title if self.year is None else f"{self.title} ({self.year})"


@dataclass(frozen=True, slots=True)
class UnreadableLink:
    """A link that names no film: a short one, a page of something else, or any other site."""

    short: bool = False


Link = FilmLink | UnreadableLink
Reader = Callable[[list[str]], Link]
"""Reads the parts of an address after its host."""

MOST_READ = 4_000
"""Characters of a text that are read; no message is longer."""

_ADDRESS = re.compile(
    r"(?<![a-z0-9.-])(?:https?://|www\.)?(?P<host>(?:[a-z0-9-]+\.)+(?:com|org|tv|it))/(?P<path>[^\s<>\"|]*)"
    r"|https?://(?P<other>[^\s<>\"|]+)",
    re.IGNORECASE,
)
_IMDB_ID = re.compile(r"(?<![a-z0-9])tt\d{5,10}(?![a-z0-9])", re.IGNORECASE)
_TMDB_ID = re.compile(
    r"(?<![a-z0-9])(?:tmdb(?:id)?[-:/=]\s?|tmdb(?:id)? )(?P<id>\d{1,9})(?!\w)", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,9}(?!\d)", re.ASCII)
_YEAR_LAST = re.compile(r"(?P<title>.+?)[-_ ](?P<year>(?:18|19|20)\d\d)", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)", re.ASCII)
_BRACKET = re.compile(r"[\s_]*\((?P<said>[^()]*)\)$")
_NOT_FILMS = re.compile(
    r"\b(?:tv|series|serie|seriale?|serial|season|miniseries|fernsehserie|televisión|"
    r"video game|videospiel|videojuego|jeu|novel|roman|album|song|soundtrack|musical)\b",
    re.IGNORECASE,
)


def read_links(text: str) -> Iterator[Link]:
    """Every link and outside id that a text holds, those that say which film is meant first."""
    text = text[:MOST_READ]
    found = [_read_address(match) for match in _ADDRESS.finditer(text)]
    rest = _ADDRESS.sub(" ", text)
    found += [FilmLink(imdb_id=match[0].lower()) for match in _IMDB_ID.finditer(rest)]
    found += [FilmLink(tmdb_id=int(match["id"])) for match in _TMDB_ID.finditer(rest)]
    yield from sorted(found, key=lambda link: isinstance(link, UnreadableLink))


def without_links(text: str) -> str:
    """The text with every address taken out."""
    return _ADDRESS.sub(" ", text)


def _read_address(match: re.Match[str]) -> Link:
    host = (match["host"] or "").lower()
    if not host:
        return UnreadableLink()
    parts = [unquote(part) for part in re.split(r"[?#]", match["path"])[0].split("/") if part]
    for site, read in _SITES.items():
        if host == site or host.endswith(f".{site}"):
            return read(parts)
    return UnreadableLink()


def _imdb(parts: list[str]) -> Link:
    ids = [part.lower() for part in parts if _IMDB_ID.fullmatch(part)]
    return FilmLink(imdb_id=ids[0]) if ids else UnreadableLink()


def _tmdb(parts: list[str]) -> Link:
    for kind, named in pairwise(parts):
        if kind.lower() == "movie" and (number := _NUMBER.match(named)):
            return FilmLink(tmdb_id=int(number[0]))
    return UnreadableLink()


def _letterboxd(parts: list[str]) -> Link:
    for kind, named in pairwise(parts):
        if kind == "imdb":
            return _imdb([named])
        if kind == "tmdb" and _NUMBER.fullmatch(named):
            return FilmLink(tmdb_id=int(named))
        if kind == "film":
            return _slug(named)
    return UnreadableLink()


def _trakt(parts: list[str]) -> Link:
    return _slug(parts[1]) if len(parts) > 1 and parts[0] == "movies" else UnreadableLink()


def _justwatch(parts: list[str]) -> Link:
    films = ("movie", "film", "pelicula", "filme", "elokuva")
    if len(parts) > 2 and parts[1].lower() in films:
        return _slug(parts[2])
    return UnreadableLink()


def _wikipedia(parts: list[str]) -> Link:
    if len(parts) < 2:
        return UnreadableLink()
    # A slash may stand in a title: "Face/Off".
    title = "/".join(parts[1:]).replace("_", " ")
    if not (bracket := _BRACKET.search(title)):
        return FilmLink(title=title)
    if _NOT_FILMS.search(bracket["said"]):
        return UnreadableLink()
    year = _YEAR.search(bracket["said"])
    return FilmLink(title=title[: bracket.start()], year=int(year[0]) if year else None)


def _slug(slug: str) -> Link:
    dated = _YEAR_LAST.fullmatch(slug)
    title, year = (dated["title"], int(dated["year"])) if dated else (slug, None)
    return FilmLink(title=re.sub(r"[-_]+", " ", title), year=year)


def _short(_parts: list[str]) -> Link:
    return UnreadableLink(short=True)


_SITES: dict[str, Reader] = {
    "imdb.com": _imdb,
    "themoviedb.org": _tmdb,
    "letterboxd.com": _letterboxd,
    "boxd.it": _short,
    "trakt.tv": _trakt,
    "justwatch.com": _justwatch,
    "wikipedia.org": _wikipedia,
}
