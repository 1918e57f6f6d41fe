"""An index in one file that is mapped into memory, not read: for catalogues of a million titles.

Arrays lie in the file as they do in memory. Texts and films, which as Python objects would take
longer to make than everything else, are kept as bytes and made when they are asked for.
"""

from __future__ import annotations

import mmap
import pickle
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar, overload

import numpy as np
import numpy.typing as npt

from data.lookup import Lookup
from data.lookup.index.keys import Keys

T = TypeVar("T")

ALIGNED = 64
"""Each array begins at a multiple of so many bytes, as the processor likes it."""


class Packed(Sequence[T], Generic[T]):
    """A sequence whose items are made of bytes when they are asked for."""

    def __init__(
        self, data: npt.NDArray[np.uint8], ends: npt.NDArray[np.int64], make: Callable[[bytes], T]
    ) -> None:
        self._data, self._ends, self._make = data, ends, make
        self._bytes, self._places = data.data, ends.data

    def __reduce__(self) -> tuple[Any, ...]:
        return Packed, (self._data, self._ends, self._make)

    @classmethod
    def of(cls, parts: Iterable[bytes], make: Callable[[bytes], T]) -> Packed[T]:
        """Pack items that have been turned into bytes, and say how to make them again."""
        whole = list(parts)
        ends = np.cumsum([0, *map(len, whole)], dtype=np.int64)
        return cls(np.frombuffer(b"".join(whole), np.uint8), ends, make)

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
        return self._make(bytes(self._bytes[places[place] : places[place + 1]]))


def _texts(texts: Sequence[str]) -> Packed[str]:
    return Packed.of((text.encode("utf-8", "surrogatepass") for text in texts), _text)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def _packed_keys(keys: Keys) -> tuple[type[Keys], tuple[Any, ...]]:
    fields = {name: getattr(keys, name) for name in Keys.__slots__}
    fields |= {"text": _texts(keys.text), "spaced": _texts(keys.spaced)}
    return Keys, tuple(fields.values())


def _packed_lookup(lookup: Lookup) -> tuple[Callable[..., Lookup], tuple[Any, ...], dict[str, Any]]:
    films = Packed.of(map(pickle.dumps, vars(lookup)["_films"]), pickle.loads)
    return object.__new__, (Lookup,), {**vars(lookup), "_films": films}


def save(lookup: Lookup, file: Path) -> None:
    """Save an index as :func:`load` reads it."""
    buffers: list[pickle.PickleBuffer] = []
    with file.open("wb") as target:
        target.write(bytes(ALIGNED))
        pickler = pickle.Pickler(target, protocol=5, buffer_callback=buffers.append)
        pickler.dispatch_table = {Keys: _packed_keys, Lookup: _packed_lookup}
        pickler.dump(lookup)
        spans = [(ALIGNED, target.tell()), *(_written(target, buffer.raw()) for buffer in buffers)]
        table = np.array(spans, np.int64)
        first, last = _written(target, table.data)
        target.seek(0)
        target.write(np.array([first, last], np.int64).tobytes())


def _written(target: BinaryIO, data: memoryview) -> tuple[int, int]:
    target.write(bytes(-target.tell() % ALIGNED))
    start = target.tell()
    target.write(data)
    return start, target.tell()


def load(file: Path) -> Lookup:
    """Map a saved index into memory; its pages are read when they are touched."""
    with file.open("rb") as source:
        mapped = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
    # Searches jump about: what lies beside a page that they touch need not come along.
    mapped.madvise(mmap.MADV_RANDOM)
    whole = memoryview(mapped)
    first, last = np.frombuffer(whole[:16], np.int64).tolist()
    table = np.frombuffer(whole[first:last], np.int64).reshape(-1, 2).tolist()
    (start, end), *spans = table
    lookup: Lookup = pickle.loads(whole[start:end], buffers=[whole[a:b] for a, b in spans])
    return lookup
