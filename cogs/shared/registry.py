"""What slices register so that others can walk over all of them without knowing any.

The leak sweep walks the sample replies: every reply that a slice can make, rendered with hidden
text that is marked, must show no mark in clear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from discord import ui

from data.text import HiddenText


@dataclass(frozen=True, slots=True)
class SampleReply:
    """One kind of reply, by a name for reports, as it would be sent."""

    name: str
    content: str | None = None
    view: ui.LayoutView | ui.View | None = None


Sampler = Callable[[HiddenText], Sequence[SampleReply]]
"""Renders every kind of reply of a slice, with the given text wherever hidden text may stand."""


class Registry:
    """What the loaded slices have registered."""

    def __init__(self) -> None:
        self._samplers: list[Sampler] = []

    def register_samples(self, sampler: Sampler) -> None:
        """Add a slice's replies to the leak sweep."""
        self._samplers.append(sampler)

    def samples(self, hidden: HiddenText) -> Iterator[SampleReply]:
        """Every kind of reply of every slice, rendered with this hidden text."""
        for sampler in self._samplers:
            yield from sampler(hidden)
