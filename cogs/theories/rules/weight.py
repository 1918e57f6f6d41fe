"""What a voter's ballot weighs, and how good a record is: pure arithmetic.

A ballot is also a forecast: its composite says how likely its voter holds the theory to be true.
Once theories are resolved, forecasts can be compared with what happened.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from cogs.theories.rules.credibility import NORMAL_95
from cogs.theories.rules.theory import Outcome

OUTCOME_VALUES = {Outcome.CONFIRMED: 1.0, Outcome.PARTLY: 0.5, Outcome.DEBUNKED: 0.0}
"""What a forecast is compared with; an *unknowable* theory scores nobody."""

RAMP_BALLOTS = 5
"""Counted ballots in a server over which a member's weight grows from half to whole."""

BRIER_PRIOR_COUNT = 5
BRIER_PRIOR = 0.25
"""Everybody starts with five forecasts as good as always saying 50 %: (1/2)² = 0.25 each. One
lucky resolution then moves a weight little."""

LEAST_WEIGHT, MOST_WEIGHT = 0.25, 2.0
"""No voter is silenced, and none counts more than eight times another."""

LEAST_SCORED = 5
"""Resolved ballots from which a member sees their own Brier score."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a member's counted ballots in one server sum up to.

    ``counted`` ballots in all; of these ``scored`` on theories with an outcome other than
    *unknowable*; ``squared_error`` is the sum of their (forecast − outcome)².
    """

    counted: int = 0
    scored: int = 0
    squared_error: float = 0.0

    @property
    def brier(self) -> float | None:
        """The mean squared error of the forecasts, 0 (perfect) to 1; ``None`` without any.

        G. W. Brier's score of 1950, in its form for a single event: always saying 50 % gives 0.25.
        """
        return self.squared_error / self.scored if self.scored else None

    @property
    def ramp(self) -> float:
        """0.5 with the first counted ballot, evenly up to 1 with the fifth."""
        step = min(max(self.counted, 1), RAMP_BALLOTS) - 1
        return 0.5 + 0.5 * step / (RAMP_BALLOTS - 1)

    @property
    def factor(self) -> float:
        """0.25 to 2 by the track record; 1 without one, as for always saying 50 %."""
        shrunk = (self.squared_error + BRIER_PRIOR_COUNT * BRIER_PRIOR) / (
            self.scored + BRIER_PRIOR_COUNT
        )
        return _within(2 - 4 * shrunk)

    @property
    def weight(self) -> float:
        """What the member's ballots weigh at present, 0.25 to 2."""
        return _within(self.ramp * self.factor)


def _within(weight: float) -> float:
    return min(max(weight, LEAST_WEIGHT), MOST_WEIGHT)


def wilson(right: float, resolved: int) -> tuple[float, float]:
    """The range, within 0 and 1, in which the long-run share of right ones plausibly lies.

    E. B. Wilson's score interval of 1927 at 90 %: unlike the naive share ± error it stays within
    0 and 1 and says little after few cases. ``right`` may hold halves; nothing resolved gives the
    whole range. Raises ``ValueError`` unless 0 ≤ right ≤ resolved.
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
