"""The store over a small catalogue, once on each database."""

from __future__ import annotations

import pytest

from data.contributions.store.contributions import Contributions
from data.contributions.store.known_films import KnownFilms
from data.database import Database
from tests.films import known_films


@pytest.fixture
def known(database: Database) -> KnownFilms:
    return known_films(database)


@pytest.fixture
def store(known: KnownFilms) -> Contributions:
    return known.contributions
