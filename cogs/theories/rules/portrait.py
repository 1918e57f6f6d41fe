"""A theory with all that is shown of it."""

from __future__ import annotations

from dataclasses import dataclass

from cogs.theories.rules.credibility import Credibility
from cogs.theories.rules.theory import Evidence, Objection, Resolution, Theory


@dataclass(frozen=True, slots=True)
class Portrait:
    """What a theory's card shows.

    ``objection`` is the strongest one, and ``ballots`` the number of those that count.
    ``credibility`` is ``None`` for a viewer who may not see it, and ``hidden`` tells whether only
    those who have rated may.
    """

    theory: Theory
    evidence: tuple[Evidence, ...]
    objection: Objection | None
    ballots: int
    credibility: Credibility | None
    hidden: bool
    resolution: Resolution | None
