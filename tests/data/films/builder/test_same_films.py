from __future__ import annotations

from pathlib import Path

from data.films.builder.raw import RawFilm
from data.films.builder.same_films import fold_same, read_same_films

FIRST = RawFilm("Night Harbour", "", 2019, "", "101", "tt0000001", "", "", "Harbour")
SECOND = RawFilm("Quay", "", 2020, "", "", "tt0000002", "", "", "")
THIRD = RawFilm("Hafen", "Der Hafen", 2018, "2018-12-24", "99", "", "11", "de", "")
FOURTH = RawFilm("Night Harbor", "", 2019, "", "", "", "", "", "")


def test_the_kept_row_is_filled_from_the_other() -> None:
    folded = fold_same([FIRST, SECOND, THIRD], {"tmdb 11": "tt0000001"})
    whole = RawFilm(
        *("Night Harbour", "Der Hafen", 2019, "2018-12-24", "101"),
        *("tt0000001", "11", "de", "Harbour"),
        other_titles=("Hafen",),
        folded=("tmdb 11",),
    )
    assert folded == [whole, SECOND]


def test_the_better_known_place_counts_whichever_row_is_kept() -> None:
    folded = fold_same([FIRST, SECOND, THIRD], {"tt0000001": "tmdb 11"})
    assert [film.title for film in folded] == ["Hafen", "Quay"]
    assert (folded[0].year, folded[0].runtime) == (2018, "99")


def test_several_rows_fold_into_one() -> None:
    same = {"tmdb 11": "tt0000001", "Night Harbor (2019)": "tt0000001"}
    folded = fold_same([FIRST, SECOND, THIRD, FOURTH], same)
    assert [film.other_titles for film in folded] == [("Hafen", "Night Harbor"), ()]


def test_a_pair_that_is_not_listed_is_passed_over() -> None:
    same = {"tmdb 404": "tt0000001", "tt0000002": "tmdb 404"}
    assert fold_same([FIRST, SECOND], same) == [FIRST, SECOND]


def test_no_file_folds_nothing(tmp_path: Path) -> None:
    assert read_same_films(tmp_path / "same_films.csv") == {}
