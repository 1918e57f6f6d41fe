"""New films from a stand-in for TMDB, and what the bot makes of what was kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.catalogue.catalogue import Catalogue
from data.catalogue.verdict import Claim, Verdict, judge
from data.films.builder.tag_meanings import Meanings
from data.films.updates.aftercredits import LIST_PAGE
from data.films.updates.imported import with_imported
from data.films.updates.tmdb import ATTRIBUTION, KEPT_FOR, Tmdb, import_films
from data.films.updates.web import ATTEMPTS, OutageError, Web
from tests.data.films.updates.stub import NOW, TOKEN, Sites, film, refuses
from tests.films import NO_SCENE, TWO_SCENES, UNKNOWN, small_catalogue

POST = {"keywords": {"keywords": [{"name": "aftercreditsstinger"}, {"name": "space"}]}}

NOT_MEASURED: Meanings = frozenset()


def known(**facts: object) -> dict[str, object]:
    """A film that the catalogue has."""
    named = {"title": TWO_SCENES.title, "imdb_id": TWO_SCENES.imdb_id, "release_date": "2024-05-03"}
    return film(9001, **{**named, **facts})


def nobody_waits(_count: int) -> None:
    """There is nobody to tell."""


async def fetch(sites: Sites, way: Web, path: Path, now: datetime = NOW) -> int:
    tmdb = Tmdb(way, TOKEN, f"{sites.address}/3")
    return await import_films(tmdb, path, 3, now, nobody_waits)


async def test_new_films_come_with_titles_dates_and_keywords(
    sites: Sites, way: Web, tmp_path: Path
) -> None:
    path = tmp_path / "var" / "tmdb.json"
    said = [
        {"iso_639_1": "de", "data": {"title": "Kupferkomet"}},
        {"iso_639_1": "fr", "data": {"title": ""}},
        {"iso_639_1": "ko", "data": {"title": "혜성"}},
    ]
    sites.films = {77: film(77, **POST, translations={"translations": said}), 9001: known()}
    assert await fetch(sites, way, path) == 2
    assert json.loads(path.read_text())["attribution"] == ATTRIBUTION
    assert TOKEN not in path.read_text()
    catalogue = with_imported(small_catalogue(), path, NOW, NOT_MEASURED)
    added = catalogue.by_tmdb(77)
    assert added is not None
    assert added.id == "copper-comet-77-2026.t77"
    assert (added.label, added.runtime) == ("Copper Comet 77 (2026)", 112)
    assert catalogue.aliases[added.id] == ("Kupferkomet",)
    assert judge(catalogue.claims(added.id)).verdict is Verdict.SCENES
    assert catalogue.claims(NO_SCENE.id) == small_catalogue().claims(NO_SCENE.id)
    assert len(catalogue.films) == len(small_catalogue().films) + 1


async def test_a_known_film_gets_what_it_lacks_and_nothing_else(
    sites: Sites, way: Web, tmp_path: Path
) -> None:
    sites.films = {9001: known(runtime=90, release_date="2024-06-06", **POST)}
    await fetch(sites, way, tmp_path / "tmdb.json")
    catalogue = with_imported(small_catalogue(), tmp_path / "tmdb.json", NOW, NOT_MEASURED)
    assert catalogue.get(TWO_SCENES.id) == TWO_SCENES
    assert catalogue.claims(TWO_SCENES.id)[-1].source == "TMDB"


async def test_a_fetched_keyword_is_read_beside_the_tags_that_ship(
    sites: Sites, way: Web, tmp_path: Path
) -> None:
    tags = Claim("aftercredits.com", mid=0, url=LIST_PAGE, note="After Credits;Audio")
    catalogue = Catalogue([TWO_SCENES], {}, {TWO_SCENES.id: (tags,)}, {})
    sites.films = {9001: known(**POST)}
    await fetch(sites, way, tmp_path / "tmdb.json")
    imported = with_imported(catalogue, tmp_path / "tmdb.json", NOW, NOT_MEASURED)
    _, keyword = imported.claims(TWO_SCENES.id)
    assert (keyword.source, keyword.post, keyword.kind_unstated) == ("TMDB", None, True)


def popular(count: int) -> Catalogue:
    """A catalogue of films up to that rank; the one at 100 is the first of a series."""
    films = [replace(UNKNOWN, id=f"film-{n}", label=f"Film {n}", rank=n) for n in range(1, count)]
    films[99] = replace(films[99], year=2019, franchise="Copper: Comet")
    return Catalogue(films, {}, {}, {})


def told_in(*languages: str) -> dict[str, object]:
    """Translations in which TMDB tells of the film, the title perhaps being the same."""
    told = [{"iso_639_1": code, "data": {"title": "", "overview": "Told."}} for code in languages]
    return {"translations": {"translations": told}}


async def test_a_new_film_stands_by_its_release_and_its_series(
    sites: Sites, way: Web, tmp_path: Path
) -> None:
    series = {"belongs_to_collection": {"name": "Copper Comet Collection"}}
    six = told_in("en", "de", "fr", "es", "it", "pt", "de", "ja")
    sites.films = {77: film(77, **six), 78: film(78), 79: film(79, **series)}
    await fetch(sites, way, tmp_path / "tmdb.json")
    catalogue = with_imported(popular(3_000), tmp_path / "tmdb.json", NOW, NOT_MEASURED)
    wide, narrow, sequel = (catalogue.by_tmdb(number) for number in (77, 78, 79))
    assert wide and narrow and sequel
    assert (wide.rank, narrow.rank, sequel.rank) == (1_302, 3_000, 150)
    assert (sequel.franchise, wide.franchise) == ("Copper: Comet", None)
    assert [one.rank for one in catalogue.films] == sorted(one.rank for one in catalogue.films)


@pytest.mark.parametrize(
    "facts",
    [{"adult": True}, {"title": None}, {"title": "x" * 300}, {"release_date": ""}],
)
async def test_films_for_adults_and_films_without_title_or_day_are_left_out(
    sites: Sites, way: Web, tmp_path: Path, facts: dict[str, object]
) -> None:
    sites.films = {78: film(78, **facts)}
    assert await fetch(sites, way, tmp_path / "tmdb.json") == 0
    assert json.loads((tmp_path / "tmdb.json").read_text())["films"] == {}


@pytest.mark.parametrize(
    "facts", [{"runtime": -5}, {"runtime": "long"}, {"imdb_id": "tt||"}, {"title": "Comet\u202e"}]
)
async def test_a_field_that_cannot_be_is_left_out(
    sites: Sites, way: Web, tmp_path: Path, facts: dict[str, object]
) -> None:
    sites.films = {78: film(78, **facts)}
    await fetch(sites, way, tmp_path / "tmdb.json")
    added = with_imported(small_catalogue(), tmp_path / "tmdb.json", NOW, NOT_MEASURED).by_tmdb(78)
    assert added is not None
    assert (added.runtime, added.imdb_id, added.title) in {
        (None, "tt7700078", "Copper Comet 78"),
        (112, None, "Copper Comet 78"),
        (112, "tt7700078", "Comet"),
    }


async def test_an_outage_keeps_what_there_is(sites: Sites, way: Web, tmp_path: Path) -> None:
    path = tmp_path / "tmdb.json"
    sites.films = {77: film(77)}
    await fetch(sites, way, path)
    before = path.read_text()
    sites.failing = [refuses(503)] * ATTEMPTS
    with pytest.raises(OutageError, match="503"):
        await fetch(sites, way, path)
    assert path.read_text() == before


@pytest.mark.parametrize("fault", [{"keywords": [3]}, {"keywords": {"keywords": [{}]}}])
async def test_an_answer_of_another_form_is_an_outage(
    sites: Sites, way: Web, tmp_path: Path, fault: dict[str, object]
) -> None:
    sites.films = {77: film(77, **fault)}
    with pytest.raises(OutageError, match="another form"):
        await fetch(sites, way, tmp_path / "tmdb.json")


async def test_after_six_months_nothing_is_kept_or_read(
    sites: Sites, way: Web, tmp_path: Path
) -> None:
    path = tmp_path / "tmdb.json"
    sites.films = {77: film(77)}
    await fetch(sites, way, path)
    assert timedelta(days=150) < KEPT_FOR <= timedelta(days=184)
    later = NOW + KEPT_FOR
    assert with_imported(small_catalogue(), path, later, NOT_MEASURED).by_tmdb(77) is None
    sites.films = {}
    await fetch(sites, way, path, later)
    assert json.loads(path.read_text())["films"] == {}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"films": {"x": {}}}', '{"films": 3}'])
def test_a_broken_file_adds_nothing(content: str, tmp_path: Path) -> None:
    path = tmp_path / "tmdb.json"
    path.write_text(content)
    assert (
        with_imported(small_catalogue(), path, NOW, NOT_MEASURED).films == small_catalogue().films
    )


def test_no_file_adds_nothing(tmp_path: Path) -> None:
    assert (
        with_imported(small_catalogue(), tmp_path / "none", NOW, NOT_MEASURED).films
        == small_catalogue().films
    )
