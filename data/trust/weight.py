"""What a member's ballots and sightings weigh by their record: pure arithmetic.

A ballot is a forecast: its composite says how likely its voter holds the theory to be true. A
sighting is one too, as sure as can be: a scene was there, or none. Once theories are resolved, and
once other sources tell what follows a film, forecasts can be compared with what was the case.
"""

from __future__ import annotations

from dataclasses import dataclass

RAMP = 5
"""Counted forecasts over which a member's weight grows from half to whole."""

BRIER_PRIOR_COUNT = 5
BRIER_PRIOR = 0.25
"""Everybody starts with five forecasts as good as always saying 50 %: (1/2)² = 0.25 each, so that
one lucky resolution moves a weight only a little."""

LEAST_WEIGHT, MOST_WEIGHT = 0.25, 2.0
"""Nobody is silenced, and nobody counts more than eight times another."""

LEAST_SCORED = 5
"""Resolved ballots from which a member sees their own Brier score."""


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """What a member's forecasts sum up to: the ballots in one server, or the sightings.

    ``counted`` is the number of forecasts, ``scored`` the number of those whose outcome is known,
    and ``squared_error`` the sum of their (forecast − outcome)².
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
        """0.5 with the first counted forecast, evenly up to 1 with the fifth."""
        step = min(max(self.counted, 1), RAMP) - 1
        return 0.5 + 0.5 * step / (RAMP - 1)

    @property
    def factor(self) -> float:
        """0.25 to 2 by the scored forecasts; 1 without any, as for always saying 50 %."""
        shrunk = (self.squared_error + BRIER_PRIOR_COUNT * BRIER_PRIOR) / (
            self.scored + BRIER_PRIOR_COUNT
        )
        return _within(2 - 4 * shrunk)

    @property
    def weight(self) -> float:
        """What the member's forecasts weigh at present, 0.25 to 2."""
        return _within(self.ramp * self.factor)


def _within(weight: float) -> float:
    return min(max(weight, LEAST_WEIGHT), MOST_WEIGHT)
