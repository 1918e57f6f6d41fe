"""Every table that is shipped: its columns, its text, and where a broken row is."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from cogs.shared.cards.wording import film_name
from data.catalogue.catalogue import Catalogue, CatalogueError
from data.catalogue.files.scene_texts import SCENE_TEXT_COLUMNS
from data.catalogue.files.supplements import (
    CREDITS_COLUMNS,
    FRANCHISE_COLUMNS,
    MAKER_COLUMNS,
    NEEDED_COLUMNS,
)
from data.catalogue.files.tables import (
    ADDED_COLUMNS,
    ALIAS_COLUMNS,
    CLAIM_COLUMNS,
    FILM_COLUMNS,
    NICKNAME_COLUMNS,
    OTHER_ID_COLUMNS,
)
from data.films.builder.tables import UNMATCHED_COLUMNS
from data.films.builder.tag_meanings import (
    MEANING_COLUMNS,
)
from data.films.calibration import OUTCOME_COLUMNS
from data.locales import speaking
from tests.data.films.shipped.rows import FOLDER, LISTS, rows

FRENCH_SPACE = re.compile("\u202f(?=[;!?])|\xa0(?=[:»%])|(?<=«)\xa0")

TABLES = {
    "films.csv": FILM_COLUMNS,
    "scene_texts.csv": SCENE_TEXT_COLUMNS,
    "added_films.csv": ADDED_COLUMNS,
    "aliases.csv": ALIAS_COLUMNS,
    "release_titles.csv": ALIAS_COLUMNS,
    "unverified_titles.csv": ALIAS_COLUMNS,
    "claims.csv": CLAIM_COLUMNS,
    "kept_claims.csv": CLAIM_COLUMNS,
    "unmatched.csv": UNMATCHED_COLUMNS,
    "makers.csv": MAKER_COLUMNS,
    "nicknames.csv": NICKNAME_COLUMNS,
    "franchises.csv": FRANCHISE_COLUMNS,
    "needed_before.csv": NEEDED_COLUMNS,
    "credits.csv": CREDITS_COLUMNS,
    "same_films.csv": "film,same_as,why",
    "left_out.csv": "film,kind,why",
    "wrong_ids.csv": "film,field,ours,should_be,why",
    "release_dates.csv": "film_id,release_date,source,url,looked_up",
    "other_ids.csv": OTHER_ID_COLUMNS,
    "softcore.csv": FILM_COLUMNS,
    "tag_meanings.csv": MEANING_COLUMNS,
    "calibration.csv": OUTCOME_COLUMNS,
    "erotic_titles.csv": "row,level",
    "everyday.csv": "key",
    "other_works.csv": "key,name,kind,year,rank,source",
}


def test_no_table_is_left_unread_here() -> None:
    assert {path.name for path in FOLDER.glob("*.csv")} == TABLES.keys()


@pytest.mark.parametrize("name", TABLES)
def test_each_table_has_its_columns_and_clean_text(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert text.splitlines()[0] == TABLES[name]
    assert "\r" not in text and text.endswith("\n")
    for line, row in rows(name):
        for column, value in row.items():
            where = f"{name}:{line}: {column}"
            assert isinstance(value, str), where
            # French keeps some of its signs on the line of the word beside them.
            spaced = FRENCH_SPACE.sub(" ", value)
            assert spaced == " ".join(spaced.split()), where
            # A key is made for comparing, not for reading.
            assert column == "key" or value == unicodedata.normalize("NFC", value), where
            assert not any(unicodedata.category(char)[0] == "C" for char in value), where


@pytest.mark.parametrize(("name", "line"), [("films.csv", 20000), ("claims.csv", 1500)])
def test_a_broken_row_is_named_by_file_and_line(tmp_path: Path, name: str, line: int) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "films", ignore=shutil.ignore_patterns("*.py"))
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    lines[line - 1] = lines[line - 1].replace(",", ",,", 1)
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=rf"^{name}:{line}: 11 fields instead of 10$"):
        Catalogue.load(folder)


def test_a_release_title_is_shown_where_its_country_speaks(catalogue: Catalogue) -> None:
    told = list(rows("release_titles.csv"))
    assert [row["film_id"] for _, row in told] == sorted({row["film_id"] for _, row in told})
    for line, row in told:
        film = catalogue.get(row["film_id"])
        assert film is not None and film.title != row["alias"], line
        assert (row["lang"], row["alias"]) in film.own_titles, line
    inception = catalogue.get("inception-2010")
    assert inception is not None
    with speaking("pt-BR"):
        assert film_name(inception) == "A Origem (Inception, 2010)"


def test_the_counts_in_the_list_of_sources_are_true() -> None:
    text = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    claims = Counter(
        row["source"] if row["source"] in LISTS else "web pages" for _, row in rows("claims.csv")
    )
    counted = {
        "films": sum(1 for _ in rows("films.csv")),
        "folded films": sum(1 for _ in rows("same_films.csv")),
        "rows left out as no film": sum(1 for _ in rows("left_out.csv")),
        "softcore": sum(1 for _ in rows("softcore.csv")),
        "other ids": sum(1 for _ in rows("other_ids.csv")),
        "other names": sum(1 for _ in rows("aliases.csv")),
        "unverified titles": sum(1 for _ in rows("unverified_titles.csv")),
        "release titles of a country": sum(1 for _ in rows("release_titles.csv")),
        "nicknames": sum(1 for _ in rows("nicknames.csv")),
        "added films": sum(1 for _ in rows("added_films.csv")),
        "added franchises": sum(1 for _ in rows("franchises.csv")),
        "claims": claims.total(),
        "kept claims": sum(1 for _ in rows("kept_claims.csv")),
        "names of series and games": sum(1 for _ in rows("other_works.csv")),
        "everyday words": sum(1 for _ in rows("everyday.csv")),
        "unmatched claims": sum(1 for _ in rows("unmatched.csv")),
        **{f"claims of {source}": number for source, number in claims.items()},
    }
    for what, number in counted.items():
        assert f"| {what} | {number:,} |" in text
