"""New and upcoming films from TMDB, for a host who has a token of their own.

What is fetched is kept in a file in the home. TMDB lets data be kept for six months: older entries
are dropped here and left unread by :mod:`data.films.updates.imported`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from data.atomic_files import write_whole
from data.films.builder.raw import clean
from data.films.updates.web import OutageError, Web
from data.process.progress import Advance

IMPORTED_NAME = "tmdb.json"
"""The file in the home."""

LISTS = ("movie/upcoming", "movie/now_playing")
PAGES = 5
"""Pages of twenty films that are read of each list."""

MOST_BYTES = 2_000_000
ATTRIBUTION = "This product uses the TMDB API but is not endorsed or certified by TMDB."

KEPT_FOR = timedelta(days=180)
"""TMDB's terms of use for its API let data be cached for six months at most."""

STINGER_KEYWORDS = frozenset({"duringcreditsstinger", "aftercreditsstinger"})
TITLE_LANGUAGES = frozenset({"en", "de", "fr", "es", "it", "pt"})
"""The languages in which questions are answered."""

LONGEST_TITLE, LONGEST_FILM = 200, 1_000

_IMDB_ID = re.compile(r"tt\d{7,9}")


class Tmdb:
    """Asks TMDB, one request at a time."""

    def __init__(self, web: Web, token: str, address: str) -> None:
        self._web = web
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        self._address = address

    async def ask(self, path: str, **query: object) -> Mapping[str, Any]:
        """One answer; raises :class:`OutageError`."""
        url = f"{self._address}/{path}?{urlencode(query)}"
        return await self._web.json(url, MOST_BYTES, self._headers)

    async def listed(self, pages: int) -> list[int]:
        """The numbers of the films on the lists, each once."""
        seen: dict[int, None] = {}
        for name in LISTS:
            for page in range(1, pages + 1):
                answer = await self.ask(name, page=page)
                seen |= dict.fromkeys(int(film["id"]) for film in answer.get("results", ()))
                if page >= int(answer.get("total_pages", page)):
                    break
        return list(seen)

    async def film(self, number: int) -> dict[str, Any] | None:
        """What is kept of one film: facts, titles, and the keywords that speak of its credits.

        ``None`` for a film for adults, and for one without a title or a day of release.
        """
        answer = await self.ask(f"movie/{number}", append_to_response="keywords,translations")
        title = clean(str(answer.get("title") or ""))
        released = _day(answer.get("release_date"))
        if answer.get("adult") is True or released is None or not 0 < len(title) <= LONGEST_TITLE:
            return None
        words = {word["name"] for word in answer.get("keywords", {}).get("keywords", ())}
        imdb_id, runtime = str(answer.get("imdb_id") or ""), answer.get("runtime")
        return {
            "title": title,
            "original_title": clean(str(answer.get("original_title") or ""))[:LONGEST_TITLE],
            "release_date": released,
            "runtime": runtime if _is_runtime(runtime) else None,
            "imdb_id": imdb_id if _IMDB_ID.fullmatch(imdb_id) else None,
            "original_language": str(answer.get("original_language") or "")[:5],
            "keywords": sorted(words & STINGER_KEYWORDS),
            "titles": _titles(answer, title),
            "languages": _languages(answer),
            "collection": _collection(answer),
        }


async def import_films(tmdb: Tmdb, path: Path, pages: int, now: datetime, advance: Advance) -> int:
    """Fetch the lists' films into the file and return how many.

    What an earlier run fetched stays until it is six months old.

    Raises:
        OutageError: when TMDB fails on the way; what has come until then is kept.
    """
    kept = earlier_films(path)
    films = {number: film for number, film in kept.items() if now - fetched_at(film) < KEPT_FOR}
    count = 0
    try:
        for number in await tmdb.listed(pages):
            film = await tmdb.film(number)
            if film is None:
                films.pop(str(number), None)
            else:
                films[str(number)] = film | {"fetched_at": now.isoformat()}
                count += 1
            advance(1)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OutageError("its answer has another form than it used to") from error
    finally:
        content = {"source": "TMDB", "attribution": ATTRIBUTION, "films": films}
        write_whole(path, json.dumps(content, ensure_ascii=False, indent=1).encode())
    return count


def earlier_films(path: Path) -> dict[str, dict[str, Any]]:
    """What is kept, by number; nothing of a file that is missing or broken."""
    try:
        return dict(json.loads(path.read_text(encoding="utf-8"))["films"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def fetched_at(entry: Mapping[str, Any]) -> datetime:
    """When an entry was fetched; the beginning of time where it does not say."""
    stamp = entry.get("fetched_at")
    return datetime.fromisoformat(stamp) if stamp else datetime.min.replace(tzinfo=UTC)


def _titles(answer: Mapping[str, Any], title: str) -> list[str]:
    """The release titles in the languages of the answers that differ from ``title``."""
    translations = answer.get("translations", {}).get("translations", ())
    found = (
        clean(str(one["data"].get("title") or ""))
        for one in translations
        if one["iso_639_1"] in TITLE_LANGUAGES
    )
    return sorted({name for name in found if 0 < len(name) <= LONGEST_TITLE} - {title})


def _languages(answer: Mapping[str, Any]) -> int:
    """In how many languages of the answers it tells of the film, which grows with its release."""
    translations = answer.get("translations", {}).get("translations", ())
    told = {
        one["iso_639_1"]
        for one in translations
        if one["data"].get("title") or one["data"].get("overview")
    }
    return len(told & TITLE_LANGUAGES)


def _collection(answer: Mapping[str, Any]) -> str:
    """The series to which it counts the film; it names one "… Collection"."""
    named = answer.get("belongs_to_collection") or {}
    return clean(str(named.get("name") or ""))[:LONGEST_TITLE].removesuffix(" Collection")


def _day(text: object) -> str | None:
    try:
        return date.fromisoformat(str(text)).isoformat()
    except ValueError:
        return None


def _is_runtime(value: object) -> bool:
    return isinstance(value, int) and 0 < value <= LONGEST_FILM
