"""Files that are written in one go, so that nobody reads half of one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Where to write a file in the block; at its end that takes the place of the one at ``path``.

    Whoever reads meanwhile gets the old one or the new one, also if several processes write it at
    once. Raises ``OSError`` if its folder cannot be made or the file cannot be put there; then,
    and if the block raises, what was at ``path`` stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file as :func:`replacing` does."""
    with replacing(path) as part:
        part.write_bytes(content)
