"""What members measured goes before the estimate, for the cut that they measured."""

from __future__ import annotations

from dataclasses import replace

from cogs.reminders.rules.credits_length import credits_length, estimated_credits
from cogs.reminders.rules.draft import last_scene_end
from data.catalogue.catalogue import Catalogue
from data.catalogue.facts import facts_of
from data.catalogue.film import StatedCredits
from data.catalogue.timings import CutTimings, Measured, best_cut, timings_of
from data.catalogue.verdict import Claim, Position
from tests.films import TWO_SCENES

RUNTIME = 131


def measured(count: int, *, runtime: int = RUNTIME) -> CutTimings | None:
    reports = [
        Measured(
            f"u{number}",
            1,
            "theatrical",
            60 * runtime,
            600 + number,
            ((Position.MID, 125, 190), (Position.POST, 500 + number, 560 + number)),
        )
        for number in range(count)
    ]
    return best_cut(timings_of(reports), runtime)


def test_confirmed_credits_replace_the_estimate_for_their_cut_only() -> None:
    facts = facts_of(TWO_SCENES, (), (), measured(3))
    length = credits_length(facts, RUNTIME)
    assert (length.minutes, length.spread, length.kind) == (10, 1, "as members measured")
    assert length.source == "3 members' timestamps"
    other_cut = RUNTIME + 20
    assert credits_length(facts, other_cut) == estimated_credits(TWO_SCENES.year, other_cut)


def test_what_a_page_states_goes_between_what_members_measured_and_the_estimate() -> None:
    stated = StatedCredits(725, "pages.example", "https://pages.example/a", "2026-11-21")
    alone = facts_of(TWO_SCENES, (), (), stated_credits=stated)
    length = credits_length(alone, RUNTIME)
    assert (length.minutes, length.spread, length.kind) == (12, 1, "as stated")
    assert length.source == "pages.example"
    for other_cut in (RUNTIME - 2, RUNTIME + 20):
        estimate = estimated_credits(TWO_SCENES.year, other_cut)
        assert credits_length(alone, other_cut) == estimate
    both = facts_of(TWO_SCENES, (), (), measured(3), stated_credits=stated)
    assert credits_length(both, RUNTIME).minutes == 10


def test_big_films_of_a_series_have_an_estimate_of_their_own() -> None:
    of_series = replace(TWO_SCENES, franchise="Harbours")
    length = credits_length(facts_of(of_series, (), ()), RUNTIME)
    assert (length.minutes, length.spread, length.kind) == (10, 3, "an estimate")
    for year, runtime in ((2007, RUNTIME), (TWO_SCENES.year, 109)):
        usual = estimated_credits(year, runtime)
        assert estimated_credits(year, runtime, in_series=True) == usual
    assert credits_length(facts_of(TWO_SCENES, (), ()), RUNTIME).minutes == 8


def test_the_estimate_holds_for_what_is_known(catalogue: Catalogue) -> None:
    off = []
    for film in catalogue.films:
        stated = catalogue.stated_credits(film.id)
        if stated is not None and film.runtime and film.franchise:
            estimate = estimated_credits(film.year, film.runtime, in_series=True)
            off.append(abs(estimate.minutes - stated.seconds / 60))
    assert len(off) >= 20
    assert sum(off) / len(off) <= 1.5


def test_too_few_reports_change_nothing() -> None:
    facts = facts_of(TWO_SCENES, (), (), measured(2))
    assert credits_length(facts, RUNTIME) == estimated_credits(TWO_SCENES.year, RUNTIME)
    assert last_scene_end(facts) is None


def test_the_last_scene_ends_where_members_say_if_all_are_timed() -> None:
    both = Claim("a.example", mid=1, post=1)
    facts = facts_of(TWO_SCENES, (both,), (), measured(3))
    assert last_scene_end(facts) == 561
    more = facts_of(TWO_SCENES, (replace(both, mid=2),), (), measured(3))
    assert last_scene_end(more) is None
