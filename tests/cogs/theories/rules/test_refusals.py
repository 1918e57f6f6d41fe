"""What a refusal says that somebody can do."""

from __future__ import annotations

import pytest

from cogs.theories.rules.evidence import is_web_address
from cogs.theories.rules.refusals import NotALinkError, SettledError
from cogs.theories.rules.theory import Outcome, Status, Theory
from tests.cogs.theories.examples import resolved, theory


@pytest.mark.parametrize(
    ("settled", "standing", "deed"),
    [
        (theory(), "open", "nothing to undo"),
        (theory(status=Status.FROZEN), "frozen", "unfreeze it with /theory moderate"),
        (theory(status=Status.LOCKED), "locked", "unlock it with /theory moderate"),
        (theory(status=Status.WITHDRAWN), "withdrawn", "a new one with /theory new"),
        (resolved(Outcome.DEBUNKED), "debunked", "reopen it with /theory moderate"),
    ],
)
def test_what_a_standing_forbids_comes_with_what_to_do(
    settled: Theory, standing: str, deed: str
) -> None:
    sentence = str(SettledError(settled))
    assert sentence.startswith(f"Theory 1 is {standing}, so this can't be done. ")
    assert deed in sentence


@pytest.mark.parametrize("scheme", ["https://", "http://"])
def test_a_source_is_asked_for_as_it_is_taken(scheme: str) -> None:
    assert is_web_address(f"{scheme}studio.example/x")
    assert f" {scheme}" in str(NotALinkError())
