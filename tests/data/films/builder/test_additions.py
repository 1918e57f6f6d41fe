"""Films that are in none of the lists, and those that come into them."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.catalogue.catalogue import Catalogue, CatalogueError
from data.films.build import build
from tests.data.films.builder.lists import FILMS, rows

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


def test_a_better_known_film_of_the_same_name_takes_no_id_away(lists: Path, built: Path) -> None:
    build(lists, built)
    newcomer = "Quay,,2020,,,tt0000009,,,,0,9\n"
    (lists / "films.csv").write_text(FILMS + newcomer, encoding="utf-8")
    build(lists, built)
    ids = [row[0] for row in rows(built / "films.csv")]
    assert ids[:2] == ["quay-2020-tt0000009", "quay-2020"]
