"""The table of studios and their newest films."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.catalogue.catalogue import CatalogueError
from data.catalogue.files.supplements import MAKER_COLUMNS, read_makers
from data.catalogue.film import Film

FILMS = [
    Film("pebble-2021", "Pebble (2021)", "Pebble", 2021, 1, franchise="Stones"),
    Film("gull-2024", "Gull (2024)", "Gull", 2024, 2),
]


def written(folder: Path, *rows: str) -> Path:
    path = folder / "makers.csv"
    path.write_text("\n".join((MAKER_COLUMNS, *rows)) + "\n", encoding="utf-8")
    return path


def test_a_maker_means_films_franchises_and_earlier_makers(tmp_path: Path) -> None:
    path = written(tmp_path, "gulls,gull-2024", "stones,Stones", "all,gulls", "all,stones")
    makers = read_makers(path, FILMS)
    assert makers["all"] == ("gull-2024", "Stones")
    assert makers["gulls"] == ("gull-2024",)


@pytest.mark.parametrize("row", ["gulls,gull-1999", ",gull-2024", "gulls,", "gulls,later"])
def test_a_maker_of_nothing_known_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(CatalogueError):
        read_makers(written(tmp_path, row, "later,gull-2024"), FILMS)
