"""A folder of lists, and one in which they are built."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.data.films.builder.lists import ALIASES, CLAIMS, FILMS, MEANINGS, SAME


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
