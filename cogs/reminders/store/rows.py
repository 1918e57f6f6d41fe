"""From the tables' rows to the slice's values, and back."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
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


def screening_changes(old: Screening, new: Screening) -> dict[str, Any]:
    """The columns of a screening that differ, with their new values."""
    return _changes(SCREENING_FIELDS, old, new)


def reminder_changes(old: Reminder, new: Reminder) -> dict[str, Any]:
    """The columns of a reminder that differ, with their new values."""
    return _changes(REMINDER_FIELDS, old, new)


def _changes(names: tuple[str, ...], old: object, new: object) -> dict[str, Any]:
    changed = {
        name: getattr(new, name) for name in names if getattr(new, name) != getattr(old, name)
    }
    return {
        name: value.value if isinstance(value, Enum) else value for name, value in changed.items()
    }
