"""Posting and voting straight in the stores, for tests of what they keep."""

from __future__ import annotations

from dataclasses import dataclass, field

from cogs.theories.rules.credibility import Ballot, Credibility, Ratings, Vote, credibility
from cogs.theories.rules.evidence import read_evidence
from cogs.theories.rules.theory import Draft, Kind, Outcome, SourceClass, Theory
from cogs.theories.store import Stores

MINUTE, HOUR, DAY = 60, 3_600, 86_400
START = 1_772_000_000
AUTHOR = 1
CHANNEL = 500

GOOD = Ratings(SourceClass.REPUTABLE, 4, 4)
BAD = Ratings(SourceClass.ANONYMOUS, 1, 1)
BEST = Ratings(SourceClass.OFFICIAL, 5, 5)


@dataclass
class Keeper:
    """A server whose instant moves only by hand."""

    stores: Stores
    server_id: int = 10
    now: int = START
    posted: list[Theory] = field(default_factory=list)

    def draft(self, claim: str = "The map is a forgery", evidence: str = "1:02 map") -> Draft:
        return Draft(
            server_id=self.server_id,
            author_id=AUTHOR,
            film_id="night-harbour-2024",
            film_name="Night Harbour",
            kind=Kind.SEQUEL,
            claim=claim,
            source_class=SourceClass.PRESS,
            items=tuple(read_evidence(evidence)),
        )

    async def post(self, claim: str = "The map is a forgery", evidence: str = "1:02 map") -> Theory:
        draft = self.draft(claim, evidence)
        kept = await self.stores.theories.add_draft(draft, self.now)
        await self.stores.theories.plan(self.server_id, kept.id, 1, START)
        await self.stores.theories.posted(
            kept.id, CHANNEL, 1_000 + kept.id, 2_000 + kept.id, self.now
        )
        return await self.again(kept)

    async def again(self, theory: Theory) -> Theory:
        found = await self.stores.theories.get(self.server_id, theory.id)
        assert found is not None
        return found

    async def vote(
        self, theory: Theory, user_id: int, ratings: Ratings = GOOD, *, newcomer: bool = False
    ) -> list[Vote]:
        return await self.stores.ballots.cast(
            theory, user_id, Ballot(ratings, None), newcomer=newcomer, now=self.now
        )

    async def score(self, theory: Theory) -> Credibility:
        votes = (await self.stores.ballots.votes([theory.id])).get(theory.id, [])
        return credibility(votes)

    async def resolve(self, theory: Theory, outcome: str) -> int:
        proposal = await self.stores.resolutions.propose(
            theory,
            Outcome(outcome),
            "https://studio.example/news",
            SourceClass.OFFICIAL,
            proposer_id=90,
            now=self.now,
        )
        await self.stores.resolutions.put_into_effect(
            theory, proposal, seconder_id=91, now=self.now
        )
        return proposal
