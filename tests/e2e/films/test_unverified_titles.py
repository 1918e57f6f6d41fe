"""Titles that no page was seen for help to find a film, and no member ever reads one."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from cogs.shared.bot import Resources
from data import films
from data.catalogue.catalogue import Catalogue
from data.database import Database
from data.lookup import Lookup
from tests.conftest import ON_SQLITE
from tests.e2e.community.contributors import said
from tests.e2e.conftest import Club, virtual_clock

pytestmark = ON_SQLITE

FOLDER = Path(films.__file__).parent
DRAWN = 60
BREATH_S = 20
"""What a member waits between two look-ups, so that none is put off."""


@pytest.fixture
def resources(database: Database, catalogue: Catalogue, lookup: Lookup) -> Resources:
    """What a bot stands on, over the catalogue that is shipped."""
    return Resources(database, catalogue, lookup, virtual_clock)


def titles_drawn(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Titles with their films' ids, by a fixed lot; none is a part of the film's own."""
    with (FOLDER / "unverified_titles.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["alias"], row["film_id"]) for row in csv.DictReader(file)]
    films_of = {film.id: film for film in catalogue.films}
    apart = [
        (title, film_id)
        for title, film_id in rows
        if title.casefold() not in films_of[film_id].label.casefold()
    ]
    return random.Random(12).sample(apart, DRAWN)


async def test_autocomplete_and_answers_name_the_film_by_its_own_title(
    club: Club, catalogue: Catalogue
) -> None:
    labels = {film.id: film.label for film in catalogue.films}
    offered_own, answered = 0, 0
    for title, film_id in titles_drawn(catalogue):
        choices = await club.alice.autocomplete(club.lobby, "stinger", "film", title)
        assert all(choice["name"] == labels[choice["value"]] for choice in choices), title
        offered_own += film_id in {choice["value"] for choice in choices}
        answer = said(await club.alice.slash(club.lobby, "stinger", film=title, share="only me"))
        assert title not in answer.replace(f"“{title}”", ""), "it is told beyond what was typed"
        answered += labels[film_id] in answer
        await club.env.advance_time(BREATH_S)
    assert offered_own >= 0.95 * DRAWN
    assert answered >= 0.95 * DRAWN
