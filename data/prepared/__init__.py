"""The catalogue and its look-up, made once and mapped into memory by every process that starts.

To read the tables and to index them takes seconds and hundreds of megabytes. So it is done in a
process of its own, once for each version of the files and of the code that reads them; what came
of it is kept in the home. That file may be deleted at any time.
"""

from __future__ import annotations

import logging
import pickle
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np

from data.atomic_files import replacing
from data.catalogue.catalogue import Catalogue
from data.films.updates.fetched import fetched_version, with_fetched
from data.installation import ROOT
from data.lookup import Lookup
from data.prepared.file import DamagedError, loaded, mapped, save, write
from data.settings import FILMS_FOLDER

log = logging.getLogger(__name__)

FOLDER = "prepared"
"""The folder in the home."""

CODE = ("data/catalogue", "data/lookup", "data/prepared", "data/films/updates", "data/text.py")
"""What decides how the files are read and what is made of them."""

LEFT_OVER = 3_600
"""Seconds after which what another process began to write counts as given up."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a catalogue comes from: its files, and what was fetched into a home until ``now``.

    ``times_address`` is that of the service for credits' times, if one is named.
    """

    home: Path
    now: datetime
    times_address: str = ""
    films: Path = FILMS_FOLDER

    @property
    def key(self) -> str:
        """Stands for all that goes into what is prepared, and for the code that makes it."""
        known = sha256(f"{platform.python_version()} {np.__version__} {sys.byteorder}".encode())
        for path in (*_code(), *_tables(self.films)):
            known.update(f"{path.name} {path.stat().st_size} ".encode())
            known.update(path.read_bytes())
        known.update(fetched_version(self.home, self.now, self.times_address))
        return known.hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a bot answers from; ``files`` is the catalogue without what was fetched."""

    files: Catalogue
    catalogue: Catalogue
    lookup: Lookup


def prepare(sources: Sources) -> Prepared:
    """The catalogue and its look-up, as they were kept or made anew.

    Where they cannot be kept, they are made in memory, which is said in the log. Raises
    :class:`data.catalogue.catalogue.CatalogueError` as :meth:`Catalogue.load` does.
    """
    file = sources.home / FOLDER / f"{sources.key}.bin"
    if (kept := _kept(file)) is not None:
        return kept
    if sys.executable:
        command = (sys.executable, "-m", "data.prepared", sources.home, sources.now.isoformat())
        arguments = (sources.times_address, sources.films)
        # A process of its own takes the memory with it that this needs.
        subprocess.run((*command, *arguments), cwd=ROOT, capture_output=True, check=False)
        if (kept := _kept(file)) is not None:
            return kept
    whole = BytesIO()
    save(made(sources), whole)
    try:
        _keep(whole.getbuffer(), file)
    except OSError as error:
        log.warning("%s cannot be written (%s): every start takes longer", file, error.strerror)
    prepared: Prepared = loaded(whole.getbuffer().toreadonly())
    return prepared


def made(sources: Sources) -> Prepared:
    """Read the files and index them, in this process; raises as :func:`prepare`."""
    files = Catalogue.load(sources.films)
    catalogue = with_fetched(files, sources.home, sources.now, sources.times_address)
    return Prepared(files, catalogue, Lookup.of(catalogue))


def make(sources: Sources) -> None:
    """Make the file that :func:`prepare` looks for; raises ``OSError`` if it cannot be written."""
    file = sources.home / FOLDER / f"{sources.key}.bin"
    whole = BytesIO()
    save(made(sources), whole)
    _keep(whole.getbuffer(), file)


def _kept(file: Path) -> Prepared | None:
    try:
        kept: Prepared = mapped(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (DamagedError, OSError, pickle.UnpicklingError):
        log.warning("%s cannot be used and is made anew", file)
        return None
    return kept


def _keep(whole: memoryview, file: Path) -> None:
    """Write the file in one go, whoever does so at the same time, and forget older ones."""
    with replacing(file) as part:
        write(whole, part)
    written = file.stat().st_mtime
    for other in file.parent.iterdir():
        with suppress(OSError):
            given_up = other.stat().st_mtime < written - LEFT_OVER
            if other != file and (other.suffix == ".bin" or given_up):
                other.unlink()


def _code() -> Iterator[Path]:
    for part in CODE:
        path = ROOT / part
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _tables(folder: Path) -> Iterator[Path]:
    yield from sorted([*folder.glob("*.csv"), *folder.glob("*.toml")])
    yield from sorted((folder / "scenes").glob("*.toml"))
