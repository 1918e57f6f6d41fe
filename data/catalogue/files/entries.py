"""The fields of an entry that was written by hand, each checked; faults say where they stand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from data.catalogue.files.tables import CatalogueError, check_address
from data.catalogue.verdict import Count

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def entries_of(path: Path, kind: str, named_by: str) -> list[tuple[str, dict[str, Any]]]:
    """The ``[[kind]]`` entries of a file that holds nothing else, each behind its place.

    A place tells the file, the entry's number, and its field ``named_by``.
    """
    with placed(path.name):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        check_fields(content, {kind})
        return [
            (f"{path.name}: {kind} {number} ({entry.get(named_by)})", entry)
            for number, entry in enumerate(content.get(kind, []), 1)
        ]


@contextmanager
def placed(place: str) -> Iterator[None]:
    """Turns a fault in the block into one that says where it stands."""
    try:
        yield
    except (ValueError, TypeError, AttributeError) as fault:
        raise CatalogueError(f"{place}: {fault}") from fault


def film_of(entry: Mapping[str, Any], field: str, known: Collection[str]) -> str:
    """The film's id in that field."""
    film_id = text_of(entry, field)
    if film_id not in known:
        raise ValueError(f"no film has the id {film_id!r}")
    return film_id


def text_of(entry: Mapping[str, Any], field: str, longest: int | None = None) -> str:
    """The words of that field, each gap a single space; at most ``longest`` characters."""
    value = entry.get(field)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{field!r} is missing or no text")
    words = " ".join(value.split())
    if _CONTROL.search(words):
        raise ValueError(f"{field!r} holds a control character")
    if longest is not None and len(words) > longest:
        raise ValueError(f"{field!r} is too long ({longest} characters at most)")
    return words


def page_of(entry: Mapping[str, Any]) -> tuple[str, str, str | None]:
    """The page's address, when it was looked up, and when it was published, if that is known."""
    url, looked_up = text_of(entry, "url"), entry.get("looked_up")
    check_address(url)
    if not isinstance(looked_up, date):
        raise ValueError("'looked_up' is not a date")
    published = text_of(entry, "published") if "published" in entry else None
    return url, looked_up.isoformat(), published


def count_of(entry: Mapping[str, Any], field: str) -> Count | None:
    """A number of scenes, ``"some"`` or ``None``."""
    value = entry.get(field)
    if value is None or value == "some":
        return value
    return whole_of(value, field)


def seconds_of(entry: Mapping[str, Any], field: str) -> int | None:
    """Seconds, or ``None`` where the field is missing."""
    return whole_of(entry[field], field) if field in entry else None


def whole_of(value: object, field: str) -> int:
    """The value, if it is a whole number of 0 or more."""
    if type(value) is not int or value < 0:
        raise ValueError(f"{field!r} is no whole number of 0 or more")
    return value


def flag_of(entry: Mapping[str, Any], field: str) -> bool:
    """Whether the field is true; it is false where it is missing."""
    value = entry.get(field, False)
    if not isinstance(value, bool):
        raise ValueError(f"{field!r} is neither true nor false")
    return value


def one_of(value: object, words: tuple[str, ...]) -> str:
    """The one of the words that the value is."""
    for word in words:
        if value == word:
            return word
    raise ValueError(f"{value!r} is none of {', '.join(words)}")


def check_fields(entry: Mapping[str, Any], allowed: Collection[str]) -> None:
    """Refuse a field that there is none of."""
    unknown = sorted(set(entry) - set(allowed))
    if unknown:
        raise ValueError(f"there is no field {unknown[0]!r}")
