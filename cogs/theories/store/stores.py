"""All stores of the slice, handed about as one."""

from __future__ import annotations

from cogs.shared.cards.wording import number_of
from cogs.theories.store.ballots import BallotStore
from cogs.theories.store.evidence import EvidenceStore
from cogs.theories.store.moderation import ModerationStore
from cogs.theories.store.records import RecordStore
from cogs.theories.store.resolutions import ResolutionStore
from cogs.theories.store.theories import TheoryStore
from cogs.theories.store.work import WorkStore
from data.database import Database


class Stores:
    """Everything that is kept of theories in one database."""

    def __init__(self, database: Database) -> None:
        self.theories = TheoryStore(database)
        self.ballots = BallotStore(database)
        self.evidence = EvidenceStore(database)
        self.resolutions = ResolutionStore(database)
        self.moderation = ModerationStore(database)
        self.records = RecordStore(database)
        self.work = WorkStore(database)

    async def health(self) -> str | None:
        """How many theories are open and how many ballots are held, over all servers."""
        theories = await self.theories.count_open()
        held = await self.ballots.count_held()
        return f"{theories} open, {number_of(held, 'ballot')} held" if theories or held else None
