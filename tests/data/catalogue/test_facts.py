"""All that is known about a film, put together."""

from __future__ import annotations

from data.catalogue.facts import facts_about, listed_facts
from data.catalogue.verdict import Verdict
from tests.films import CLAIMS, DISPUTED, NO_SCENE, SCENES, TWO_SCENES, UNKNOWN, small_catalogue


def test_facts_hold_verdict_and_scenes() -> None:
    facts = facts_about(small_catalogue(), TWO_SCENES)
    assert facts.film is TWO_SCENES
    assert facts.judgement.verdict is Verdict.SCENES
    counting = tuple(claim for claim in CLAIMS[TWO_SCENES.id] if claim.superseded is None)
    assert facts.judgement.counting == counting
    assert facts.scenes == SCENES[TWO_SCENES.id]


def test_a_film_that_nobody_speaks_of_is_not_known() -> None:
    catalogue = small_catalogue()
    assert facts_about(catalogue, UNKNOWN).judgement.verdict is Verdict.UNKNOWN
    assert facts_about(catalogue, UNKNOWN).scenes == ()
    assert facts_about(catalogue, NO_SCENE).judgement.verdict is Verdict.NONE
    assert facts_about(catalogue, DISPUTED).judgement.verdict is Verdict.DISPUTED


def test_what_the_lists_hold_of_a_film_is_put_together_once() -> None:
    listed = listed_facts(small_catalogue())
    facts = listed(DISPUTED.id)
    assert facts is not None
    assert facts.film is DISPUTED
    assert facts.judgement.verdict is Verdict.DISPUTED
    assert listed(DISPUTED.id) is facts
    assert listed("of-no-film") is None
