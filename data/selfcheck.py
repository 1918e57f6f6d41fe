"""Checks an installation before it goes live: each part, and what to do where one fails."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from data.catalogue import Catalogue, CatalogueError
from data.database import Database, DatabaseUnusableError
from data.settings import FILMS_FOLDER, Settings


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one part fared; ``said`` is what was found, or what to do."""

    part: str
    passed: bool
    said: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.passed else 'FAIL'} {self.part}: {self.said}"


async def self_check(settings: Settings) -> list[CheckResult]:
    """Check database and catalogue and change nothing; settings that exist can be used."""
    return [
        CheckResult("settings", True, "complete"),
        await _check("database", _check_database, settings),
        await _check("catalogue", _check_catalogue, settings),
    ]


async def _check(
    part: str, check: Callable[[Settings], Awaitable[str]], settings: Settings
) -> CheckResult:
    try:
        return CheckResult(part, True, await check(settings))
    except (CatalogueError, DatabaseUnusableError) as error:
        return CheckResult(part, False, str(error))


async def _check_database(settings: Settings) -> str:
    database = Database(settings.database_url)
    try:
        return f"{database.address}, {await database.outlook()}"
    finally:
        await database.close()


async def _check_catalogue(_settings: Settings) -> str:
    return f"{len(Catalogue.load(FILMS_FOLDER).films):,} films"
