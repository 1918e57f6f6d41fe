"""A small made-up catalogue in which every verdict occurs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Confirmation, Film, NeededFilm, Scene, ToldEgg
from data.catalogue.supplements import Supplements
from data.catalogue.verdict import Claim, Position
from data.contributions.store.known_films import KnownFilms
from data.database import Database
from data.lookup import Lookup
from data.text import HiddenText, SafeText

TWO_SCENES = Film(
    id="night-harbour-2024",
    label="Night Harbour (2024)",
    title="Night Harbour",
    year=2024,
    rank=1,
    release_date=date(2024, 5, 3),
    runtime=131,
    imdb_id="tt9000001",
    tmdb_id=9001,
)
NO_SCENE = Film(
    id="quiet-meadow-2023",
    label="Quiet Meadow (2023)",
    title="Quiet Meadow",
    year=2023,
    rank=2,
    release_date=date(2023, 2, 10),
    runtime=98,
    imdb_id="tt9000002",
)
DISPUTED = Film(
    id="glass-orchard-2022", label="Glass Orchard (2022)", title="Glass Orchard", year=2022, rank=3
)
UNKNOWN = Film(
    id="paper-lantern-2021", label="Paper Lantern (2021)", title="Paper Lantern", year=2021, rank=4
)
UPCOMING = Film(
    id="night-harbour-returns-2026",
    label="Night Harbour Returns (2026)",
    title="Night Harbour Returns",
    year=2026,
    rank=5,
    release_date=date(2026, 1, 2),
    runtime=140,
)
TWINS = tuple(
    Film(
        id=f"the-twin-1999-{minutes}",
        label=f"The Twin (1999, {minutes} min)",
        title="The Twin",
        year=1999,
        rank=rank,
        runtime=minutes,
    )
    for rank, minutes in ((6, 90), (7, 104))
)
HOSTILE = Film(
    id="hostile-title-2020",
    label="||@everyone|| `*Film*` (2020)",
    title="||@everyone|| `*Film*`",
    year=2020,
    rank=8,
)
SOFTCORE = Film(
    id="velvet-evening-1988",
    label="Velvet Evening (1988)",
    title="Velvet Evening",
    year=1988,
    rank=9,
)
FILMS = (TWO_SCENES, NO_SCENE, DISPUTED, UNKNOWN, UPCOMING, *TWINS, HOSTILE)

WITH_SERIES = tuple(
    replace(film, franchise="Harbour") if film in (TWO_SCENES, UPCOMING) else film for film in FILMS
)
"""The same films, two of which are a series."""

MARK = "ZEBRAFISH"
"""Stands in every hidden text of these films, and nowhere else."""

CLAIMS = {
    TWO_SCENES.id: (
        Claim(
            "screens.example", mid=1, post=1, url="https://screens.example/nh", as_of="2024-05-04"
        ),
        Claim("lists.example", mid="some", extras=("dedication",), as_of="2024-06"),
        Claim("songs.example", post=2, as_of="2024", superseded="It counted a song."),
    ),
    NO_SCENE.id: (
        Claim("screens.example", mid=0, post=0, as_of="2023-02-11"),
        Claim("lists.example", mid=0, post=0),
    ),
    DISPUTED.id: (
        Claim("screens.example", mid=0, post=0, as_of="2022"),
        Claim("lists.example", post="some", as_of="2023-01"),
    ),
    UPCOMING.id: (Claim("screens.example", post=1, as_of="2026-01-02"),),
}
SCENES = {
    TWO_SCENES.id: (
        Scene(
            Position.MID,
            1,
            "sequel tease",
            SafeText("Somebody comes home."),
            HiddenText(f"The {MARK} ferryman returns || with `a` map."),
            clues=("mid-credits tease",),
            starts=125,
            confirmations=(
                Confirmation(
                    source_class="on record",
                    by=SafeText("the director"),
                    says=HiddenText(f"The {MARK} ferryman is the brother."),
                    source="talks.example",
                    url=f"https://talks.example/{MARK}-is-the-brother",
                    looked_up="2026-01-05",
                    published="2024-08",
                ),
            ),
        ),
        Scene(
            Position.POST,
            2,
            "tone change",
            SafeText("A joke to end on."),
            HiddenText(f"A {MARK} gull steals the map."),
        ),
    )
}

EGGS = {
    NO_SCENE.id: (
        ToldEgg(
            "location hint",
            SafeText("The sign at the gate."),
            HiddenText(f"The {MARK} ferry is on it."),
            source="eggs.example",
            url=f"https://eggs.example/{MARK}-ferry",
            looked_up="2026-01-05",
        ),
    )
}

NEEDED = {
    UPCOMING.id: (NeededFilm(TWO_SCENES, "order.example", "https://order.example/h", "2026-01-05"),)
}


NOW = datetime(2026, 3, 1, tzinfo=UTC)


def known_films(
    database: Database, catalogue: Catalogue | None = None, now: datetime = NOW
) -> KnownFilms:
    """What servers know, over these films or another catalogue, at that instant."""
    catalogue = catalogue or small_catalogue()
    lookup = Lookup(catalogue.films, catalogue.aliases)
    return KnownFilms(database, catalogue, lookup, lambda: now)


def small_catalogue() -> Catalogue:
    """The catalogue of these films."""
    aliases = {TWO_SCENES.id: ("Hafen bei Nacht",)}
    supplements = Supplements(needed=NEEDED, softcore=(SOFTCORE,), eggs=EGGS)
    return Catalogue(FILMS, aliases, CLAIMS, SCENES, supplements)
