"""The stores of parties, for those who need several."""

from __future__ import annotations

from dataclasses import dataclass

from cogs.reminders.store.parties.hosts import PartyHosts
from cogs.reminders.store.parties.parties import PartyStore
from cogs.reminders.store.parties.series import PartySeries
from cogs.reminders.store.parties.work import PartyWork
from data.database import Database


@dataclass(frozen=True, slots=True)
class PartyStores:
    """Parties, their hosts, their series, and what is due for them, in one database."""

    parties: PartyStore
    hosts: PartyHosts
    series: PartySeries
    work: PartyWork

    @classmethod
    def on(cls, database: Database) -> PartyStores:
        """All stores of a database."""
        return cls(
            PartyStore(database), PartyHosts(database), PartySeries(database), PartyWork(database)
        )
