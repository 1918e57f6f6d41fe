"""The fullest cards fit into a message, and none tells what it must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from discord import ui

from cogs.community.cards.contributions.buttons import decision_buttons
from cogs.community.cards.contributions.card import MOST_EVENTS, contribution_card
from cogs.community.cards.contributions.lists import PAGE_SIZE, ListedContribution, list_card
from cogs.community.cards.eggs import PAGE_SIZE as EGGS
from cogs.community.cards.eggs import ListedEgg, eggs_card, in_order
from cogs.community.cards.timestamps import live_card, timings_lines
from cogs.community.rules.live_form import Tap, Tapped
from cogs.community.rules.text import HINT_ROOM, TOLD_ROOM
from cogs.community.samples import sample_replies
from cogs.shared.cards.leak_check import MARK, TRAP, leaking_parts
from cogs.shared.cards.spoilers import hide, hide_link, plain
from data.catalogue.catalogue import Catalogue
from data.catalogue.files.told import LONGEST_EGG, LONGEST_EGG_HINT, MOST_EGGS
from data.catalogue.film import EGG_GROUPS, Film, ToldEgg
from data.catalogue.timings import Measured, timings_of
from data.catalogue.verdict import Position
from data.contributions.rules.contribution import Contribution, Event, State
from data.contributions.rules.decisions import StaleRevisionError
from data.contributions.rules.kinds import (
    LONGEST_ANSWER,
    LONGEST_HIDDEN,
    LONGEST_HINT,
    LONGEST_SOURCE,
    Egg,
    Timed,
    Timestamp,
    ToldScene,
)
from data.contributions.rules.witnesses import Witness
from data.paging import page_of
from data.text import HiddenText, SafeText
from tests.e2e.replies import components, components_of

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
TOLD_EGG = ToldEgg(
    EGG_GROUPS[1],
    SafeText("*" * LONGEST_EGG_HINT),
    HiddenText("*" * LONGEST_EGG),
    "pages.example",
    "https://pages.example/" + "~" * 40,
    "2026-01-02",
)
CUTS = timings_of(
    Measured(f"u{n}", n, version, 7_200, 600, ((Position.MID, 60, 90), (Position.POST, 400, 500)))
    for version in ("a", "b", "c", "d", "e")
    for n in range(9)
)


def contribution(content: ToldScene | Timestamp) -> Contribution:
    others = tuple(Witness(10**18 + n, established=True) for n in range(40))
    return Contribution(
        10**8,
        1,
        FILM.id,
        content,
        State.APPROVED,
        False,
        others[0],
        others[1:],
        WHEN,
        1,
        content,
        content,
    )


def check(view: ui.LayoutView) -> list[dict[str, Any]]:
    """Discord's limits: 4,000 characters of text, 40 components."""
    parts = list(components_of(components(view)))
    assert sum(len(part.get("content", "")) for part in parts) <= 4_000
    assert len(parts) <= 40
    assert view.content_length() <= 4_000
    return parts


@pytest.mark.parametrize("strict", [False, True])
def test_the_fullest_cards_fit(strict: bool) -> None:
    for content in (SCENE, TIMED):
        one = contribution(content)
        page = page_of([ListedContribution(one, True, strict, LABEL)] * 11, 1, PAGE_SIZE)
        lines = timings_lines(CUTS, strict=strict)
        check(list_card(LABEL, page, "timestamp", nothing="", lines=lines))
        events = [Event("promoted", 10**18, content, State.OPEN, WHEN)] * (MOST_EVENTS + 5)
        buttons = decision_buttons(one, curator=True, reader_id=0)
        check(contribution_card(one, LABEL, events, buttons, tell=True, strict=strict))
    egg = Egg(EGG_GROUPS[1], SafeText("*" * LONGEST_HINT), HiddenText("*" * LONGEST_ANSWER))
    listed = [ListedEgg(n, egg, seen=True, count=99) for n in range(EGGS * 3)]
    for told in ((), (TOLD_EGG,) * MOST_EGGS):
        for number in range(2):
            check(eggs_card(FILM, told, page_of(listed, number, EGGS), strict=strict))
    taps = [Tapped(tap, 1_800_000_000 + n) for n, tap in enumerate([Tap.CREDITS, Tap.SCENE] * 12)]
    check(live_card(FILM, taps[:2]))


HOSTS = "https://pages.example/"
ADDRESSES = (
    HOSTS + "_" * (LONGEST_SOURCE - len(HOSTS)),
    HOSTS + "\N{GREEK SMALL LETTER ALPHA}" * 278,
    HOSTS + "\N{PERFORMING ARTS}" * 278,
    "|" * LONGEST_SOURCE,
)
ALPHABETS = ("a*", "*", "|", "\\", "*\n", "a\n\n", "\N{PERFORMING ARTS}", "\U0001d160", "@here ")


def filling(alphabet: str, length: int) -> str:
    return (alphabet * length)[:length]


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("alphabet", ALPHABETS)
@pytest.mark.parametrize("source", ADDRESSES)
def test_every_alphabet_fits(alphabet: str, source: str, strict: bool) -> None:
    hint = SafeText(filling(alphabet, LONGEST_HINT).replace("\n", " "))
    told = filling(alphabet, LONGEST_HIDDEN)
    scene = replace(SCENE, hint=hint, hidden=HiddenText(told), source=source)
    one = contribution(scene)
    name = filling(alphabet, 99)
    rows = [ListedContribution(one, True, strict, name)] * PAGE_SIZE
    lines = timings_lines(CUTS, strict=strict)
    check(
        list_card(
            f"Scenes · {plain(name)}", page_of(rows, 0, PAGE_SIZE), "x", nothing="", lines=lines
        )
    )
    events = [Event("promoted", 10**18, scene, State.OPEN, WHEN)] * MOST_EVENTS
    buttons = decision_buttons(one, curator=True, reader_id=0)
    parts = check(
        contribution_card(
            one, name, events, buttons, tell=True, strict=strict, notice=str(StaleRevisionError())
        )
    )
    if len(hide(told)) <= TOLD_ROOM and len(hide(hint)) <= HINT_ROOM:
        shown = "".join(part.get("content", "") for part in parts)
        assert hide(told) in shown  # who decides reads all of it
        assert hide_link("pages.example", source) in shown or hide(source) in shown
    answer = HiddenText(filling(alphabet, LONGEST_ANSWER))
    eggs = [
        ListedEgg(n, Egg(group, hint or SafeText("x"), answer), seen=True, count=99)
        for n, group in enumerate((*EGG_GROUPS, EGG_GROUPS[0]), 10**7)
    ]
    if hint.strip():
        check(eggs_card(replace(FILM, label=name), (), page_of(eggs, 0, EGGS), strict=strict))
    taps = [
        Tapped(tap, 1_800_000_000 + n)
        for n, tap in enumerate([Tap.CREDITS, *[Tap.SCENE, Tap.OVER] * 500])
    ]
    check(live_card(replace(FILM, label=name), taps))


@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_the_approved_text_stands_beside_the_new_one_and_takes_no_room_from_it(
    alphabet: str,
) -> None:
    before = replace(SCENE, hidden=HiddenText(filling(alphabet, LONGEST_HIDDEN)), source="x")
    shared = replace(before, hint=SafeText("It was shared."))
    for told in ("The new one.", filling("b", LONGEST_HIDDEN), filling(alphabet, LONGEST_HIDDEN)):
        newest = replace(before, hidden=HiddenText(told), hint=SafeText("New."))
        one = replace(
            contribution(newest), state=State.OPEN, approved_content=before, promoted_content=shared
        )
        parts = check(contribution_card(one, LABEL, [], [], tell=True, strict=False))
        shown = "".join(part.get("content", "") for part in parts)
        if len(hide(told)) <= TOLD_ROOM:
            assert hide(told) in shown
        if told == "The new one.":
            assert "Approved until now" in shown and "Shared with all servers until now" in shown


def test_the_approved_text_is_shown_hidden_and_only_to_who_may_read_the_new_one() -> None:
    before = replace(SCENE, hidden=HiddenText(f"The {MARK} returns."), hint=SafeText(f"{MARK}?"))
    newest = replace(before, hidden=HiddenText("Nobody returns."), hint=SafeText("None."))
    one = replace(contribution(newest), state=State.OPEN, approved_content=before)
    for tell in (True, False):
        parts = check(contribution_card(one, "Film", [], [], tell=tell, strict=False))
        shown = "\n".join(part.get("content", "") for part in parts)
        assert (f"||The {MARK} returns.||" in shown) == tell
        assert MARK not in "".join(shown.split("||")[::2])


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


def test_eggs_told_from_pages_stand_first_and_on_the_first_page_alone() -> None:
    egg = Egg("cast cameo", SafeText("At the bar."), HiddenText("The captain."))
    listed = [ListedEgg(n, egg, seen=False, count=0) for n in range(EGGS + 1)]
    told = replace(
        TOLD_EGG, group="cast cameo", hint=SafeText("At the door."), hidden=HiddenText("The cook.")
    )

    def shown(number: int, *, strict: bool = False) -> str:
        view = eggs_card(FILM, [told], page_of(listed, number, EGGS), strict=strict)
        return "\n".join(part.get("content", "") for part in check(view))

    link = hide_link(told.source, told.url)
    assert f"**Cast cameo**\n- At the door.\n||The cook.|| · {link}\n- At the bar." in shown(0)
    assert "- ||At the door.||\n||The cook.||" in shown(0, strict=True)
    assert "The cook." not in shown(1)
    assert f"{EGGS + 2} eggs known here" in shown(0)
    assert f"{EGGS + 2} eggs known here" in shown(1)


def test_the_eggs_told_of_every_film_leave_room_for_the_members(catalogue: Catalogue) -> None:
    egg = Egg(EGG_GROUPS[0], SafeText("*" * LONGEST_HINT), HiddenText("*" * LONGEST_ANSWER))
    page = page_of([ListedEgg(n, egg, seen=True, count=99) for n in range(EGGS)], 0, EGGS)
    told = [film for film in catalogue.films if catalogue.eggs(film.id)]
    assert told
    for film in told:
        eggs = catalogue.eggs(film.id)
        parts = check(eggs_card(film, eggs, page, strict=True))
        shown = "".join(part.get("content", "") for part in parts)
        assert all(hide(one.hidden) in shown for one in eggs), film.id
