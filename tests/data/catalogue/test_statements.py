"""What a page says of several films at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.catalogue.files.curated import Override, read_statements
from data.catalogue.files.tables import CatalogueError

KNOWN = {"one-2001", "two-2002", "three-2003"}
STATEMENT = """
[[statement]]
about = "the films of Ada Byron"
source = "screens.example"
url = "https://screens.example/byron"
looked_up = 2026-01-05
mid = 0
post = 0
films = ["one-2001", "two-2002"]
[[statement.supersedes]]
source = "lists.example"
because = "It names a song."
films = ["two-2002"]
"""


def read(tmp_path: Path, text: str) -> list[tuple[str, bool, str, dict[str, Override]]]:
    path = tmp_path / "statements.toml"
    path.write_text(text, encoding="utf-8")
    return [
        (one.film_id, one.claim.series_wide, one.claim.note, dict(one.supersedes))
        for one in read_statements(path, KNOWN)
    ]


def test_it_counts_for_each_film_and_is_marked(tmp_path: Path) -> None:
    note = "Said of the films of Ada Byron."
    assert read(tmp_path, STATEMENT) == [
        ("one-2001", True, note, {}),
        ("two-2002", True, note, {"lists.example": Override("It names a song.")}),
    ]


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        ('"one-2001", "two-2002"', '"one-2001"', "several films"),
        ('"one-2001", "two-2002"', '"two-2002", "two-2002"', "each once"),
        ('"one-2001", "two-2002"', '"two-2002", "four-2004"', "no film has the id 'four-2004'"),
        ('films = ["two-2002"]', 'films = ["three-2003"]', "does not cover 'three-2003'"),
    ],
)
def test_a_broken_one_is_named(tmp_path: Path, written: str, instead: str, fault: str) -> None:
    with pytest.raises(CatalogueError, match=rf"statements.toml: statement 1 .*{fault}"):
        read(tmp_path, STATEMENT.replace(written, instead))
