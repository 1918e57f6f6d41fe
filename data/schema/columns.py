"""What columns say of themselves: whose they are, and what an export shows of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Column, Index, MetaData, String, text

from data.locales import spoken
from data.locales.languages import ENGLISH

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class Erase(Enum):
    """What becomes of a row when the member whom a column names has their data deleted."""

    DELETE = "delete"
    """The row goes."""
    NULL = "null"
    """The row stays without the member."""
    SURROGATE = "surrogate"
    """The row stays under a random negative number of its own, so that nothing links the rows."""
    SHARED_SURROGATE = "shared surrogate"
    """The rows stay under one random negative number, because they count as one person's."""


@dataclass(frozen=True, slots=True)
class MemberColumn:
    """A column that names a member.

    ``export`` is the section of a member's export in which the row stands, ``None`` for a row that
    is none of theirs to have. ``stays`` is the sentence that tells a member what is left of them.
    ``clears`` names columns of the row that lose their value together with the name.
    """

    erase: Erase
    export: str | None
    stays: str | None = None
    clears: tuple[str, ...] = ()


def member(
    erase: Erase,
    *,
    export: str | None,
    stays: str | None = None,
    clears: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Declares a column that names a member; see :class:`MemberColumn`."""
    return {"member": MemberColumn(erase, export, stays, clears)}


INTERNAL: dict[str, Any] = {"internal": True}
"""Declares a column that no export shows: our bookkeeping, and what its owner is not told."""

JSON: dict[str, Any] = {"json": True}
"""Declares a text column that holds JSON."""

ALONG: dict[str, Any] = {"along": True}
"""Declares a foreign key whose row an export shows together with the row that has it."""


def language() -> Column[str]:
    """Declares in which language word of a row comes: the one spoken when the row is made."""
    return Column("language", String(8), nullable=False, default=spoken, server_default=ENGLISH)


def shown_to_admins(section: str) -> dict[str, Any]:
    """Declares a table whose rows a server's export shows, without the members they name."""
    return {"server_export": section}


def due_index(table: str, column: str) -> Index:
    """The index of a table's work by the instant at which it is due.

    It holds the server as well, as each process looks for the work of its own servers, and nothing
    that is not waiting: what asks it says that the instant is set.
    """
    waiting = text(f"{column} IS NOT NULL")
    return Index(
        f"ix_{table}_{column}_server",
        column,
        "server_id",
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
