"""All stores of the slice, handed about as one."""

from __future__ import annotations

from cogs.shared.wording import number_of
from cogs.theories.ballot_store import BallotStore
from cogs.theories.evidence_store import EvidenceStore
from cogs.theories.moderation_store import ModerationStore
from cogs.theories.record_store import RecordStore
from cogs.theories.resolution_store import ResolutionStore
from cogs.theories.theory_store import TheoryStore
from cogs.theories.work_store import WorkStore
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
