"""From the tables' rows to the slice's values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Label

from cogs.reminders.rules.screenings import Ping, Place, Reminder, Screening
from data.schema import reminder, screening

SCREENING_FIELDS = tuple(Screening.__dataclass_fields__)
REMINDER_FIELDS = tuple(Reminder.__dataclass_fields__)

SCREENING_COLUMNS: tuple[Label[Any], ...] = tuple(
    screening.c[name].label(f"screening_{name}") for name in SCREENING_FIELDS
)
REMINDER_COLUMNS: tuple[Label[Any], ...] = tuple(
    reminder.c[name].label(f"reminder_{name}") for name in REMINDER_FIELDS
)

MINE: ColumnElement[bool] = reminder.c.screening_id == screening.c.id


def as_screening(row: Mapping[Any, Any]) -> Screening:
    """The screening of a row that holds :data:`SCREENING_COLUMNS`."""
    return Screening(**{name: row[f"screening_{name}"] for name in SCREENING_FIELDS})


def as_reminder(row: Mapping[Any, Any]) -> Reminder:
    """The reminder of a row that holds :data:`REMINDER_COLUMNS`."""
    values = {name: row[f"reminder_{name}"] for name in REMINDER_FIELDS}
    values["place"] = Place(values["place"])
    values["ping"] = Ping(values["ping"])
    return Reminder(**values)
