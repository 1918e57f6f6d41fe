"""The open record: a reader that knows nothing of ours comes to the same values."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.catalogue.catalogue import Catalogue
from data.catalogue.verdict import Claim
from data.contributions.rules.decisions import promote
from data.contributions.rules.sightings import Answer, sighting_of
from data.contributions.store.server_films import ServerFilms
from data.contributions.store.submissions import Submission
from data.database import Database
from data.export import as_json, kometa_overlays, main, record_of, stremio_catalogue
from data.installation import ROOT
from data.lookup import Lookup
from tests.data.contributions.store.contributions import HERE, NOW, add, old, timestamp
from tests.data.independent_reader import (
    LISTED,
    SIDES,
    Row,
    given_films,
    read_again,
)
from tests.films import MARK, UNKNOWN, known_films, small_catalogue


@pytest.fixture(scope="module")
def whole(catalogue: Catalogue) -> Row:
    lone = ServerFilms(catalogue, Lookup((), {}), ())
    record: Row = json.loads(as_json(record_of(catalogue, lone)))
    return record


def test_every_value_follows_from_what_stands_beside_it(whole: Row) -> None:
    films = whole["films"]
    assert whole.keys() == {"version", "licence", "as_of", "films"}
    assert whole["version"] == 1
    assert len(films) > 4_000
    for film_id, film in films.items():
        assert read_again(film) == film, film_id
    dates = [claim.get("as_of", "") for film in films.values() for claim in film["claims"]]
    assert whole["as_of"] == max(dates)
    listed = given_films()
    for film_id, film in films.items():
        assert {name: film[name] for name in LISTED} == listed[film_id]
    shown = films.values()
    assert {film["confidence"] for film in shown} == {None, "low", "medium", "high"}
    assert any(film["scenes"] and film["scenes"][0] != film["scenes"][1] for film in shown)


_counts = st.sampled_from((None, 0, 1, 2, "some"))
_claims = st.lists(
    st.builds(
        Claim,
        st.sampled_from(
            ["members", "TMDB", "aftercredits.com", "imdb.com", "m.imdb.com", "b.example"]
        ),
        mid=_counts,
        post=_counts,
        total=_counts,
        official=st.booleans(),
        series_wide=st.booleans(),
    ).map(lambda claim: replace(claim, official=claim.official and claim.source != "members")),
    max_size=5,
)


# Members who do not say where deny nothing that a page says, and yet doubt all of it.
@example([Claim("b.example", mid=0, post=0, official=True), Claim("members", total="some")])
@given(_claims)
def test_whatever_is_claimed_the_reader_comes_to_the_same(claims: list[Claim]) -> None:
    """Also where members contradict one that is official, which no shipped film has."""
    told = Catalogue([UNKNOWN], {}, {UNKNOWN.id: tuple(claims)}, {})
    films = record_of(told, ServerFilms(told, Lookup((), {}), ()))["films"]
    for film in films.values():
        assert read_again(film) == film


def test_kometa_and_stremio_say_the_same(whole: Row) -> None:
    rows = sorted(
        (film for film in whole["films"].values() if film["imdb_id"]),
        key=lambda film: str(film["imdb_id"]),
    )
    overlays = [f"# {whole['licence']}", "overlays:"]
    for position in SIDES:
        name = f"{position.capitalize()} scene"
        overlays += [f"  {name}:", "    overlay:", f"      name: text({name})", "    imdb_id:"]
        overlays += [
            f"      - {film['imdb_id']}"
            for film in rows
            if film["positions"][position]["finding"] == "scene"
        ]
    assert kometa_overlays(whole).decode().splitlines() == overlays
    words = {"stay": "Stay seated", "go": "Free to go"}
    assert json.loads(stremio_catalogue(whole)) == {
        "metas": [
            {
                "id": film["imdb_id"],
                "type": "movie",
                "name": film["title"],
                "releaseInfo": str(film["year"]),
                "description": words[film["verdict"]],
            }
            for film in rows
            if film["verdict"] in words
        ]
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
    told = (125, 7120), (131, 7130), (121, 7140), (190, 7110), (126, 7120), (130, 7190)
    for user, (starts, lasts) in enumerate(told, 70001):
        saw = timestamp(starts, runtime=lasts)
        one = await add(store, saw, old(user), server=HERE)
        await store.change(one, promote(one.revision), 1, NOW)
    films = await known.at(None)
    record = record_of(catalogue, films)
    film = record["films"][UNKNOWN.id]
    (cut,) = film["cuts"]
    assert cut["scenes"] == [
        {
            "position": "mid-credits",
            "number": 1,
            "starts": {
                "seconds": 126,
                "margin": 5,
                "members": 5,
                "readings": [121, 125, 126, 130, 131, 190],
            },
            "ends": {
                "seconds": 186,
                "margin": 5,
                "members": 5,
                "readings": [181, 185, 186, 190, 191, 250],
            },
        }
    ]
    assert cut["runtime"] == {
        "seconds": 7120,
        "margin": 14,
        "members": 5,
        "readings": [7110, 7120, 7120, 7130, 7140, 7190],
    }
    (claim,) = film["claims"]
    assert claim["members"] == {"saying": 6}
    assert read_again(film) == film
    written = as_json(record)
    assert b"7000" not in written
    assert written == as_json(record_of(catalogue, await known.at(None)))


async def test_two_processes_write_the_same_bytes(
    database: Database, database_address: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    """However each of them hashes text, and with what servers share."""
    store = known_films(database).contributions
    film = next(f for f in catalogue.films if f.year < NOW.year and not catalogue.claims(f.id)).id
    saw = sighting_of(Answer.AFTER, blind=True)
    assert saw is not None
    for user in (70001, 70002, 70003):
        one = await add(store, timestamp(125 + user % 3), old(user), server=HERE, film=film)
        await store.change(one, promote(one.revision), 1, NOW)
        await store.see(Submission(user % 2 + 1, [film], old(user), saw), NOW)
    written = []
    for seed in ("0", "4294967295"):
        folder = tmp_path / seed
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "data.export", folder, "--database", database_address),
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            stdout=asyncio.subprocess.PIPE,
        )
        said_there, _ = await process.communicate()
        assert b"films written to" in said_there
        written.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert written[0] == written[1]
    assert list(written[0]) == ["kometa.yml", "stinger.json", "stremio.json"]
    told = json.loads(written[0]["stinger.json"])["films"][film]
    members = [claim["members"] for claim in told["claims"] if "members" in claim]
    assert members == [{"saying": 3}, {"saying": 3, "of": 3, "servers": 2}]
    assert told["cuts"][0]["scenes"][0]["starts"]["readings"] == [125, 126, 127]
    assert read_again(told) == told


def test_a_database_that_holds_nothing_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"sqlite+aiosqlite:///{tmp_path / 'none.sqlite3'}"
    assert main([str(tmp_path / "out"), "--database", address]) == 2
    assert "holds no data of Stinger" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert main([str(tmp_path / "out"), "--database", "nonsense"]) == 2
    assert "--database" in capsys.readouterr().err
