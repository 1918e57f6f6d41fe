"""How credible a theory is in the eyes of those who rated it: pure arithmetic.

Every ballot rates three criteria; a weighted mean with a cautious prior turns the ballots into a
score from 0 to 100 with a margin. The record of authors and web sites gets its range here too.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from cogs.theories.rules.theory import SourceClass

SOURCE_RATINGS = {
    SourceClass.OFFICIAL: 1.0,
    SourceClass.ON_RECORD: 0.85,
    SourceClass.PRESS: 0.80,
    SourceClass.REPUTABLE: 0.65,
    SourceClass.INSIDER: 0.50,
    SourceClass.ANONYMOUS: 0.10,
}
"""Each source class as a rating from 0 to 1. Our own estimate of how often such a source is right
about films before release; only the order and the gap above *anonymous* are meant to be sure."""

SHARES = (0.40, 0.35, 0.25)
"""What source, consistency and simplicity contribute to a ballot's composite; they sum to 1.

Simplicity is Occam's razor: of two explanations that account for the same facts, prefer the one
that needs fewer assumptions. It weighs least because a film may well be complicated on purpose.
"""

PRIOR_WEIGHT = 4.0
"""The prior counts like four full ballots at :data:`PRIOR_MEAN` (pseudo-counts: the mean of a beta
prior updated by observations). It keeps a few enthusiasts from reaching either end."""

PRIOR_MEAN = 0.5
"""What is assumed of a theory that nobody has rated: neither likely nor unlikely."""

PRIOR_VARIANCE = 1 / 12
"""The variance of the uniform distribution on 0 to 1: nothing is known about an unrated theory.
It leaves unanimous ballots a margin."""

NORMAL_95 = 1.645
"""The 95th percentile of the standard normal distribution: 90 % of it lies within ± 1.645, which
is what a two-sided band of 90 % uses (any statistical table)."""

LEAST_SHOWN = 5
"""Counted ballots below which no score is shown: fewer would tell who voted what."""

ANONYMOUS_CEILING = 60.0
"""No theory that rests on anonymous sources scores higher, however neat it is."""

SCALE = range(1, 6)
"""The steps of consistency and simplicity: 1 (poor) to 5 (excellent)."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """What one ballot says: a source class, and two steps of :data:`SCALE`.

    Raises ``ValueError`` for a step outside the scale.
    """

    source: SourceClass
    consistency: int
    simplicity: int

    def __post_init__(self) -> None:
        if self.consistency not in SCALE or self.simplicity not in SCALE:
            raise ValueError("Consistency and simplicity go from 1 to 5.")

    @property
    def parts(self) -> tuple[float, float, float]:
        """Source, consistency and simplicity, each from 0 to 1."""
        return SOURCE_RATINGS[self.source], (self.consistency - 1) / 4, (self.simplicity - 1) / 4

    @property
    def composite(self) -> float:
        """The ballot as one number from 0 to 1; also its forecast that the theory is true."""
        return math.fsum(share * part for share, part in zip(SHARES, self.parts, strict=True))


@dataclass(frozen=True, slots=True)
class Ballot:
    """One member's ballot as they cast it; only they read ``change_of_mind``."""

    ratings: Ratings
    change_of_mind: str | None


@dataclass(frozen=True, slots=True)
class Vote:
    """A counted ballot with its voter's present weight (above 0)."""

    ratings: Ratings
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Band:
    """A score with its margin, and the spread of the ballots, all in points."""

    score: float
    margin: float
    spread: float = 0.0

    def __str__(self) -> str:
        """The score as people read it."""
        return f"{self.score:.0f} ± {self.margin:.0f}"


@dataclass(frozen=True, slots=True)
class Credibility:
    """What the counted ballots say together, in points from 0 to 100.

    ``source``, ``consistency`` and ``simplicity`` are the scores of the single criteria.
    ``margin`` is half the width of a band around the score; it is no confidence interval, because
    voters are no random sample. ``spread`` is the standard deviation of the ballots without the
    prior.
    """

    score: float
    margin: float
    low: float
    high: float
    source: float
    consistency: float
    simplicity: float
    spread: float
    ballots: int

    @property
    def shown(self) -> bool:
        """Whether enough ballots count for the score to be shown to anybody."""
        return self.ballots >= LEAST_SHOWN

    @property
    def band(self) -> Band:
        """The score with its margin and the spread of the ballots."""
        return Band(self.score, self.margin, self.spread)


def credibility(votes: Sequence[Vote]) -> Credibility:
    """The credibility of a theory; the order of the votes does not matter.

    Without votes it is the prior: 50. With Σ over the votes, w a vote's weight, x its composite
    and k the prior's weight: mean m = (Σ w x + k/2) / (Σ w + k); variance
    (Σ w (x − m)² + k ((1/2 − m)² + 1/12)) / (Σ w + k); effective number of ballots
    (Σ w + k)² / (Σ w² + k), which is Kish's formula for weighted samples; the margin is
    :data:`NORMAL_95` standard errors.
    """
    weights = [vote.weight for vote in votes]
    composites = [vote.ratings.composite for vote in votes]
    whole = math.fsum(weights) + PRIOR_WEIGHT
    mean = _mean(weights, composites)
    spread = math.fsum(w * (x - mean) ** 2 for w, x in zip(weights, composites, strict=True))
    prior = PRIOR_WEIGHT * ((PRIOR_MEAN - mean) ** 2 + PRIOR_VARIANCE)
    effective = whole**2 / (math.fsum(weight**2 for weight in weights) + PRIOR_WEIGHT)
    margin = 100 * NORMAL_95 * math.sqrt((spread + prior) / whole / effective)
    ceiling = ANONYMOUS_CEILING if _rests_on_anonymous(votes) else 100.0
    score = 100 * mean
    parts = zip(*(vote.ratings.parts for vote in votes), strict=True) if votes else [()] * 3
    source, consistency, simplicity = (100 * _mean(weights, part) for part in parts)
    return Credibility(
        score=min(score, ceiling),
        margin=margin,
        low=min(max(score - margin, 0.0), ceiling),
        high=min(score + margin, 100.0, ceiling),
        source=source,
        consistency=consistency,
        simplicity=simplicity,
        spread=100 * statistics.pstdev(composites) if votes else 0.0,
        ballots=len(votes),
    )


def _mean(weights: Sequence[float], values: Sequence[float]) -> float:
    """The weighted mean of the votes' values with the prior."""
    total = math.fsum(weight * value for weight, value in zip(weights, values, strict=True))
    return (total + PRIOR_WEIGHT * PRIOR_MEAN) / (math.fsum(weights) + PRIOR_WEIGHT)


def _rests_on_anonymous(votes: Sequence[Vote]) -> bool:
    """Whether the voters' median class is *anonymous*, each voter counting once."""
    if not votes:
        return False
    ratings = [SOURCE_RATINGS[vote.ratings.source] for vote in votes]
    return statistics.median(ratings) == SOURCE_RATINGS[SourceClass.ANONYMOUS]


def wilson(right: float, resolved: int) -> tuple[float, float]:
    """The range from 0 to 1 in which the long-run share of right theories plausibly lies.

    E. B. Wilson's score interval of 1927 at 90 %: unlike the naive share ± error it stays within
    0 and 1 and says little after few cases. ``right`` may hold halves; without resolved theories
    the range is the whole one. Raises ``ValueError`` unless 0 ≤ right ≤ resolved.
    """
    if not 0 <= right <= resolved:
        raise ValueError("Of the resolved ones, between none and all are right.")
    if resolved == 0:
        return 0.0, 1.0
    share, z2 = right / resolved, NORMAL_95**2
    centre = (share + z2 / (2 * resolved)) / (1 + z2 / resolved)
    half = math.sqrt(share * (1 - share) / resolved + z2 / (4 * resolved**2))
    half *= NORMAL_95 / (1 + z2 / resolved)
    return max(centre - half, 0.0), min(centre + half, 1.0)
