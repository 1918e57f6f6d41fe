"""The options of commands offer exactly what the rules know."""

from __future__ import annotations

from typing import get_args

from cogs.theories.handlers.resolutions import OutcomeName, SourceName
from cogs.theories.rules.lists import KindName, StandingName
from cogs.theories.rules.theory import STANDINGS, Kind, Outcome, SourceClass


def test_lists_are_offered_by_every_kind_and_standing() -> None:
    assert get_args(KindName) == tuple(kind.value for kind in Kind)
    assert get_args(StandingName) == STANDINGS


def test_curators_are_offered_every_outcome_and_the_sources_that_settle() -> None:
    assert get_args(OutcomeName) == tuple(outcome.value for outcome in Outcome)
    assert get_args(SourceName) == (SourceClass.OFFICIAL.value, SourceClass.ON_RECORD.value)
