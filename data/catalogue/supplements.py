"""What a catalogue has besides films, their titles, claims and scenes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.catalogue.film import Film, NeededFilm, StatedCredits, ToldEgg
from data.catalogue.other_works import OtherWork


@dataclass(frozen=True, slots=True)
class Supplements:
    """All of it may be missing."""

    nicknames: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Film id → its nicknames and abbreviations, which it may share with other films."""
    needed: Mapping[str, tuple[NeededFilm, ...]] = field(default_factory=dict)
    """Film id → the films that a source says one should have seen before it."""
    stated_credits: Mapping[str, StatedCredits] = field(default_factory=dict)
    """Film id → how long a source says that its credits are."""
    eggs: Mapping[str, tuple[ToldEgg, ...]] = field(default_factory=dict)
    """Film id → its Easter eggs that are told from pages."""
    other_ids: Mapping[str, str] = field(default_factory=dict)
    """Another id → the id of the film that it means."""
    softcore: Sequence[Film] = ()
    """Films that are in no other answer of a catalogue."""
    other_works: Mapping[str, OtherWork] = field(default_factory=dict)
    """Key of a name → the series or game of that name."""
    everyday: frozenset[str] = frozenset()
    """The keys of titles that are words of everyday chat."""
    makers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Name of a studio → ids and franchises of its newest films; for finding, never shown."""


NO_SUPPLEMENTS = Supplements()
