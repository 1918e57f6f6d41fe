"""The open record: all that Stinger knows and anybody may have, as files of facts.

``python -m data.export FOLDER`` writes it for programs (``stinger.json``), for Kometa's overlays
(``kometa.yml``) and for Stremio (``stremio.json``). The same facts give the same bytes, whenever
and wherever they are written: nothing in them tells the day or the machine.

Every value stands beside what it follows from, so that a reader can work it out again: verdicts,
counts and confidence from the claims, runtimes and times from what was measured.

What members wrote to be hidden is not in it, no note of a page that may tell what happens, and
nobody's name or id: of members only how many say so, and what they measured.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.catalogue.catalogue import Catalogue, CatalogueError
from data.catalogue.consensus import Consensus
from data.catalogue.facts import FilmFacts
from data.catalogue.publishers import publisher
from data.catalogue.timings import CutTimings, TimedScene
from data.catalogue.verdict import TAG_LISTS, Claim, Finding, Position, Tally, Verdict
from data.contributions.store.known_films import KnownFilms
from data.contributions.store.server_films import ServerFilms
from data.convert import ConversionError, require_same_schema
from data.database import Database, DatabaseBusyError, DatabaseUnusableError
from data.lookup import Lookup
from data.process import FAILED, UNUSABLE, fail
from data.settings import FILMS_FOLDER, faults_in

VERSION = 1
"""Of the form of the record: a field that goes, or means something else, makes another one."""

LICENCE = (
    "Facts gathered by Stinger and its members, given to the public domain (CC0 1.0). Titles and "
    "claims are facts of the sources named with them. This product uses the TMDB API but is not "
    "endorsed or certified by TMDB."
)

STAY, GO = "stay", "go"
WORDS = {
    Verdict.SCENES: STAY,
    Verdict.NONE: GO,
    Verdict.UNKNOWN: "unknown",
    Verdict.DISPUTED: "disputed",
}
"""Verdicts as programs read them."""

Row = dict[str, Any]


def record_of(catalogue: Catalogue, films: ServerFilms) -> Row:
    """The whole record: each film of which anything is said, by its id.

    ``films`` are those that all servers share, so that nothing of a single server is in it.
    """
    shared = [film for id_ in sorted(films.changed) if (film := films.get(id_))]
    told = {film.id: film for film in (*catalogue.told_films, *films.added, *shared)}
    rows = {
        film_id: _film(films.about(told[film_id]), films.timings(film_id))
        for film_id in sorted(told)
    }
    films_told = {id_: row for id_, row in rows.items() if row["claims"] or row["cuts"]}
    dates = [claim.get("as_of", "") for row in films_told.values() for claim in row["claims"]]
    return {
        "version": VERSION,
        "licence": LICENCE,
        "as_of": max(dates, default="") or None,
        "films": films_told,
    }


def _film(facts: FilmFacts, cuts: Sequence[CutTimings]) -> Row:
    film, judgement = facts.film, facts.judgement
    return {
        "title": film.title,
        "year": film.year,
        "imdb_id": film.imdb_id,
        "tmdb_id": film.tmdb_id,
        "runtime_minutes": film.runtime,
        "verdict": WORDS[judgement.verdict],
        "confidence": judgement.confidence.value if judgement.confidence else None,
        "scenes": _many(judgement.count),
        "positions": {
            position.value: {"finding": result.finding.value, "scenes": _many(result.count)}
            for position, result in judgement.positions.items()
        },
        "claims": [_claim(claim) for claim in judgement.counting],
        "cuts": [_cut(cut) for cut in cuts if cut.confirmed],
    }


def _many(tally: Tally | None) -> list[int | None] | None:
    """At least and at most so many; no end where that is open."""
    return None if tally is None else [tally.low, tally.high]


def _claim(claim: Claim) -> Row:
    row: Row = {"source": claim.source, "mid": claim.mid, "post": claim.post, "sum": claim.total}
    optional: Row = {
        "url": claim.url,
        "as_of": claim.as_of,
        "extras": list(claim.extras),
        "kind_unstated": claim.kind_unstated,
        "official": claim.official,
        "series_wide": claim.series_wide,
        "tags": claim.source in TAG_LISTS,
    }
    if (counts_as := publisher(claim.source)) != claim.source:
        optional["publisher"] = counts_as
    if claim.reports is not None:
        optional["members"] = {
            "saying": claim.reports.saying,
            "of": claim.reports.count,
            "servers": claim.reports.servers,
        }
    elif claim.members:
        optional["members"] = {"saying": claim.members}
    return row | {name: value for name, value in optional.items() if value}


def _cut(cut: CutTimings) -> Row:
    """What enough members measured, in seconds; scenes from the start of the credits on."""
    row: Row = {
        "version": cut.version,
        "runtime": _measured(cut.length),
        "scenes": [_scene(scene) for scene in cut.scenes if scene.starts.confirmed],
    }
    if cut.credits is not None and cut.credits.confirmed:
        row["credits"] = _measured(cut.credits)
    return row


def _scene(scene: TimedScene) -> Row:
    row: Row = {
        "position": scene.position.value,
        "number": scene.number,
        "starts": _measured(scene.starts),
    }
    if scene.ends is not None and scene.ends.confirmed:
        row["ends"] = _measured(scene.ends)
    return row


def _measured(value: Consensus) -> Row:
    """A value, and one reading of each witness, from which it follows."""
    return {
        "seconds": value.seconds,
        "margin": value.margin,
        "members": value.members,
        "readings": list(value.readings),
    }


def as_json(value: Mapping[str, Any]) -> bytes:
    """The one form in which a value is written."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def kometa_overlays(record: Mapping[str, Any]) -> bytes:
    """An overlay file of Kometa: a label for films with a scene at each position."""
    lines = [f"# {LICENCE}", "overlays:"]
    for position in Position:
        lines += [
            f"  {position.value.capitalize()} scene:",
            "    overlay:",
            f"      name: text({position.value.capitalize()} scene)",
            "    imdb_id:",
            *(f"      - {imdb_id}" for imdb_id in _with_scene(record["films"].values(), position)),
        ]
    return "\n".join([*lines, ""]).encode()


def _with_scene(rows: Iterable[Row], position: Position) -> list[str]:
    return sorted(
        row["imdb_id"]
        for row in rows
        if row["imdb_id"] and row["positions"][position.value]["finding"] == Finding.SCENE.value
    )


def stremio_catalogue(record: Mapping[str, Any]) -> bytes:
    """The answer of a Stremio add-on's catalogue: every film that one should stay for, or not."""
    return as_json({"metas": list(_metas(record["films"].values()))})


def _metas(rows: Iterable[Row]) -> Iterator[Row]:
    said = {STAY: Verdict.SCENES.value, GO: Verdict.NONE.value}
    for row in sorted((r for r in rows if r["imdb_id"]), key=lambda row: str(row["imdb_id"])):
        if row["verdict"] in said:
            yield {
                "id": row["imdb_id"],
                "type": "movie",
                "name": row["title"],
                "releaseInfo": str(row["year"]),
                "description": said[row["verdict"]],
            }


def write_record(folder: Path, record: Mapping[str, Any]) -> None:
    """Write the record in its three forms; raises ``OSError``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (
        ("stinger.json", as_json(record)),
        ("kometa.yml", kometa_overlays(record)),
        ("stremio.json", stremio_catalogue(record)),
    ):
        (folder / name).write_bytes(content)


async def _shared_films(catalogue: Catalogue, address: str | None) -> ServerFilms:
    """The films with what all servers share, of a database that is read and not changed."""
    lookup = Lookup((), {})
    if address is None:
        return ServerFilms(catalogue, lookup, ())
    database = Database(address)
    try:
        await require_same_schema(database)
        # What members saw counts some time after they have said it.
        now = datetime.now(UTC)  # noqa: TID251 - a command of its own
        return await KnownFilms(database, catalogue, lookup, lambda: now).at(None)
    finally:
        await database.close()


def main(argv: Sequence[str] | None = None) -> int:
    """Write the record, and say of how many films it tells."""
    parser = argparse.ArgumentParser(prog="python -m data.export", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the files go")
    parser.add_argument("--database", help="with what its servers share, as DATABASE_URL names it")
    given = parser.parse_args(argv)
    if given.database is not None:
        fault = faults_in({"DATABASE_URL": given.database}).get("DATABASE_URL")
        if fault is not None:
            return fail(fault.replace("DATABASE_URL", "--database"), UNUSABLE)
    try:
        catalogue = Catalogue.load(FILMS_FOLDER)
        films = asyncio.run(_shared_films(catalogue, given.database))
        record = record_of(catalogue, films)
        write_record(given.folder, record)
    except ConversionError as error:
        return fail(str(error), UNUSABLE)
    except (CatalogueError, DatabaseUnusableError, DatabaseBusyError, OSError) as error:
        return fail(str(error), FAILED)
    sys.stdout.write(f"{len(record['films']):,} films written to {given.folder}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
