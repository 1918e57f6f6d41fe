"""Fetches what is new about films, once: ``python -m data.films.updates``.

Asks the public AfterCredits list, TMDB if there is a token, and a service for credits times if
one is named; :file:`.env.example` tells how. A bot that runs with ``CATALOGUE_UPDATES=on`` takes
what came within minutes, another one at its next start.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from datetime import UTC, datetime

from data.catalogue.catalogue import Catalogue
from data.films.updates.aftercredits import LIST_TERMS
from data.films.updates.fetched import TMDB
from data.films.updates.run import Updates
from data.films.updates.state import only_process
from data.films.updates.tmdb import ATTRIBUTION
from data.films.updates.web import OutageError, web
from data.installation import home_in
from data.process import FAILED, fail
from data.settings import (
    FILMS_FOLDER,
    SettingsError,
    UpdateSettings,
    environment,
    read_env_file,
)


async def update_once(updates: Updates, now: datetime) -> int:
    """Ask every source, say what became of it, and return the exit code."""
    code = 0
    async with web() as sites:
        for source in updates.sources:
            try:
                films = await updates.ask(sites, source, now)
            except OutageError as error:
                code = fail(f"{source}: {error}; what was known stays.", FAILED)
            else:
                came = "nothing new" if films is None else f"{films:,} films"
                sys.stdout.write(f"{source}: {came}.\n")
    return code


def main() -> int:
    """Update, and say on whose terms."""
    logging.getLogger().addHandler(logging.NullHandler())  # What a log would say is told below.
    try:
        read_env_file()
        settings = UpdateSettings.from_environment()
    except SettingsError as error:
        return fail(str(error), FAILED)
    home = home_in(environment())
    now = datetime.now(UTC)  # noqa: TID251 - a program of its own; its clock is handed in here
    with only_process(home) as alone:
        if not alone:
            return fail("Another process is updating the catalogue now.", FAILED)
        updates = Updates(settings, home, Catalogue.load(FILMS_FOLDER), shown=True)
        code = asyncio.run(update_once(updates, now))
    terms = [LIST_TERMS, *([ATTRIBUTION] if TMDB in updates.sources else [])]
    sys.stdout.write(f"{' '.join(terms)}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
