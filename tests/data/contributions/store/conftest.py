"""The store over a small catalogue, once on each database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.contributions.rules.agreement import UNCONTESTED
from data.contributions.store.contributions import Contributions
from data.contributions.store.known_films import KnownFilms
from data.database import Database
from tests.data.contributions.store.contributions import NOW
from tests.films import known_films


@pytest.fixture
def known(database: Database) -> KnownFilms:
    """What is known once all that was said at :data:`NOW` counts everywhere."""
    return known_films(database, now=NOW + timedelta(seconds=UNCONTESTED))


@pytest.fixture
def store(known: KnownFilms) -> Contributions:
    return known.contributions
