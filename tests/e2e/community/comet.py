"""A film that members added, and the catalogue that has it later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cogs.shared.bot import Resources
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.lookup import Lookup
from tests.e2e.community.contributors import add_film
from tests.e2e.conftest import Club
from tests.films import FILMS

OLD = "copper-comet-2025.1"
COMET = Film(
    id="copper-comet-2025",
    label="Copper Comet (2025)",
    title="Copper Comet",
    year=2025,
    rank=len(FILMS) + 1,
    release_date=date(2025, 6, 1),
    runtime=112,
    imdb_id="tt9999999",
)


async def add_comet(club: Club) -> None:
    """Have a member add the film; it is the first contribution."""
    told = await add_film(
        club,
        club.alice,
        title=COMET.title,
        year=COMET.year,
        runtime="1:52",
        release_date="2025-06-01",
        link=f"https://www.imdb.com/title/{COMET.imdb_id}/",
    )
    assert "Copper Comet (2025, added)" in told


def with_comet(resources: Resources) -> Resources:
    """The same with a catalogue that has the film."""
    catalogue = Catalogue((*FILMS, COMET), {}, {}, {})
    return replace(resources, catalogue=catalogue, lookup=Lookup(catalogue.films, {}))
