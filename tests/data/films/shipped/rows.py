"""The rows of the files that are shipped."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from data import films

FOLDER = Path(films.__file__).parent


LISTS = {"aftercredits.com", "TMDB", "mcuapi"}


def rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        for row in reader:
            yield reader.line_num, row


def broken(name: str, is_right: re.Pattern[str], *columns: str) -> list[str]:
    """The fields of these columns that do not match, with their lines."""
    return [
        f"{name}:{line}: {column} {row[column]!r}"
        for line, row in rows(name)
        for column in columns
        if not is_right.fullmatch(row[column])
    ]
