"""The slice's queries, by store; they take and return what the rules define."""

from __future__ import annotations

from cogs.theories.rules.credibility import credibility
from cogs.theories.rules.portrait import Portrait
from cogs.theories.rules.theory import Theory
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

    async def portrait(
        self, theory: Theory, *, hidden: bool, viewer_id: int | None = None
    ) -> Portrait:
        """What a viewer may see of a theory; without one, what everybody may.

        ``hidden`` is the server's choice that only those who have rated see scores.
        """
        votes = (await self.ballots.votes([theory.id])).get(theory.id, [])
        may_see = not hidden
        if hidden and viewer_id is not None:
            may_see = await self.ballots.own(theory.id, viewer_id) is not None
        strongest = await self.evidence.objections(theory.id, limit=1)
        return Portrait(
            theory=theory,
            evidence=tuple(await self.evidence.items(theory.id)),
            objection=strongest[0] if strongest else None,
            ballots=len(votes),
            credibility=credibility(votes) if may_see else None,
            hidden=hidden,
            resolution=await self.resolutions.resolution_of(theory.id),
        )
