"""A catalogue or a look-up as one file that is mapped into memory, not read.

Arrays lie in the file as they do in memory. Of everything else that is large only bytes are kept
(:mod:`data.prepared.packed`); what remains is a small pickle that ties them together.
"""

from __future__ import annotations

import mmap
import os
import pickle
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from data.catalogue.film import Film
from data.prepared.packed import Numbers, Packed, PackedMapping, PackedSet, Rows, Unpickler

ALIGNED = 64
"""Each array begins at a multiple of so many bytes, as the processor likes it."""

MANY = 400
"""A container of so many items is packed; smaller ones are made when the file is loaded."""

_MARK = b"stinger\x01"
_PORTION = 1 << 16
"""Bytes written and read at a time. Linux keeps what is written or read at once as one piece, and
counts all of a piece as the memory of each process that touches a part of it."""


class DamagedError(Exception):
    """The file is not as it was saved."""


class _Packer(pickle.Pickler):
    """Puts a packed container in the place of every large one."""

    def __init__(self, target: BinaryIO, buffers: list[pickle.PickleBuffer]) -> None:
        super().__init__(target, protocol=5, buffer_callback=buffers.append)
        self._known: dict[int, tuple[object, object]] = {}
        self._films: list[tuple[Packed[Film], dict[int, int]]] = []

    def persistent_id(self, part: Any) -> object:  # noqa: ANN401 - each part of what is saved
        """The packed container that stands for a part; ``None`` where the part itself is saved."""
        if isinstance(part, (dict, list, tuple, frozenset)) and len(part) >= MANY:
            if id(part) not in self._known:
                # With the part itself: another may not come to have its id.
                self._known[id(part)] = part, self._packed(part)
            return self._known[id(part)][1]
        return None

    def _packed(self, part: Any) -> object:  # noqa: ANN401 - a container of any items
        if isinstance(part, dict):
            return self._mapping(part)
        if isinstance(part, frozenset):
            return PackedSet(Packed.texts(sorted(part))) if _are(part, str) else None
        if _are(part, Film):
            return self._films_of(part)
        return Packed.texts(part) if _are(part, str) else None

    def _films_of(self, films: Sequence[Film]) -> Sequence[Film]:
        """Some films, by their rows if all are among those that are packed already."""
        for packed, row_of in self._films:
            rows = [row_of.get(id(film), -1) for film in films]
            if -1 not in rows:
                return Rows(packed, np.array(rows, np.int64))
        whole = Packed.films(films)
        self._films.append((whole, {id(film): row for row, film in enumerate(films)}))
        return whole

    def _mapping(self, part: dict[Any, Any]) -> object:
        if _are(part, str):
            keys: Sequence[Any] = Packed.texts(sorted(part))
        elif _are(part, int):
            keys = Numbers(np.array(sorted(part), np.int64))
        else:
            return None
        values = [part[key] for key in sorted(part)]
        if _are(values, int):
            return PackedMapping(keys, Numbers(np.array(values, np.int64)))
        packed = self._films_of(values) if _are(values, Film) else Packed.of(values)
        return PackedMapping(keys, packed)


def _are(parts: Iterable[object], kind: type) -> bool:
    return all(type(part) is kind for part in parts)


def save(whole: object, target: BinaryIO) -> None:
    """Save something as :func:`load` reads it."""
    buffers: list[pickle.PickleBuffer] = []
    target.write(bytes(ALIGNED))
    _Packer(target, buffers).dump(whole)
    spans = [(ALIGNED, target.tell()), *(_written(target, buffer.raw()) for buffer in buffers)]
    first, last = _written(target, np.array(spans, np.int64).data)
    head = (_MARK + np.array([first, last], np.int64).tobytes()).ljust(ALIGNED - 8, b"\0")
    target.seek(ALIGNED)
    checksum = _checksum(head, _portions(target))
    target.seek(0)
    target.write(head + checksum)


def _written(target: BinaryIO, data: memoryview) -> tuple[int, int]:
    target.write(bytes(-target.tell() % ALIGNED))
    start = target.tell()
    target.write(data)
    return start, target.tell()


def write(whole: memoryview, file: Path) -> None:
    """Write what was saved as it is to be mapped."""
    with file.open("wb", buffering=0) as target:
        for start in range(0, len(whole), _PORTION):
            target.write(whole[start : start + _PORTION])


def _portions(source: BinaryIO) -> Iterator[bytes]:
    while portion := source.read(_PORTION):
        yield portion


def _checksum(head: bytes, portions: Iterable[bytes]) -> bytes:
    checksum = zlib.crc32(head)
    for portion in portions:
        checksum = zlib.crc32(portion, checksum)
    return checksum.to_bytes(8, sys.byteorder)


def mapped(file: Path) -> Any:  # noqa: ANN401 - whatever was saved
    """Map a saved file into memory; its pages are read when they are touched.

    Raises :class:`DamagedError` if it is not as it was saved, and ``OSError`` if it cannot be read.
    """
    with file.open("rb") as source:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(source.fileno(), 0, 0, os.POSIX_FADV_RANDOM)
        head = source.read(ALIGNED)
        if len(head) < ALIGNED or not head.startswith(_MARK):
            raise DamagedError(file)
        # Read and not touched in the mapping: those pages would count as this process's memory.
        if _checksum(head[:-8], _portions(source)) != head[-8:]:
            raise DamagedError(file)
        whole = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
    if hasattr(mmap, "MADV_RANDOM"):
        # Searches jump about: what lies beside a page that they touch need not come along.
        whole.madvise(mmap.MADV_RANDOM)
    return loaded(memoryview(whole))


def loaded(whole: memoryview) -> Any:  # noqa: ANN401 - whatever was saved
    """What was saved, out of the bytes of the file, which it goes on using."""
    first, last = np.frombuffer(whole[len(_MARK) : len(_MARK) + 16], np.int64).tolist()
    table = np.frombuffer(whole[first:last], np.int64).reshape(-1, 2).tolist()
    (start, end), *spans = table
    return Unpickler(BytesIO(whole[start:end]), buffers=[whole[a:b] for a, b in spans]).load()
