"""A theory with all that is shown of it, gathered from the stores."""

from __future__ import annotations

from dataclasses import dataclass

from cogs.theories.rules.credibility import Credibility, credibility
from cogs.theories.rules.theory import Evidence, Objection, Resolution, Theory
from cogs.theories.store.stores import Stores


@dataclass(frozen=True, slots=True)
class Portrait:
    """What a theory's card shows.

    ``ballots`` is how many count. ``credibility`` is there only for those who may see it, and
    ``hidden`` tells whether others may not. ``objection`` is the strongest one.
    """

    theory: Theory
    evidence: tuple[Evidence, ...]
    objection: Objection | None
    ballots: int
    credibility: Credibility | None
    hidden: bool
    resolution: Resolution | None


async def portrait_of(
    stores: Stores, theory: Theory, *, hidden: bool, viewer_id: int | None = None
) -> Portrait:
    """Gather what a member may see of a theory; without one, what everybody may.

    ``hidden`` is the server's choice that scores are shown to those only who have rated.
    """
    votes = (await stores.ballots.votes([theory.id])).get(theory.id, [])
    may_see = not hidden
    if hidden and viewer_id is not None:
        may_see = await stores.ballots.own(theory.id, viewer_id) is not None
    strongest = await stores.evidence.objections(theory.id, limit=1)
    return Portrait(
        theory=theory,
        evidence=tuple(await stores.evidence.items(theory.id)),
        objection=strongest[0] if strongest else None,
        ballots=len(votes),
        credibility=credibility(votes) if may_see else None,
        hidden=hidden,
        resolution=await stores.resolutions.resolution_of(theory.id),
    )
