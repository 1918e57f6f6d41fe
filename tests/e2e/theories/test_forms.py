"""The slice's forms: answered after a restart, given back with every word, each member's own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
import simcord

from tests.conftest import ON_SQLITE
from tests.e2e.replies import filled_in
from tests.e2e.theories.theatre import (
    Theatre,
    ballot,
    correct,
    counts,
    first,
    form,
    reply_of,
    said,
)

pytestmark = ON_SQLITE

Open = Callable[[Theatre], Awaitable[simcord.InteractionResult]]


async def new(theatre: Theatre) -> simcord.InteractionResult:
    return await theatre.club.bob.slash(theatre.club.lobby, "theory new", film="quiet meadow")


async def quote(theatre: Theatre) -> simcord.InteractionResult:
    message = await theatre.club.alice.send(theatre.club.lobby, "that ending, though")
    return await theatre.club.bob.context_menu(
        theatre.club.lobby, "Start a theory from this", message
    )


async def film(theatre: Theatre) -> simcord.InteractionResult:
    asked = await theatre.club.bob.submit_modal(await quote(theatre), form(film="the twin 1999"))
    return await theatre.club.bob.click(reply_of(asked).message, label="Another film")


def button(label: str) -> Open:
    async def press(theatre: Theatre) -> simcord.InteractionResult:
        return await theatre.club.bob.click(first(theatre.board.threads[0]), label=label)

    return press


@dataclass(frozen=True)
class Case:
    """A form: how it is opened, what is typed, and how what is good is answered."""

    open_form: Open
    typed: dict[str, str]
    answer: str


EVIDENCE = {"words": "1:02 a look", "source": "press", "screenshot": ""}
CASES = {
    "theory": Case(new, form(), "Posted"),
    "theory from a message": Case(quote, form(film="quiet meadow"), "Posted"),
    "film": Case(film, {"film": "quiet meadow"}, "Posted"),
    "ballot": Case(button("Rate"), {**ballot(), "change": "A trailer"}, "Received."),
    "evidence": Case(button("Evidence"), EVIDENCE, "Added"),
    "objection": Case(button("Objection"), {"words": "The dates do not fit"}, "Received."),
}
EVERY_FORM = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def sent(typed: dict[str, str]) -> dict[str, str]:
    """What can be sent of the fields; no file is attached."""
    return {name: text for name, text in typed.items() if name != "screenshot"}


@EVERY_FORM
async def test_a_form_that_was_open_while_the_bot_restarted_is_taken(
    theatre: Theatre, case: Case
) -> None:
    await theatre.post(theatre.club.alice)
    shown = await case.open_form(theatre)
    await theatre.restart()
    assert case.answer in said(await theatre.club.bob.submit_modal(shown, sent(case.typed)))


@EVERY_FORM
async def test_a_refused_form_comes_back_with_every_word_and_is_taken_then(
    theatre: Theatre, case: Case
) -> None:
    await theatre.post(theatre.club.alice)
    shown = await case.open_form(theatre)
    before = await counts(theatre)
    board, lobby, admin = theatre.board, theatre.club.lobby, theatre.club.admin
    await theatre.set(theory_board_id=1)
    await admin.slash(lobby, "theory moderate", number=1, action="freeze", reason="a quarrel")
    typed = {**case.typed, "film": "\u200b"} if "film" in case.typed else case.typed
    refused = await theatre.club.bob.submit_modal(shown, sent(typed))
    assert said(refused).endswith("Nothing was saved.")
    assert await counts(theatre) == before
    await theatre.restart()
    again = await correct(theatre.club.bob, refused)
    assert filled_in(again) == typed
    await theatre.set(theory_board_id=board.id)
    await admin.slash(lobby, "theory moderate", number=1, action="unfreeze", reason="settled")
    assert case.answer in said(await theatre.club.bob.submit_modal(again, sent(case.typed)))


async def test_two_members_who_rate_at_once_do_not_mix(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    bob, moderator = theatre.club.bob, theatre.club.moderator
    his = await bob.click(first(thread), label="Rate")
    theirs = await moderator.click(first(thread), label="Rate")
    await bob.submit_modal(his, ballot("official", 5, 5))
    await moderator.submit_modal(theirs, ballot("anonymous", 1, 2))
    for voter, chosen in ((bob, ("official", 5, 5)), (moderator, ("anonymous", 1, 2))):
        shown = await voter.click(first(thread), label="Rate")
        assert filled_in(shown) == {**ballot(*chosen), "change": ""}
