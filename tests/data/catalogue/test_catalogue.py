from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.catalogue.catalogue import Catalogue, CatalogueError
from data.catalogue.verdict import Position
from data.text import HiddenText

FILMS = """\
id,title,original_title,year,release_date,runtime_min,imdb_id,tmdb_id,language,franchise
harbour-2-2021,Harbour 2,,2021,2021-05-01,100,tt0000002,22,en,Harbour
night-harbour-2019,Night Harbour,Der Hafen,2019,2019-03-01,101,tt0000001,11,de,Harbour
harbour-1999,Harbour,,2019,,,,,,Harbour
quay-2020,Quay,,2020,,,,,,
"""
ALIASES = """\
film_id,alias,kind,lang
night-harbour-2019,Nachthafen,translated_title,de
"""
NICKNAMES = """\
film_id,alias,kind,source
night-harbour-2019,NH,abbreviation,example.org
night-harbour-2019,Harbour by Night,official_title,example.org
quay-2020,The Quay,nickname,example.org
quay-2020,NH,abbreviation,example.org
"""
ADDED_FILMS = """\
id,title,original_title,year,release_date,runtime_min,imdb_id,tmdb_id,language,franchise,ranks_after,source,url,looked_up
harbour-3-2026,Harbour 3,,2026,,,tt0000003,33,en,Harbour,night-harbour-2019,example.org,https://example.org/3,2026-11-21
harbour-4-2027,Harbour 4,,2027,,,,,en,Harbour,night-harbour-2019,example.org,https://example.org/4,2026-11-21
"""
FRANCHISES = """\
film_id,franchise
quay-2020,Quays
"""
CLAIMS = """\
film_id,source,url,as_of,mid,post,total,extras,kind_unstated,note
night-harbour-2019,TMDB,,2023,+,,,,,
night-harbour-2019,aftercredits.com,https://example.org,2026-08-22,0,2,,audio;still,,tags
quay-2020,example.org,https://example.org/q,,,,+,,1,
"""
KEPT_CLAIMS = """\
film_id,source,url,as_of,mid,post,total,extras,kind_unstated,note
harbour-2-2021,example.net,https://example.net/two,2026-10-02,0,,,,,
quay-2020,example.net,https://example.net/q,2026-10-02,,0,,,,franchise-wide statement
"""
CURATED = """\
[[claim]]
film = "night-harbour-2019"
mid = 0
post = "some"
extras = ["audio"]
source = "example.com"
url = "https://example.com/harbour"
looked_up = 2026-11-21
published = "2019-04"
official = true
note = "Only a sound."
[[claim.supersedes]]
source = "TMDB"
because = "It means a sound."
"""
SCENES = """\
[[film]]
id = "harbour-2-2021"
[[film.source]]
name = "example.com"
url = "https://example.com/two"
looked_up = 2026-11-20
[[film.source]]
name = "example.org"
url = "https://example.org/two"
looked_up = 2026-11-20
post = 1
[[film.scene]]
position = "mid-credits"
purpose = "sequel tease"
clues = ["mid-credits tease"]
hint = "Short, and soon."
hidden = "A boat comes home."
starts = 125
ends = 190
[[film.scene]]
position = "post-credits"
purpose = "easter egg"
hint = "At the very end."
hidden = "The boat leaves."
[[film.scene.confirmation]]
class = "on record"
by = "the director"
says = "The captain comes back."
source = "example.com"
url = "https://example.com/interview"
looked_up = 2026-11-21
published = "2022-03"
"""
NEEDED_BEFORE = """\
film_id,needed_id,source,url,looked_up
harbour-2-2021,harbour-1999,example.org,https://example.org/first,2026-11-21
harbour-2-2021,night-harbour-2019,example.org,https://example.org/first,2026-11-21
"""
CREDITS = """\
film_id,seconds,source,url,looked_up
night-harbour-2019,573,example.org,https://example.org/credits,2026-11-21
"""
TABLES = {"films.csv": FILMS, "aliases.csv": ALIASES, "claims.csv": CLAIMS}
BY_HAND = {
    "nicknames.csv": NICKNAMES,
    "added_films.csv": ADDED_FILMS,
    "franchises.csv": FRANCHISES,
    "kept_claims.csv": KEPT_CLAIMS,
    "curated.toml": CURATED,
    "needed_before.csv": NEEDED_BEFORE,
    "credits.csv": CREDITS,
    "scenes/harbour.toml": SCENES,
}


def write(folder: Path, files: dict[str, str]) -> Path:
    (folder / "scenes").mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue.load(write(tmp_path, TABLES | BY_HAND))


def test_films_are_found_by_each_id(catalogue: Catalogue) -> None:
    film = catalogue.get("night-harbour-2019")
    assert film is not None
    assert film is catalogue.by_imdb("tt0000001") is catalogue.by_tmdb(11) is catalogue.films[1]
    assert (film.label, film.title, film.original_title) == (
        *("Night Harbour (2019)", "Night Harbour", "Der Hafen"),
    )
    assert (film.year, film.rank, film.runtime, film.language) == (2019, 2, 101, "de")
    assert film.release_date == date(2019, 3, 1)
    assert (film.imdb_id, film.tmdb_id, film.franchise) == ("tt0000001", 11, "Harbour")


def test_added_films_rank_after_the_film_they_name(catalogue: Catalogue) -> None:
    ranks = {film.id: film.rank for film in catalogue.films}
    assert list(ranks.values()) == [1, 2, 3, 4, 5, 6]
    assert (ranks["harbour-3-2026"], ranks["harbour-4-2027"], ranks["harbour-1999"]) == (3, 4, 5)
    assert catalogue.by_imdb("tt0000003") is catalogue.by_tmdb(33) is catalogue.films[2]


def test_what_is_unknown_is_none(catalogue: Catalogue) -> None:
    film = catalogue.get("quay-2020")
    assert film is not None
    assert {film.release_date, film.runtime, film.imdb_id, film.tmdb_id} == {None}
    assert {film.original_title, film.language} == {None}
    assert catalogue.get("") is catalogue.by_imdb("") is catalogue.by_tmdb(0) is None


def test_other_titles_come_from_lists_and_from_hand(catalogue: Catalogue) -> None:
    assert catalogue.aliases == {
        "night-harbour-2019": ("Nachthafen", "Harbour by Night"),
    }


def test_nicknames_stand_apart_from_titles(catalogue: Catalogue) -> None:
    nicknames = {"night-harbour-2019": ("NH",), "quay-2020": ("The Quay", "NH")}
    assert catalogue.nicknames == catalogue.extended([], {}).nicknames == nicknames


def test_a_franchise_stands_in_order_of_release(catalogue: Catalogue) -> None:
    assert {name: [film.id for film in films] for name, films in catalogue.franchises.items()} == {
        "Harbour": [
            "night-harbour-2019",
            "harbour-1999",
            "harbour-2-2021",
            "harbour-3-2026",
            "harbour-4-2027",
        ],
        "Quays": ["quay-2020"],
    }


def test_what_is_needed_before_a_film_stands_in_order_of_release(catalogue: Catalogue) -> None:
    for known in (catalogue, catalogue.extended([], {})):
        needed = known.needed_before("harbour-2-2021")
        assert [one.film.id for one in needed] == ["night-harbour-2019", "harbour-1999"]
        assert known.needed_before("harbour-1999") == ()
    page = ("example.org", "https://example.org/first", "2026-11-21")
    assert {(one.source, one.url, one.as_of) for one in needed} == {page}


def test_the_length_of_credits_is_read(catalogue: Catalogue) -> None:
    for known in (catalogue, catalogue.extended([], {})):
        said = known.stated_credits("night-harbour-2019")
        assert said is not None
        assert (said.seconds, said.source, said.as_of) == (573, "example.org", "2026-11-21")
        assert known.stated_credits("harbour-1999") is None


def test_who_speaks_for_a_scene_is_read(catalogue: Catalogue) -> None:
    plain, argued = catalogue.scenes("harbour-2-2021")
    assert plain.confirmations == ()
    (said,) = argued.confirmations
    assert (said.source_class, said.by) == ("on record", "the director")
    assert (said.looked_up, said.published) == ("2026-11-21", "2022-03")
    assert said.says.unwrap_for_spoiler() == "The captain comes back."
    assert (said.source, said.url) == ("example.com", "https://example.com/interview")


def test_counts_are_read_as_denial_number_or_some(catalogue: Catalogue) -> None:
    claim, _ = catalogue.claims("quay-2020")
    assert (claim.mid, claim.post, claim.total, claim.kind_unstated) == (None, None, "some", True)
    listed = catalogue.claims("night-harbour-2019")[1]
    assert (listed.mid, listed.post, listed.extras) == (0, 2, ("audio", "still"))
    assert (listed.url, listed.as_of, listed.note) == ("https://example.org", "2026-08-22", "tags")
    assert catalogue.claims("harbour-1999") == catalogue.claims("no-such-film") == ()


def test_claims_kept_by_hand_follow_those_of_the_builder(catalogue: Catalogue) -> None:
    built, kept = catalogue.claims("quay-2020")
    assert (built.source, kept.source, kept.post) == ("example.org", "example.net", 0)
    assert (kept.mid, kept.as_of, kept.curated) == (None, "2026-10-02", False)


def test_what_is_said_of_a_whole_series_is_marked(tmp_path: Path) -> None:
    marked = CURATED.replace("official = true", "series_wide = true")
    catalogue = Catalogue.load(write(tmp_path, TABLES | BY_HAND | {"curated.toml": marked}))
    built, kept = catalogue.claims("quay-2020")
    assert kept.series_wide and not built.series_wide
    assert [claim.series_wide for claim in catalogue.claims("night-harbour-2019")] == [
        *(False, False, True),
    ]


def test_a_curated_claim_supersedes_another_which_stays_listed(catalogue: Catalogue) -> None:
    tmdb, listed, curated = catalogue.claims("night-harbour-2019")
    assert tmdb.superseded == "It means a sound."
    assert listed.superseded is curated.superseded is None
    assert curated.curated and curated.official and not listed.curated
    assert (curated.source, curated.mid, curated.post) == ("example.com", 0, "some")
    assert (curated.as_of, curated.note, curated.extras) == ("2019-04", "Only a sound.", ("audio",))


def test_a_curated_claim_does_not_supersede_itself(tmp_path: Path) -> None:
    same = CURATED.replace('source = "example.com"', 'source = "TMDB"')
    files = TABLES | {"curated.toml": same}
    tmdb, _, curated = Catalogue.load(write(tmp_path, files)).claims("night-harbour-2019")
    assert tmdb.superseded and not curated.superseded
    alone = same.replace("night-harbour-2019", "harbour-1999")
    with pytest.raises(CatalogueError, match=r"claim 1 .*no claim of 'TMDB' to supersede"):
        Catalogue.load(write(tmp_path, TABLES | {"curated.toml": alone}))


def test_told_scenes_are_claims_of_the_pages_that_they_come_from(catalogue: Catalogue) -> None:
    _, counted, stated = catalogue.claims("harbour-2-2021")
    assert (counted.source, counted.mid, counted.post) == ("example.com", 1, 1)
    assert (stated.source, stated.mid, stated.post) == ("example.org", None, 1)
    assert (counted.as_of, counted.curated) == ("2026-11-20", True)


def test_scenes_are_told_in_order_and_hidden(catalogue: Catalogue) -> None:
    first, second = catalogue.scenes("harbour-2-2021")
    assert (first.position, first.order, first.purpose) == (Position.MID, 1, "sequel tease")
    assert (first.hint, first.starts, first.ends) == ("Short, and soon.", 125, 190)
    assert first.clues == ("mid-credits tease",)
    assert first.hidden == HiddenText("A boat comes home.")
    assert (second.position, second.order, second.starts) == (Position.POST, 2, None)
    assert catalogue.scenes("quay-2020") == ()


def test_files_kept_by_hand_may_be_missing(tmp_path: Path) -> None:
    catalogue = Catalogue.load(write(tmp_path, TABLES))
    assert len(catalogue.films) == 4
    assert catalogue.scenes("harbour-2-2021") == ()
    assert catalogue.nicknames == {}
    assert list(catalogue.franchises) == ["Harbour"]


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
        ("scenes/harbour.toml", "the director", "d" * 41, r"scene 2: 'by' or 'says' is too long"),
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
        ("scenes/harbour.toml", "harbour-2", "h", r"harbour\.toml: film 1 \(h-2021\): no film"),
        ("scenes/harbour.toml", "[[film.source]]", "[[film.page]]", r"film 1 .* no field 'page'"),
        ("scenes/harbour.toml", "looked_up = 2026-11-20\n[[", "[[", r"film 1 .*, source 1: "),
        ("scenes/harbour.toml", '"mid-credits"', '"middle"', r"film 1 .*, scene 1: 'middle'"),
        ("scenes/harbour.toml", '"easter egg"', '"egg"', r"scene 2: 'egg' is none of sequel tease"),
        ("scenes/harbour.toml", "mid-credits tease", "tease", r"scene 1: 'tease' is none of"),
        ("scenes/harbour.toml", '"At the very end."', '""', r"scene 2: 'hint' is missing"),
        ("scenes/harbour.toml", "At the very", "At the " + "very " * 30, r"scene 2: .* too long"),
        ("scenes/harbour.toml", "The boat", "The boat " * 99, r"scene 2: .* too long"),
        ("scenes/harbour.toml", "ends = 190", "ends = 125", r"scene 1: it ends before it starts"),
        ("scenes/harbour.toml", "starts = 125", 'starts = "2:05"', r"scene 1: 'starts'"),
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
