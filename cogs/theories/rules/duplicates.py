"""Finding theories that say the same already."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

from cogs.theories.rules.theory import Theory

LIKELY = 60.0
"""From this similarity on (0 to 100), two claims about one film are worth comparing by eye. In a
trial with ten claims about one film, reworded ones reached 73 and other ones stayed below 52."""

MOST_SHOWN = 5


def likely_duplicates(claim: str, others: Sequence[Theory]) -> list[Theory]:
    """Those of the others whose claims resemble this one, the most alike first."""
    claims = [theory.claim.unwrap_for_spoiler() for theory in others]
    alike = process.extract(
        claim,
        claims,
        scorer=fuzz.token_set_ratio,
        processor=utils.default_process,
        limit=MOST_SHOWN,
        score_cutoff=LIKELY,
    )
    return [others[index] for _, _, index in alike]
