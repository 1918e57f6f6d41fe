"""What every database takes of a text."""

from __future__ import annotations

from typing import TypeVar, cast

T = TypeVar("T")


def storable(value: T) -> T:
    """The same value, as JSON has it, whose texts hold only what every database takes.

    Left out are halves of surrogate pairs, which no UTF-8 holds, and NUL, which PostgreSQL refuses
    in a text; no reader sees either.
    """
    written = repr(value)
    if "\\x00" not in written and "\\ud" not in written:  # how both are written
        return value
    return cast("T", _storable(value))


def _storable(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "ignore").decode().replace("\x00", "")
    if isinstance(value, dict):
        return {_storable(name): _storable(held) for name, held in value.items()}
    if isinstance(value, list):
        return [_storable(held) for held in value]
    return value
