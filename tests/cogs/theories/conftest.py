"""Stores of theories on each database."""

from __future__ import annotations

import pytest

from cogs.theories.store import Stores
from data.database import Database
from tests.cogs.theories.keeper import Keeper


@pytest.fixture
def keeper(database: Database) -> Keeper:
    return Keeper(Stores(database))
