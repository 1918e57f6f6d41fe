"""Containers whose items are bytes until they are asked for, so that a file of them can be mapped.

They hold what a million Python objects would, in a tenth of the memory and without work for the
garbage collector. All are read-only.
"""

from __future__ import annotations

import marshal
import pickle
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import fields
from datetime import date
from io import BytesIO
from operator import attrgetter, eq
from typing import Any, Generic, TypeVar, overload

import numpy as np
import numpy.typing as npt

from data.catalogue.film import Film

T = TypeVar("T")
K = TypeVar("K", str, int)

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64] | npt.NDArray[np.uint32]

RECENT = 512
"""Values that a mapping keeps as they were made: more films than are asked about in an hour. With
all that is said of it, a film takes some ten kilobytes."""

_MISSING = object()

SAFE_MODULES = ("data.catalogue.", "data.lookup", "data.prepared.packed", "data.text")
SAFE_NAMES = frozenset(
    {
        ("builtins", "list"),
        ("collections", "defaultdict"),
        ("datetime", "date"),
        ("data.prepared", "Prepared"),
        ("numpy", "dtype"),
        ("numpy", "ndarray"),
        ("numpy._core.multiarray", "scalar"),
        ("numpy._core.numeric", "_frombuffer"),
    }
)


class Unpickler(pickle.Unpickler):
    """Makes what a catalogue and its look-up consist of, and nothing else."""

    def find_class(self, module: str, name: str, /) -> Any:  # noqa: ANN401 - as the library's own
        """Find a class or function of ours, or one of few others."""
        if (module, name) in SAFE_NAMES or module.startswith(SAFE_MODULES):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a catalogue")

    def persistent_load(self, packed: object) -> object:
        """What stands for a container is the packed one."""
        return packed


def _pickled(data: memoryview) -> Any:  # noqa: ANN401 - whatever was packed
    return Unpickler(BytesIO(data)).load()


def _text(data: memoryview) -> str:
    return str(data, "utf-8", "surrogatepass")


def _film(data: memoryview) -> Film:
    day, *values = marshal.loads(data)
    values.insert(_DAY, day and date.fromordinal(day))
    return Film(*values)


def _film_bytes(film: Film) -> bytes:
    values = list(_fields(film))
    day: date | None = values.pop(_DAY)
    return marshal.dumps([day and day.toordinal(), *values])


_FILM = [field.name for field in fields(Film)]
_DAY = _FILM.index("release_date")
_fields = attrgetter(*_FILM)

_MAKE: Mapping[str, Callable[[memoryview], Any]] = {
    "text": _text,
    "film": _film,
    "pickled": _pickled,
}


class _Items(Sequence[T], Generic[T]):
    """A sequence that is the same as any other with the same items."""

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))
        )

    __hash__ = None  # type: ignore[assignment]  # as a list


class Packed(_Items[T], Generic[T]):
    """A sequence whose items are made of bytes each time they are asked for."""

    def __init__(self, data: Bytes, ends: Places, kind: str) -> None:
        self._data, self._ends, self._kind = data, ends, kind
        self._bytes, self._places = data.data, ends.data
        self._make: Callable[[memoryview], T] = _MAKE[kind]

    def __reduce__(self) -> tuple[Any, ...]:
        return Packed, (self._data, self._ends, self._kind)

    @classmethod
    def _of(cls, parts: Iterable[bytes], kind: str) -> Packed[T]:
        whole = list(parts)
        ends = np.cumsum([0, *map(len, whole)], dtype=np.int64)
        small = ends[-1] < 1 << 32
        data = np.frombuffer(b"".join(whole), np.uint8)
        return cls(data, ends.astype(np.uint32) if small else ends, kind)

    @staticmethod
    def texts(texts: Iterable[str]) -> Packed[str]:
        """Pack texts."""
        return Packed._of((text.encode("utf-8", "surrogatepass") for text in texts), "text")

    @staticmethod
    def films(films: Iterable[Film]) -> Packed[Film]:
        """Pack films."""
        return Packed._of(map(_film_bytes, films), "film")

    @staticmethod
    def of(values: Iterable[T]) -> Packed[T]:
        """Pack anything that a catalogue holds."""
        return Packed._of((pickle.dumps(value, 5) for value in values), "pickled")

    def __len__(self) -> int:
        return len(self._places) - 1

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        places = self._places
        if place < 0:
            place += len(self)
            if place < 0:
                raise IndexError(place)
        return self._make(self._bytes[places[place] : places[place + 1]])

    def __iter__(self) -> Iterator[T]:
        start = 0
        for end in self._ends[1:].tolist():
            yield self._make(self._bytes[start:end])
            start = end


class Rows(_Items[T], Generic[T]):
    """Some items of another sequence, by their places in it."""

    def __init__(self, whole: Sequence[T], places: Places) -> None:
        self._whole, self._places = whole, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            return [self._whole[one] for one in self._places[place].tolist()]
        return self._whole[int(self._places[place])]


class PackedMapping(Mapping[K, T], Generic[K, T]):
    """Values by key, in the order of the keys, which are sorted.

    The last :data:`RECENT` are kept as they were made: the same few films are asked about.
    """

    def __init__(self, keys: Sequence[K], values: Sequence[T]) -> None:
        self._keys: Sequence[K] = keys
        self._values = values
        self._recent: dict[K, T] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return PackedMapping, (self._keys, self._values)

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __getitem__(self, key: K) -> T:
        value = self.get(key, _MISSING)
        if value is _MISSING:
            raise KeyError(key)
        known: T = value
        return known

    def get(self, key: K, default: Any = None) -> Any:  # noqa: ANN401 - as the library's own
        """The value of a key; quicker than by way of an error."""
        recent = self._recent.get(key, _MISSING)
        if recent is not _MISSING:
            return recent
        place = _place(self._keys, key)
        if place is None:
            return default
        value = self._values[place]
        if len(self._recent) >= RECENT:
            self._recent.clear()
        self._recent[key] = value
        return value

    def __contains__(self, key: object) -> bool:
        return _place(self._keys, key) is not None


class PackedSet(Set[str]):
    """Texts, sorted."""

    def __init__(self, texts: Packed[str]) -> None:
        self._texts = texts

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __contains__(self, text: object) -> bool:
        return _place(self._texts, text) is not None


class Numbers(Sequence[int]):
    """Whole numbers."""

    def __init__(self, numbers: Places) -> None:
        self._array, self._numbers = numbers, numbers.data

    def __reduce__(self) -> tuple[Any, ...]:
        return Numbers, (self._array,)

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> list[int]: ...
    def __getitem__(self, place: int | slice) -> int | list[int]:
        if isinstance(place, slice):
            return list(self._numbers[place])
        return self._numbers[place]


def _place(sorted_keys: Sequence[Any], key: object) -> int | None:
    """Where a key stands; ``None`` also for one of another type."""
    try:
        place = bisect_left(sorted_keys, key)
    except TypeError:
        return None
    return place if place < len(sorted_keys) and sorted_keys[place] == key else None
