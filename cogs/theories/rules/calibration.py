"""How far the credibility of theories is to be believed: how many of each score came true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cogs.theories.rules.credibility import wilson
from cogs.theories.rules.theory import TheoryRecord

BIN = 20
"""Points of credibility that are counted together: five bins, or none would ever be full."""

LEAST_SETTLED = 10
"""Settled theories of a bin from which on a share is told: fewer say next to nothing."""


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """The settled theories whose credibility was from ``low`` to ``low + BIN`` when it was told."""

    low: int
    record: TheoryRecord

    @property
    def high(self) -> int:
        """Where it ends."""
        return self.low + BIN

    @property
    def told(self) -> bool:
        """Whether there are enough theories to speak of a share."""
        return self.record.resolved >= LEAST_SETTLED

    @property
    def share(self) -> float:
        """How many came true, from 0 to 1; a *partly* is a half."""
        return self.record.right / self.record.resolved if self.record.resolved else 0.0

    @property
    def margin(self) -> float:
        """Half of the range in which the long-run share plausibly lies, by :func:`wilson`."""
        low, high = wilson(self.record.right, self.record.resolved)
        return (high - low) / 2


def calibration(settled: Iterable[tuple[float, float]]) -> tuple[CalibrationBin, ...]:
    """All bins, the lowest first, from credibilities (0 to 100) and how right each theory was.

    100 belongs to the highest bin.
    """
    right = dict.fromkeys(range(0, 100, BIN), 0.0)
    many = dict.fromkeys(range(0, 100, BIN), 0)
    for score, value in settled:
        low = min(int(score) // BIN * BIN, 100 - BIN)
        right[low] += value
        many[low] += 1
    return tuple(CalibrationBin(low, TheoryRecord(right[low], many[low])) for low in right)
