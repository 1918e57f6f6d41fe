"""Checks an installation before it goes live: each part, and what to do where one fails."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from data.catalogue.catalogue import Catalogue, CatalogueError
from data.database import Database, DatabaseUnusableError, NewerSchemaError
from data.installation import COMMAND
from data.process import FAILED
from data.settings import FILMS_FOLDER, Settings, database_url_in, faults_in, shards_in

HAS_FORM = "has the form of a bot token"
NOT_ASKED = f"not asked whether the token works; {COMMAND} --check --online asks"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one part fared, ``None`` if it was not tried; ``said`` is what was found, or
    what to do.
    """

    part: str
    passed: bool | None
    said: str

    def __str__(self) -> str:
        mark = "skip" if self.passed is None else "ok  " if self.passed else "FAIL"
        return f"{mark} {self.part}: {self.said}"


Ask = Callable[[Settings], Awaitable[list[CheckResult]]]
"""Asks Discord about a token."""


async def self_check(variables: Mapping[str, str], ask: Ask | None = None) -> list[CheckResult]:
    """Check token, settings, database, migrations and catalogue; with ``ask``, Discord as well.

    Changes nothing; where there is no SQLite file yet, none is made.

    What a fault of another part leaves open is checked all the same, so that one round is enough;
    but Discord is asked only if the settings can be used.
    """
    faults = faults_in(variables)
    token_fault = faults.pop("DISCORD_TOKEN", None)
    results = [
        CheckResult("token", token_fault is None, token_fault or HAS_FORM),
        CheckResult("settings", not faults, "; ".join(faults.values()) or "complete"),
    ]
    if not faults.keys() & {"SHARD_COUNT", "SHARD_IDS"}:
        results.append(CheckResult("shards", True, str(shards_in(variables))))
    if "DATABASE_URL" not in faults:
        results += await _check_database(database_url_in(variables))
    results.append(_check_catalogue())
    if ask is None:
        return [*results, CheckResult("Discord", None, NOT_ASKED)]
    if faults or token_fault:
        return [*results, CheckResult("Discord", None, "not asked before the settings are mended")]
    return [*results, *await ask(Settings.from_mapping(variables))]


def report(results: Sequence[CheckResult]) -> int:
    """Print the results and return the exit code, 0 if nothing failed."""
    sys.stdout.writelines(f"{result}\n" for result in results)
    return FAILED if any(result.passed is False for result in results) else 0


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
