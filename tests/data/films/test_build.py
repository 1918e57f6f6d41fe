"""The builder on a small made-up folder of lists."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from data.catalogue.catalogue import Catalogue, CatalogueError
from data.films.build import build
from data.films.builder.raw import BuildError, clean, clean_title

FILMS = """\
title,original_title,year,release_date,runtime_min,imdb_id,tmdb_id,original_language,franchise,popularity_rank,seen_in
Night Harbour,,2019,2019-03-01,101,tt0000001,11,en,Harbour,2,9
Quay,Der Kai,2020,,90,tt0000002,,de,,1,5
Quay,,2020,,,,12,,Harbour,3,2
Quay (2020 film),,2020,,,,,,,4,1
"Long Wharf, The",,1950,,,,,,,5,1
Night Harbor,,2019,,,,,,,6,1
The Empty Pier,,1999,,80,tt0000007,77,,,7,1
Other Pier,,1999,,80,tt0000008,88,,,8,1
"""
ALIASES = """\
imdb_id,tmdb_id,film_title,film_year,alias,kind,lang
tt0000001,11,Night Harbour,2019,Nachthafen,translated_title,de
tt0000001,11,Night Harbour,2019,Nachthafen,alt_or_original_title,
tt0000001,11,Night Harbour,2019,Night Harbour,alt_or_original_title,
,12,Quay,2020,El muelle,translated_title,es?
,,Nobody,2020,Nadie,translated_title,es
"""
CLAIMS = """\
imdb_id,tmdb_id,title,year,franchise,mid_credits_scenes,post_credits_scenes,total_scenes,has_mid,has_post,confirmed_none,extra_kind,note,source,source_url,source_asof
tt0000001,11,Night Harbour,2019,,,,,0,1,,scene,After Credits;Bonus Scene,aftercredits.com,https://example.org/list,2026-08-22
tt0000001,,,,,,,,1,,,,,TMDB keywords,,2023
,12,Quay,2020,,0,0,0,0,0,yes,,,web page,https://www.example.com/quay,
,12,Quay,2020,,,,,,,,,,web page,https://www.example.com/silent,
tt9999999,12,Quay,2020,,,0,,,0,post_only,,franchise-wide statement,web page,https://example.net/q,
tt0000007,88,The Empty Pier,1999,,1,1,2,1,1,,,,mcuapi,https://example.org/m,2026-08-20
,,Long Wharf,1950,,,0,,,0,post_only,,,web page,https://example.net/w,
tt9999998,,,,,,,,,,,scene,Bonus Scene,aftercredits.com,https://example.org/list,2026-08-22
"""
MEANINGS = """\
scene_tag,extras,place,position,films,confirmed,denied,states
Bonus Scene,,post,post,20,10,0,1
"""
SAME = """\
film,same_as,why
tt0000001,Night Harbor (2019),spelling
tmdb 404,tt0000404,neither is listed
"""


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "films.csv").write_text(FILMS, encoding="utf-8")
    (folder / "aliases.csv").write_text(ALIASES, encoding="utf-8")
    (folder / "stinger_claims.csv").write_text(CLAIMS, encoding="utf-8")
    return folder


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folder = tmp_path / "built"
    folder.mkdir()
    (folder / "same_films.csv").write_text(SAME, encoding="utf-8")
    (folder / "tag_meanings.csv").write_text(MEANINGS, encoding="utf-8")
    return folder


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def test_films_stand_by_rank_with_readable_ids(lists: Path, built: Path) -> None:
    build(lists, built)
    assert [row[:2] for row in rows(built / "films.csv")] == [
        ["quay-2020", "Quay"],
        ["night-harbour-2019", "Night Harbour"],
        ["quay-2020-tmdb12", "Quay"],
        ["quay-2020-2", "Quay"],
        ["the-long-wharf-1950", "The Long Wharf"],
        ["the-empty-pier-1999", "The Empty Pier"],
        ["other-pier-1999", "Other Pier"],
    ]
    assert rows(built / "films.csv")[1][2:] == [
        *("", "2019", "2019-03-01", "101", "tt0000001", "11", "en", "Harbour")
    ]


def test_aliases_are_matched_by_id_and_listed_once(lists: Path, built: Path) -> None:
    build(lists, built)
    assert rows(built / "aliases.csv") == [
        ["night-harbour-2019", "Nachthafen", "translated_title", "de"],
        ["night-harbour-2019", "Night Harbor", "title_in_other_source", ""],
        ["quay-2020-tmdb12", "El muelle", "translated_title", "es?"],
    ]


def test_claims_are_matched_by_imdb_then_tmdb_id(lists: Path, built: Path) -> None:
    build(lists, built)
    tags = "After Credits;Bonus Scene"
    wide = "franchise-wide statement"
    keywords = "https://www.themoviedb.org/movie/11/keywords"
    listed, page, other = (
        "https://example.org/list",
        "https://www.example.com/quay",
        "https://example.net/q",
    )
    assert rows(built / "claims.csv") == [
        [
            "night-harbour-2019",
            "TMDB",
            keywords,
            "2023",
            "+",
            "",
            "",
            "",
            "",
            "duringcreditsstinger",
        ],
        [
            "night-harbour-2019",
            "aftercredits.com",
            listed,
            "2026-08-22",
            "0",
            "+",
            "",
            "",
            "",
            tags,
        ],
        ["quay-2020-tmdb12", "example.com", page, "", "0", "0", "", "", "", ""],
        ["quay-2020-tmdb12", "example.net", other, "", "", "0", "", "", "", wide],
        ["the-empty-pier-1999", "mcuapi", "https://example.org/m", "2026-08-20", "1", "1"]
        + [""] * 4,
    ]


def test_claims_without_a_film_are_kept_apart(lists: Path, built: Path) -> None:
    build(lists, built)
    assert [row[:6] for row in rows(built / "unmatched.csv")] == [
        ["", "", "Long Wharf", "1950", "example.net", "https://example.net/w"],
        ["tt9999998", "", "", "", "aftercredits.com", "https://example.org/list"],
    ]


WRONG = """\
film,field,ours,should_be,why
The Empty Pier (1999),tmdb_id,77,88,crossed
Other Pier (1999),tmdb_id,88,77,crossed
"""


def test_crossed_ids_are_put_right(lists: Path, built: Path) -> None:
    (built / "wrong_ids.csv").write_text(WRONG, encoding="utf-8")
    build(lists, built)
    build(lists, built)
    found = {row[0]: row[7] for row in rows(built / "films.csv")}
    assert (found["the-empty-pier-1999"], found["other-pier-1999"]) == ("88", "77")


DATES = """\
film_id,release_date,source,url,looked_up
the-empty-pier-1999,1999-09-09,page,https://example.org/a,2026-11-30
night-harbour-2019,1999-09-09,page,https://example.org/a,2026-11-30
"""


def test_a_date_found_by_hand_is_taken_where_the_lists_have_none(lists: Path, built: Path) -> None:
    build(lists, built)
    before = {row[0]: row[4] for row in rows(built / "films.csv")}
    assert before["the-empty-pier-1999"] == ""
    assert before["night-harbour-2019"] not in ("", "1999-09-09")
    (built / "release_dates.csv").write_text(DATES, encoding="utf-8")
    build(lists, built)
    dates = {row[0]: row[4] for row in rows(built / "films.csv")}
    assert dates["the-empty-pier-1999"] == "1999-09-09"
    assert dates["night-harbour-2019"] == before["night-harbour-2019"]


@pytest.mark.parametrize(
    "row",
    [
        "the-empty-pier-1999,1999-02-30,page,https://example.org/a,2026-11-30",
        "the-empty-pier-1999,19990909,page,https://example.org/a,2026-11-30",
        "the-empty-pier-1999,1999,page,https://example.org/a,2026-11-30",
        ",1999-09-09,page,https://example.org/a,2026-11-30",
        "the-empty-pier-1999",
    ],
)
def test_a_broken_date_is_named_with_its_line_and_nothing_is_written(
    lists: Path, built: Path, row: str
) -> None:
    build(lists, built)
    before = (built / "films.csv").read_bytes()
    (built / "release_dates.csv").write_text(f"{DATES}{row}\n", encoding="utf-8")
    with pytest.raises(BuildError, match=r"release_dates\.csv:4: "):
        build(lists, built)
    assert (built / "films.csv").read_bytes() == before


def test_ids_of_folded_rows_lead_on_and_those_of_rows_left_out_are_not_given_again(
    lists: Path, built: Path
) -> None:
    (built / "same_films.csv").unlink()
    build(lists, built)
    (built / "same_films.csv").write_text(SAME + "tt0000007,tt0000008,one pier\n", "utf-8")
    (built / "left_out.csv").write_text("film,kind,why\nThe Long Wharf (1950),series,s\n", "utf-8")
    build(lists, built)
    assert rows(built / "other_ids.csv") == [
        ["night-harbor-2019", "night-harbour-2019"],
        ["other-pier-1999", "the-empty-pier-1999"],
        ["the-long-wharf-1950", ""],
        ["tmdb 88", "the-empty-pier-1999"],
        ["tt0000008", "the-empty-pier-1999"],
    ]
    catalogue = Catalogue.load(built)
    pier = catalogue.get("the-empty-pier-1999")
    assert pier is not None
    assert pier == catalogue.get("other-pier-1999") == catalogue.by_imdb("tt0000008")
    assert pier == catalogue.by_tmdb(88)
    (built / "left_out.csv").unlink()
    build(lists, built)
    assert "the-long-wharf-1950" not in [row[0] for row in rows(built / "films.csv")]


ADULT = """\
film_id,title,year,list_rank,level,certainty,reason,source,licence
quay-2020-2,Quay,2020,4,softcore,certain,,,
the-long-wharf-1950,The Long Wharf,1950,5,explicit,certain,,,
"""


def test_obscene_rows_leave_the_films(lists: Path, built: Path) -> None:
    (lists / "adult.csv").write_text(ADULT.replace("Quay,2020", "Night Harbor,2019"), "utf-8")
    (built / "same_films.csv").unlink()
    build(lists, built)
    build(lists, built)
    titles = [row[1] for row in rows(built / "films.csv")]
    assert "Night Harbor" not in titles and "The Long Wharf" not in titles
    assert [row[1] for row in rows(built / "softcore.csv")] == ["Night Harbor"]
    catalogue = Catalogue.load(built)
    softcore = catalogue.softcore(" night harbor ")
    assert softcore is not None and catalogue.get(softcore.id) is None
    assert catalogue.softcore("night harbour") is None


TITLES = """\
film_id,title,lang,script,kind,lang_basis,source,licence
night-harbour-2019,Le port de nuit,fr,Latn,translated_title,source,a,b
night-harbour-2019,Puerto nocturno,es,Latn,translated_title,guess,a,b
night-harbour-2019,Night-Harbour,,Latn,alternative_title,,a,b
night-harbour-2019,Night Harbour: Extended,,Latn,alternative_title,,a,b
night-harbour-2019,Dark Waters,,Latn,alternative_title,,a,b
night-harbour-2019,Other Pier,,Latn,alternative_title,,a,b
gone-1999,Fort,fr,Latn,translated_title,source,a,b
"""


def test_release_titles_are_held_where_they_help_to_find(lists: Path, built: Path) -> None:
    build(lists, built)
    (lists / "titles.csv").write_text(TITLES, encoding="utf-8")
    build(lists, built)
    assert rows(built / "aliases.csv")[:5] == [
        ["night-harbour-2019", "Dark Waters", "alt_or_original_title", ""],
        ["night-harbour-2019", "Le port de nuit", "translated_title", "fr"],
        ["night-harbour-2019", "Nachthafen", "translated_title", "de"],
        ["night-harbour-2019", "Night Harbor", "title_in_other_source", ""],
        ["night-harbour-2019", "Puerto nocturno", "translated_title", "es?"],
    ]


NEW_FILMS = """\
action,film_id,title,title_from_slug,original_title,year,release_date,date_kind,us_month,month_basis,runtime_min,imdb_id,tmdb_id,tmdb_popularity_202609,tmdb_votes_202609,n_sources,fills,source,source_url,licence
new,,Copper Comet,0,,2026,2026-12-18,US,,,112,,4242,,,3,,,,
update,the-long-wharf-1950,The Long Wharf,0,,1950,1950-02-03,US,,,88,,,,,1,date runtime,,,
update,other-pier-1999,Other Pier,0,,1999,1999-05-05,KR (shown there),,,91,,,,,1,date runtime,,,
"""


def test_new_films_come_in_and_fill_what_rows_lack(lists: Path, built: Path) -> None:
    (lists / "new_films.csv").write_text(NEW_FILMS, encoding="utf-8")
    build(lists, built)
    first = (built / "films.csv").read_bytes()
    build(lists, built)
    assert (built / "films.csv").read_bytes() == first
    found = {row[0]: row for row in rows(built / "films.csv")}
    assert found["copper-comet-2026"][4:8] == ["2026-12-18", "112", "", "4242"]
    assert found["the-long-wharf-1950"][4:6] == ["1950-02-03", "88"]
    assert found["other-pier-1999"][4:6] == ["", "80"]


def test_a_new_film_of_a_well_known_series_stands_near_it(lists: Path, built: Path) -> None:
    newcomer = "Night Harbour Returns,,2026,2026-12-20,,tt0000010,,,Harbour,9,1\n"
    (lists / "films.csv").write_text(FILMS + newcomer, encoding="utf-8")
    build(lists, built)
    ids = [row[0] for row in rows(built / "films.csv")]
    assert ids.index("night-harbour-returns-2026") < ids.index("the-long-wharf-1950")


def test_the_outcome_counts_every_row(lists: Path, built: Path) -> None:
    assert str(build(lists, built)) == (
        "7 films (1 folded, 0 left out), 0 softcore, 3 aliases, "
        "5 claims, 2 unmatched, 1 dropped (they say nothing)"
    )


ADDED = """\
id,title,original_title,year,release_date,runtime_min,imdb_id,tmdb_id,language,franchise,ranks_after,source,url,looked_up
tide-2026,Tide,,2026,,,tt9999998,,en,,quay-2020,example.org,https://example.org/tide,2026-11-21
"""


def test_claims_find_an_added_film(lists: Path, built: Path) -> None:
    (built / "added_films.csv").write_text(ADDED, encoding="utf-8")
    assert build(lists, built).unmatched == 1
    claims = Catalogue.load(built).claims("tide-2026")
    assert [claim.source for claim in claims] == ["aftercredits.com"]


def test_a_film_that_the_lists_hold_by_now_keeps_its_id_and_is_named(
    lists: Path, built: Path
) -> None:
    build(lists, built)
    (built / "added_films.csv").write_text(ADDED, encoding="utf-8")
    newcomer = "The Tide,,2026,,,tt9999998,,,,9,1\n"
    (lists / "films.csv").write_text(FILMS + newcomer, encoding="utf-8")
    assert str(build(lists, built)).endswith("take their rows out of added_films.csv: tide-2026")
    assert "tide-2026" in [row[0] for row in rows(built / "films.csv")]
    with pytest.raises(CatalogueError, match=r"another film has the id 'tide-2026'"):
        Catalogue.load(built)
    (built / "added_films.csv").unlink()
    assert Catalogue.load(built).by_imdb("tt9999998") is not None


def test_the_same_lists_give_the_same_bytes(lists: Path, built: Path) -> None:
    build(lists, built)
    first = {path.name: path.read_bytes() for path in built.iterdir()}
    build(lists, built)
    assert {path.name: path.read_bytes() for path in built.iterdir()} == first


def test_a_better_known_film_of_the_same_name_takes_no_id_away(lists: Path, built: Path) -> None:
    build(lists, built)
    newcomer = "Quay,,2020,,,tt0000009,,,,0,9\n"
    (lists / "films.csv").write_text(FILMS + newcomer, encoding="utf-8")
    build(lists, built)
    ids = [row[0] for row in rows(built / "films.csv")]
    assert ids[:2] == ["quay-2020-tt0000009", "quay-2020"]


def test_the_catalogue_loads_what_was_built(lists: Path, built: Path) -> None:
    build(lists, built)
    catalogue = Catalogue.load(built)
    assert [film.label for film in catalogue.films][:4] == [
        "Quay (2020, 90 min)",
        "Night Harbour (2019)",
        "Quay (2020, TMDB 12)",
        "Quay (2020, quay-2020-2)",
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("films.csv", FILMS.replace("1999,,80,tt0000008", "early,,80,x"), "films.csv:9: "),
        ("films.csv", FILMS.replace("Other Pier", " "), "films.csv:9: no title"),
        ("films.csv", FILMS.replace("8,1\n", "8,1,1\n"), "films.csv:9: more fields"),
        ("stinger_claims.csv", CLAIMS.replace("mcuapi,", "hearsay,"), "stinger_claims.csv:7: no "),
        ("stinger_claims.csv", CLAIMS.replace(",1,1,2,1,1,", ",x,1,2,1,1,"), "claims.csv:7: "),
    ],
)
def test_a_broken_row_stops_the_build_before_anything_is_written(
    lists: Path, built: Path, name: str, content: str, message: str
) -> None:
    (lists / name).write_text(content, encoding="utf-8")
    with pytest.raises(BuildError, match=message):
        build(lists, built)
    assert {path.name for path in built.iterdir()} == {"same_films.csv", "tag_meanings.csv"}


def test_titles_lose_what_a_wiki_page_leaves() -> None:
    styles = ".mw-parser-output .frac{white-space:nowrap}.mw-parser-output .frac .num{top:0}"
    assert clean_title(f"Naked Gun {styles}33+1⁄3") == "Naked Gun 33+1⁄3"
    assert clean_title("The Curtain Pole[1]") == "The Curtain Pole"
    assert clean_title("Fly by Night\u00a0[fr]") == "Fly by Night"
    assert clean_title("The Perils (1933 serial)") == "The Perils"
    assert clean_title("Peepli [Live]") == "Peepli [Live]"
    assert clean_title("Quiet Papers,The") == "The Quiet Papers"
    assert clean_title("Run, Hide, Die") == "Run, Hide, Die"


def test_cleaning_keeps_words_and_drops_what_cannot_be_seen() -> None:
    assert clean("  e\u0301tude\u200b \t no.\u00a01 ") == "étude no. 1"
