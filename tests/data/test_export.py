"""The open record: a reader that knows nothing of ours comes to the same values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from data.catalogue.catalogue import Catalogue
from data.contributions.rules.decisions import promote
from data.contributions.store.server_films import ServerFilms
from data.database import Database
from data.export import as_json, kometa_overlays, main, record_of, stremio_catalogue
from data.lookup import Lookup
from data.settings import FILMS_FOLDER
from tests.data.contributions.store.contributions import HERE, NOW, add, old, timestamp
from tests.films import MARK, UNKNOWN, known_films, small_catalogue

Row = dict[str, Any]
SIDES = {"mid-credits": "mid", "post-credits": "post"}


@pytest.fixture(scope="module")
def whole(catalogue: Catalogue) -> Row:
    lone = ServerFilms(catalogue, Lookup((), {}), ())
    record: Row = json.loads(as_json(record_of(catalogue, lone)))
    return record


def said(claim: Row, side: str) -> Any:
    value = claim[side]
    return 0 if value is None and claim["sum"] == 0 else value


def finding(claims: Sequence[Row], side: str) -> str:
    naming = [claim for claim in claims if said(claim, side) not in (None, 0)]
    denying = [claim for claim in claims if said(claim, side) == 0]
    if naming:
        return "disputed" if denying else "scene"
    return "none" if denying else "unknown"


def verdict(claims: Sequence[Row]) -> str:
    found = {finding(claims, side) for side in SIDES.values()}
    somewhere = any(c["sum"] and not c["mid"] and not c["post"] for c in claims)
    if "scene" in found:
        return "stay"
    if somewhere:
        return "stay" if "unknown" in found else "disputed"
    if found == {"none"}:
        return "go"
    return "disputed" if "disputed" in found else "unknown"


def test_every_verdict_follows_from_the_claims_beside_it(whole: Row) -> None:
    assert whole["version"] == 1
    assert len(whole["films"]) > 4_000
    for film_id, film in whole["films"].items():
        claims = film["claims"]
        for position, side in SIDES.items():
            assert film["positions"][position]["finding"] == finding(claims, side), film_id
        assert film["verdict"] == verdict(claims), film_id
        assert (film["confidence"] is not None) == (film["verdict"] in ("stay", "go")), film_id
        assert (film["scenes"] is not None) == (film["verdict"] == "stay"), film_id


def test_kometa_and_stremio_say_the_same(whole: Row) -> None:
    sections: dict[str, list[str]] = {}
    for line in kometa_overlays(whole).decode().splitlines():
        if line.startswith("  ") and line[2] != " ":
            rows = sections.setdefault(line.strip(" :"), [])
        elif line.startswith("      - "):
            rows.append(line[8:])
    stay = {
        f"{position.capitalize()} scene": sorted(
            film["imdb_id"]
            for film in whole["films"].values()
            if film["imdb_id"] and film["positions"][position]["finding"] == "scene"
        )
        for position in SIDES
    }
    assert sections == stay
    metas = json.loads(stremio_catalogue(whole))["metas"]
    told = {meta["id"]: meta["description"] for meta in metas}
    assert told == {
        film["imdb_id"]: {"stay": "Stay seated", "go": "Free to go"}[film["verdict"]]
        for film in whole["films"].values()
        if film["imdb_id"] and film["verdict"] in ("stay", "go")
    }


def test_nothing_hidden_and_no_note_is_in_it() -> None:
    catalogue = small_catalogue()
    lone = ServerFilms(catalogue, Lookup((), {}), ())
    record = as_json(record_of(catalogue, lone))
    assert any(catalogue.scenes(film.id) for film in catalogue.films)
    assert MARK.encode() not in record


async def test_of_members_only_numbers_are_in_it(database: Database) -> None:
    catalogue, known = small_catalogue(), known_films(database)
    store = known.contributions
    for user in (70001, 70002, 70003):
        one = await add(store, timestamp(125), old(user), server=HERE)
        await store.change(one, promote(one.revision), 1, NOW)
    films = await known.at(None)
    record = record_of(catalogue, films)
    (cut,) = record["films"][UNKNOWN.id]["cuts"]
    assert cut["scene_starts"] == [
        {"position": "mid-credits", "number": 1, "seconds": 125, "margin": 5, "members": 3}
    ]
    written = as_json(record)
    assert b"7000" not in written
    assert written == as_json(record_of(catalogue, await known.at(None)))


def test_the_command_writes_three_files_twice_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = []
    for name in ("first", "second"):
        assert main([str(tmp_path / name)]) == 0
        written.append({p.name: p.read_bytes() for p in sorted((tmp_path / name).iterdir())})
    assert written[0] == written[1]
    assert list(written[0]) == ["kometa.yml", "stinger.json", "stremio.json"]
    assert "films written to" in capsys.readouterr().out
    assert FILMS_FOLDER.exists()


def test_a_database_that_holds_nothing_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"sqlite+aiosqlite:///{tmp_path / 'none.sqlite3'}"
    assert main([str(tmp_path / "out"), "--database", address]) == 2
    assert "holds no data of Stinger" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert main([str(tmp_path / "out"), "--database", "nonsense"]) == 2
    assert "--database" in capsys.readouterr().err
