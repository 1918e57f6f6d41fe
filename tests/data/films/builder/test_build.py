"""The builder on a small made-up folder of lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.catalogue.catalogue import Catalogue
from data.films.build import build
from data.films.builder.raw import BuildError
from tests.data.films.builder.lists import CLAIMS, FILMS, rows


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


def test_the_outcome_counts_every_row(lists: Path, built: Path) -> None:
    assert str(build(lists, built)) == (
        "7 films (1 folded, 0 left out), 0 softcore, 3 aliases, "
        "5 claims, 2 unmatched, 1 dropped (they say nothing)"
    )


def test_the_same_lists_give_the_same_bytes(lists: Path, built: Path) -> None:
    build(lists, built)
    first = {path.name: path.read_bytes() for path in built.iterdir()}
    build(lists, built)
    assert {path.name: path.read_bytes() for path in built.iterdir()} == first


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
