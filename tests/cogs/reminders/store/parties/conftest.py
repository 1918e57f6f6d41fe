"""The stores of parties."""

from __future__ import annotations

import pytest

from cogs.reminders.store.parties.parties import PartyStore
from cogs.reminders.store.parties.work import PartyWork
from data.database import Database


@pytest.fixture
def store(database: Database) -> PartyStore:
    return PartyStore(database)


@pytest.fixture
def work(database: Database) -> PartyWork:
    return PartyWork(database)
