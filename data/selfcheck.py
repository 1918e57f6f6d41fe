"""Checks an installation before it goes live: each part, and what to do where one fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.catalogue.catalogue import Catalogue, CatalogueError
from data.database import Database, DatabaseUnusableError, NewerSchemaError
from data.settings import FILMS_FOLDER, database_url_in, faults_in


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one part fared; ``said`` is what was found, or what to do."""

    part: str
    passed: bool
    said: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.passed else 'FAIL'} {self.part}: {self.said}"


async def self_check(variables: Mapping[str, str]) -> list[CheckResult]:
    """Check token, settings, database, migrations and catalogue.

    Changes nothing; where there is no SQLite file yet, none is made.

    What a fault of another part leaves open is checked all the same, so that one round is enough.
    Discord is not asked whether the token is valid.
    """
    faults = faults_in(variables)
    token_fault = faults.pop("DISCORD_TOKEN", None)
    results = [
        CheckResult("token", token_fault is None, token_fault or "has the form of a bot token"),
        CheckResult("settings", not faults, "; ".join(faults.values()) or "complete"),
    ]
    if "DATABASE_URL" not in faults:
        results += await _check_database(database_url_in(variables))
    return [*results, _check_catalogue()]


async def _check_database(address: str) -> list[CheckResult]:
    database = Database(address)
    usable = CheckResult("database", True, f"{database.address}, can be read and written")
    try:
        outlook = await database.outlook()
    except NewerSchemaError as error:
        return [usable, CheckResult("migrations", False, str(error))]
    except DatabaseUnusableError as error:
        return [CheckResult("database", False, str(error))]
    finally:
        await database.close()
    return [usable, CheckResult("migrations", True, outlook)]


def _check_catalogue() -> CheckResult:
    try:
        catalogue = Catalogue.load(FILMS_FOLDER)
    except CatalogueError as error:
        return CheckResult("catalogue", False, f"{error}; get the files under data/films anew")
    return CheckResult(
        "catalogue", True, f"{len(catalogue.films):,} films, newest claim {catalogue.as_of}"
    )
