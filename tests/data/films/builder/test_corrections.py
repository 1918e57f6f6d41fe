"""What is put right of the lists by hand: ids, dates, rows that are no film or one of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.catalogue.catalogue import Catalogue
from data.films.build import build
from data.films.builder.raw import BuildError
from tests.data.films.builder.lists import SAME, rows

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
