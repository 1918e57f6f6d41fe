"""The stores of reminders."""

from __future__ import annotations

import pytest

from cogs.reminders.store.outbox import Outbox
from cogs.reminders.store.reminders import ReminderStore
from data.database import Database


@pytest.fixture
def store(database: Database) -> ReminderStore:
    return ReminderStore(database)


@pytest.fixture
def box(database: Database) -> Outbox:
    return Outbox(database)
