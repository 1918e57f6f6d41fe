"""The fullest cards fit into a message, and none tells what it must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from discord import ui

from cogs.community.cards.contributions import (
    MOST_EVENTS,
    PAGE_SIZE,
    ListedContribution,
    contribution_card,
    decision_buttons,
    list_card,
)
from cogs.community.cards.eggs import PAGE_SIZE as EGGS
from cogs.community.cards.eggs import ListedEgg, eggs_card, in_order
from cogs.community.cards.timestamps import live_card, timings_lines
from cogs.community.rules.live_form import Tap, Tapped
from cogs.community.samples import sample_replies
from cogs.shared.cards.leak_check import MARK, TRAP, leaking_parts
from data.catalogue.film import Film
from data.catalogue.timings import Measured, timings_of
from data.catalogue.verdict import Position
from data.contributions.contribution import Contribution, Event, State
from data.contributions.kinds import (
    EGG_GROUPS,
    LONGEST_ANSWER,
    LONGEST_HIDDEN,
    LONGEST_HINT,
    LONGEST_SOURCE,
    Egg,
    Timed,
    Timestamp,
    ToldScene,
)
from data.contributions.witnesses import Witness
from data.paging import page_of
from data.text import HiddenText, SafeText
from tests.e2e.reading import components_of

WHEN = datetime(2026, 1, 2, tzinfo=UTC)
LABEL = "*" * 99
FILM = Film("f" * 80, LABEL, "*", 2026, 1)
SCENE = ToldScene(
    Position.POST,
    1,
    "universe link",
    SafeText("*" * LONGEST_HINT),
    HiddenText("|*" * (LONGEST_HIDDEN // 2)),
    source="_" * LONGEST_SOURCE,
)
TIMED = Timestamp(
    "director's cut",
    10_000,
    8_800,
    tuple(Timed(Position.MID, 100 * n, 100 * n + 99) for n in range(10)),
    (Position.POST,),
)
CUTS = timings_of(
    Measured(f"u{n}", n, version, 7_200, 600, ((Position.MID, 60, 90), (Position.POST, 400, 500)))
    for version in ("a", "b", "c", "d", "e")
    for n in range(9)
)


def contribution(content: ToldScene | Timestamp) -> Contribution:
    others = tuple(Witness(10**18 + n, established=True) for n in range(40))
    return Contribution(
        10**8, 1, FILM.id, content, State.APPROVED, False, True, others[0], others[1:], WHEN
    )


def check(view: ui.LayoutView) -> list[dict[str, Any]]:
    """Discord's limits: 4,000 characters of text, 40 components."""
    shown: Any = view
    parts = list(components_of(shown.to_components()))
    assert sum(len(part.get("content", "")) for part in parts) <= 4_000
    assert len(parts) <= 40
    assert view.content_length() <= 4_000
    return parts


@pytest.mark.parametrize("strict", [False, True])
def test_the_fullest_cards_fit(strict: bool) -> None:
    for content in (SCENE, TIMED):
        one = contribution(content)
        page = page_of([ListedContribution(one, strict, LABEL)] * 11, 1, PAGE_SIZE)
        lines = timings_lines(CUTS, strict=strict)
        check(list_card(LABEL, page, "timestamp", nothing="", lines=lines))
        events = [Event("promoted", 10**18, content, State.OPEN, WHEN)] * (MOST_EVENTS + 5)
        buttons = decision_buttons(one, curator=True, reader_id=0)
        check(contribution_card(one, LABEL, events, buttons, tell=True, strict=strict))
    egg = Egg(EGG_GROUPS[1], SafeText("*" * LONGEST_HINT), HiddenText("*" * LONGEST_ANSWER))
    listed = [ListedEgg(n, egg, seen=True, count=99) for n in range(EGGS * 3)]
    check(eggs_card(FILM, page_of(listed, 1, EGGS), strict=strict))
    taps = [Tapped(tap, 1_800_000_000 + n) for n, tap in enumerate([Tap.CREDITS, Tap.SCENE] * 12)]
    check(live_card(FILM, taps[:2]))


def test_what_waits_is_not_told() -> None:
    scene = replace(SCENE, hidden=HiddenText(f"The {MARK} returns."))
    one = replace(contribution(scene), state=State.OPEN)
    view: Any = contribution_card(one, "Film", [], [], tell=False, strict=False)
    assert MARK not in str(view.to_components())


def test_no_sample_leaks() -> None:
    for sample in sample_replies(TRAP):
        assert leaking_parts(sample) == [], sample.name


def test_eggs_stand_by_group() -> None:
    eggs = [
        ListedEgg(n, Egg(group, SafeText("x"), HiddenText("y")), seen=False, count=0)
        for n, group in enumerate(reversed(EGG_GROUPS))
    ]
    assert [listed.egg.group for listed in in_order(eggs)] == list(EGG_GROUPS)
