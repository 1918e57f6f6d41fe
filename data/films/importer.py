"""Fetches new and upcoming films from TMDB, for a host who has a token of their own.

    python -m data.films.importer [--pages N]

What it fetches is kept in a file in the home, which the bot reads at its start; the bot itself
never asks TMDB, so that an outage there breaks no answer. TMDB lets data be kept for six months:
older entries are dropped here and left unread there.

This product uses the TMDB API but is not endorsed or certified by TMDB.
"""

from __future__ import annotations

import argparse
import json
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from data.films.imported import KEPT_FOR, fetched_at
from data.installation import home_in
from data.process.progress import progress
from data.settings import (
    IMPORTED_NAME,
    ImportSettings,
    SettingsError,
    environment,
    read_env_file,
)

LISTS = ("movie/upcoming", "movie/now_playing")
PAGES = 5
"""Pages of twenty films that are read of each list."""

TIMEOUT = 20.0
"""Seconds for one request."""

ATTRIBUTION = "This product uses the TMDB API but is not endorsed or certified by TMDB."
KEPT_FIELDS = ("title", "original_title", "release_date", "runtime", "imdb_id", "original_language")

FAILED = 1


class OutageError(Exception):
    """TMDB does not answer as it should; the text says how."""


class Tmdb:
    """Asks TMDB, one request at a time."""

    def __init__(self, settings: ImportSettings) -> None:
        self._settings = settings

    def ask(self, path: str, **query: object) -> Mapping[str, Any]:
        """One answer; raises :class:`OutageError`."""
        address = f"{self._settings.tmdb_api_url}/{path}?{urlencode(query)}"
        request = urllib.request.Request(
            address,
            headers={
                "Authorization": f"Bearer {self._settings.tmdb_token}",
                "Accept": "application/json",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                found = json.load(answer)
        except urllib.error.HTTPError as error:
            raise OutageError(f"TMDB answers {error.code} to {path}") from error
        except (OSError, ValueError) as error:
            raise OutageError(f"TMDB does not answer to {path}: {error}") from error
        if not isinstance(found, dict):
            raise OutageError(f"TMDB answers {path} with something else than an object")
        return found

    def listed(self, pages: int) -> Iterator[int]:
        """The numbers of the films on the lists, each once."""
        seen: set[int] = set()
        for name in LISTS:
            for page in range(1, pages + 1):
                answer = self.ask(name, page=page)
                for film in answer.get("results", ()):
                    if film["id"] not in seen:
                        seen.add(film["id"])
                        yield film["id"]
                if page >= answer.get("total_pages", page):
                    break

    def film(self, number: int) -> dict[str, Any]:
        """What is kept of one film: its facts, and the keywords that speak of its credits."""
        answer = self.ask(f"movie/{number}", append_to_response="keywords")
        words = {word["name"] for word in answer.get("keywords", {}).get("keywords", ())}
        kept = {name: answer.get(name) for name in KEPT_FIELDS}
        said = {"keywords": sorted(words & {"duringcreditsstinger", "aftercreditsstinger"})}
        return kept | said | {"adult": answer.get("adult") is True}


def import_films(tmdb: Tmdb, path: Path, pages: int, now: datetime) -> int:
    """Fetch the lists' films into the file and return how many.

    What an earlier run fetched stays until it is six months old. When TMDB fails on the way, what
    has come until then is kept and :class:`OutageError` is raised.
    """
    films = {
        number: film for number, film in _earlier(path).items() if now - fetched_at(film) < KEPT_FOR
    }
    count = 0
    try:
        numbers = list(tmdb.listed(pages))
        with progress("Films", len(numbers)) as advance:
            for number in numbers:
                film = tmdb.film(number)
                if not film["adult"]:
                    films[str(number)] = film | {"fetched_at": now.isoformat()}
                    count += 1
                advance(1)
    finally:
        _write(path, films)
    return count


def _earlier(path: Path) -> dict[str, dict[str, Any]]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8"))["films"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _write(path: Path, films: Mapping[str, Mapping[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    content = {"source": "TMDB", "attribution": ATTRIBUTION, "films": films}
    new.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    new.replace(path)  # so that a bot which starts now reads the old file or the new one


def main(argv: list[str] | None = None) -> int:
    """Import, and say how many films came."""
    parser = argparse.ArgumentParser(description="Fetch new and upcoming films from TMDB.")
    parser.add_argument("--pages", type=int, default=PAGES, help=f"of each list (default {PAGES})")
    arguments = parser.parse_args(argv)
    try:
        read_env_file()
        settings = ImportSettings.from_environment()
        file = home_in(environment()) / IMPORTED_NAME
        now = datetime.now(UTC)  # noqa: TID251 - a program of its own; its clock is handed in here
        count = import_films(Tmdb(settings), file, arguments.pages, now)
    except (SettingsError, OutageError) as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    sys.stdout.write(f"{count} films fetched. {ATTRIBUTION} Restart the bot to use them.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
