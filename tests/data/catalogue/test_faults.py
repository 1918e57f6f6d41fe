"""A catalogue with a fault is refused, and the fault is named by its file and its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.catalogue.catalogue import Catalogue, CatalogueError
from data.catalogue.files.told import MOST_EGGS
from tests.data.catalogue.harbours import BY_HAND, SCENES, TABLES, write


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("films.csv", "id,title", "id,name", r"films\.csv:1: the header is not id,title"),
        ("films.csv", "harbour-1999,Harbour,,2019,", "h,H,,soon,", r"films\.csv:4: .*'soon'"),
        ("films.csv", "2019-03-01", "2019-02-30", r"films\.csv:3: day"),
        ("films.csv", ",Quay,", ",", r"films\.csv:5: 9 fields instead of 10"),
        (
            "films.csv",
            "quay-2020,Quay",
            "harbour-1999,Quay",
            r"films\.csv:5: another film has the id",
        ),
        ("films.csv", "Quay", "", r"films\.csv:5: a film needs an id and a title"),
        ("films.csv", "tt0000001", "tt0000002", r"films\.csv:3: .*tt0000002"),
        ("aliases.csv", "night-harbour", "day-harbour", r"aliases\.csv:2: no film .*day-harbour"),
        ("aliases.csv", "Nachthafen", "", r"aliases\.csv:2: no name"),
        ("nicknames.csv", "quay-2020", "key-2020", r"nicknames\.csv:4: no film"),
        ("added_films.csv", "tt0000003", "tt0000001", r"films\.csv:3: another film.*tt0000001"),
        ("added_films.csv", "harbour-4-2027", "harbour-3-2026", r"added_films\.csv:3: another"),
        ("added_films.csv", "harbour-2019", "wharf-2019", "no film has the id 'night-wharf-2019'"),
        ("added_films.csv", "2026-11-21", "soon", r"added_films\.csv:2: .*soon"),
        ("added_films.csv", ",https://example.org/3,", ",,", r"added_films\.csv:2: .*address"),
        ("needed_before.csv", "-2021,harbour", "-2021,quay", r"needed_before\.csv:2: no film"),
        ("needed_before.csv", "harbour-1999", "night-harbour-2019", r"csv:3: .*each once"),
        ("needed_before.csv", "harbour-1999", "harbour-2-2021", r"csv:2: .*needs another"),
        ("needed_before.csv", "https://", "", r"needed_before\.csv:2: .*no web address"),
        ("credits.csv", "harbour-2019", "harbour-2018", r"credits\.csv:2: no film"),
        ("credits.csv", "573", "-5", r"credits\.csv:2: '-5' is no number of seconds"),
        ("credits.csv", "example.org,", ",", r"credits\.csv:2: no source"),
        ("scenes/harbour.toml", "on record", "anonymous", r"scene 2: 'anonymous' is none of"),
        ("scenes/harbour.toml", "says =", "say =", r"scene 2: there is no field 'say'"),
        ("scenes/harbour.toml", "com/interview", "com/a b", r"scene 2: .*no web address"),
        ("scenes/harbour.toml", "the director", "a boss", r"scene 2: 'a boss' is none of"),
        ("franchises.csv", "quay-2020", "key-2020", r"franchises\.csv:2: no film"),
        ("franchises.csv", "Quays", "", r"franchises\.csv:2: no franchise"),
        ("franchises.csv", "quay-2020", "harbour-1999", r"franchises\.csv:2: .*already"),
        ("claims.csv", ",0,2,", ",no,2,", r"claims\.csv:3: 'no' is no count"),
        ("claims.csv", "audio;still", "audio;smell", r"claims\.csv:3: 'smell' is no kind"),
        ("claims.csv", "quay-2020", "key-2020", r"claims\.csv:4: no film"),
        ("claims.csv", ",TMDB,", ",,", r"claims\.csv:2: a claim needs a source"),
        ("claims.csv", ",,1,", ",,yes,", r"claims\.csv:4: 'yes'"),
        ("kept_claims.csv", "quay-2020", "key-2020", r"kept_claims\.csv:3: no film"),
        ("curated.toml", "mid = 0", "mid = ", r"curated\.toml: .*line 3"),
        ("curated.toml", "night-harbour", "day", r"curated\.toml: claim 1 \(day-2019\): no film"),
        ("curated.toml", "mid = 0", "mid = true", r"curated\.toml: claim 1 .*'mid'"),
        ("curated.toml", "mid = 0", "mid = -1", r"curated\.toml: claim 1 .*'mid'"),
        ("curated.toml", "mid = 0", "middle = 0", r"claim 1 .* no field 'middle'"),
        ("curated.toml", "[[claim]]", "[[claims]]", r"curated\.toml: there is no field 'claims'"),
        ("curated.toml", "https://", "ftp://", r"claim 1 .* is no web address"),
        ("curated.toml", "2026-11-21", '"today"', r"claim 1 .*'looked_up' is not a date"),
        ("curated.toml", "= true", '= "yes"', r"claim 1 .*'official' is neither"),
        (
            "curated.toml",
            "official = true",
            "series_wide = 1",
            r"claim 1 .*'series_wide' is neither",
        ),
        ("curated.toml", '["audio"]', '["smell"]', r"claim 1 .*'smell' is no kind of extra"),
        ("curated.toml", '["audio"]', "3", r"claim 1 "),
        ("curated.toml", "Only a sound.", "A \\u0007", r"claim 1 .*'note' holds a control"),
        ("curated.toml", '"TMDB"', '"IMDb"', r"claim 1 .* no claim of 'IMDb' to supersede"),
        ("curated.toml", "because", "since", r"claim 1 .* no field 'since'"),
        ("curated.toml", "because", "position = 'end'\nbecause", r"claim 1 .*'end' is not a valid"),
        (
            "curated.toml",
            "because",
            "position = 'post-credits'\nbecause",
            r"claim 1 .*'TMDB' says nothing of that position",
        ),
        ("scenes/harbour.toml", "harbour-2", "h", r"harbour\.toml: film 1 \(h-2021\): no film"),
        ("scenes/harbour.toml", "[[film.source]]", "[[film.page]]", r"film 1 .* no field 'page'"),
        ("scenes/harbour.toml", "looked_up = 2026-11-20\n[[", "[[", r"film 1 .*, source 1: "),
        ("scenes/harbour.toml", '"mid-credits"', '"middle"', r"film 1 .*, scene 1: 'middle'"),
        ("scenes/harbour.toml", '"easter egg"', '"egg"', r"scene 2: 'egg' is none of sequel tease"),
        ("scenes/harbour.toml", "mid-credits tease", "tease", r"scene 1: 'tease' is none of"),
        ("scenes/harbour.toml", '"At the very end."', '""', r"scene 2: 'hint' is missing"),
        (
            "scenes/harbour.toml",
            "At the very",
            "At the " + "very " * 30,
            r"scene 2: 'hint' .* long",
        ),
        ("scenes/harbour.toml", "The boat", "The boat " * 99, r"scene 2: 'hidden' is too long"),
        ("scenes/harbour.toml", "ends = 190", "ends = 125", r"scene 1: it ends before it starts"),
        ("scenes/harbour.toml", "starts = 125", 'starts = "2:05"', r"scene 1: 'starts'"),
        ("scenes/harbour.toml", '"cast cameo"', '"cameo"', r"egg 1: 'cameo' is none of visual"),
        ("scenes/harbour.toml", "Behind the bar.", " ", r"egg 1: 'hint' is missing"),
        ("scenes/harbour.toml", "The cook", "The cook " * 30, r"egg 1: 'hidden' is too long"),
        ("scenes/harbour.toml", "com/eggs", "com/a b", r"egg 1: .*no web address"),
        ("scenes/harbour.toml", "2026-11-22", '"today"', r"egg 1: 'looked_up' is not a date"),
        ("scenes/harbour.toml", "[[film.egg]]", "[[film.egg]]\nwhere = 1", r"egg 1: .*'where'"),
    ],
)
def test_a_fault_names_its_file_and_place(
    tmp_path: Path, name: str, old: str, new: str, message: str
) -> None:
    files = TABLES | BY_HAND
    assert old in files[name]
    folder = write(tmp_path, files | {name: files[name].replace(old, new)})
    with pytest.raises(CatalogueError, match=message):
        Catalogue.load(folder)


def test_a_scene_during_the_credits_cannot_follow_one_after_them(tmp_path: Path) -> None:
    first, second = 'position = "mid-credits"', 'position = "post-credits"'
    swapped = SCENES.replace(first, "?").replace(second, first).replace("?", second)
    with pytest.raises(CatalogueError, match=r"a\.toml: film 1 .*, scene 2: a mid-credits scene"):
        Catalogue.load(write(tmp_path, TABLES | {"scenes/a.toml": swapped}))


def test_a_film_is_told_once(tmp_path: Path) -> None:
    files = TABLES | {"scenes/a.toml": SCENES, "scenes/b.toml": SCENES}
    with pytest.raises(CatalogueError, match=r"b\.toml: film 1 \(harbour-2-2021\).*told"):
        Catalogue.load(write(tmp_path, files))


def test_a_film_has_no_more_easter_eggs_than_a_card_shows(tmp_path: Path) -> None:
    egg = SCENES[SCENES.index("[[film.egg]]") :]
    most = SCENES + egg * (MOST_EGGS - 1)
    Catalogue.load(write(tmp_path, TABLES | {"scenes/a.toml": most}))
    with pytest.raises(CatalogueError, match=r"a\.toml: film 1 .*, egg 6: .* 5 Easter eggs"):
        Catalogue.load(write(tmp_path, TABLES | {"scenes/a.toml": most + egg}))


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_that_the_builder_makes_may_not_be_missing(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path, TABLES | BY_HAND)
    (folder / name).unlink()
    with pytest.raises(CatalogueError, match=f"{name}: there is no such file"):
        Catalogue.load(folder)


def test_scenes_without_a_source_are_refused(tmp_path: Path) -> None:
    told = '[[film]]\nid = "quay-2020"\n'
    with pytest.raises(CatalogueError, match=r"a\.toml: film 1 \(quay-2020\): no source"):
        Catalogue.load(write(tmp_path, TABLES | {"scenes/a.toml": told}))
