"""Lists that are read page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list. ``number`` counts from 0, ``count`` pages, ``total`` rows of all."""

    rows: tuple[T, ...]
    number: int
    count: int
    total: int


def page_of(rows: Sequence[T], number: int, size: int) -> Page[T]:
    """A page of ``size`` rows; a number beyond the last page gives the last."""
    count = max(1, -(-len(rows) // size))
    number = min(max(number, 0), count - 1)
    shown = tuple(rows[number * size : (number + 1) * size])
    return Page(shown, number, count, len(rows))
