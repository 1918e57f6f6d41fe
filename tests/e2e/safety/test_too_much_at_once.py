"""One member asks for a great deal at once: they are refused kindly, and nobody else notices."""

from __future__ import annotations

import simcord

from cogs.shared.limits.work import COMMAND, KEYSTROKE, MEMBER_MOST, QUESTION, TooMuchAtOnceError
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import MAY_LISTEN, Club
from tests.e2e.replies import answer, reads, sees
from tests.e2e.theories.theatre import CLAIM, EVIDENCE, form
from tests.films import NO_SCENE, TWO_SCENES

pytestmark = [
    ON_SQLITE,
    MAY_LISTEN,
]

WORST = f"is there a post credits scene in x y{' or x y' * 60}?"
REFUSED = TooMuchAtOnceError.sentence
AGAIN = 60
"""Seconds after which a member has all of the allowance again."""


def use_up(club: Club, who: simcord.MemberActor) -> None:
    """Take all that a member may ask for at once."""
    while club.bot.work.allows(who.id, None, KEYSTROKE):
        pass


async def test_a_flood_of_questions_is_told_once_that_it_is_too_much(club: Club) -> None:
    for _ in range(2 * MEMBER_MOST // QUESTION):
        await club.alice.send(club.lobby, f"{club.mention} {WORST}")
    said = [m.content for m in club.lobby.history() if m.author.id != club.alice.id]
    assert said.count(REFUSED) == 1
    await club.bob.send(club.lobby, f"{club.mention} does night harbour have a stinger?")
    assert TWO_SCENES.title in sees(club.lobby.history()[-1])
    await club.env.advance_time(AGAIN)
    await club.alice.send(club.lobby, f"{club.mention} does quiet meadow have a stinger?")
    assert NO_SCENE.title in sees(club.lobby.history()[-1])


async def test_where_nobody_asked_the_bot_is_silent(club: Club) -> None:
    await club.bot.preferences.listening.set(club.server.id, club.lobby.id, listens=True)
    use_up(club, club.alice)
    await club.alice.send(club.lobby, "does night harbour have a stinger?")
    assert len(club.lobby.history()) == 1
    await club.bob.send(club.lobby, "does night harbour have a stinger?")
    assert TWO_SCENES.title in sees(club.lobby.history()[-1])


async def test_commands_are_refused_for_the_one_who_floods(club: Club) -> None:
    for _ in range(MEMBER_MOST // COMMAND):
        shown = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
        assert TWO_SCENES.title in sees(answer(shown))
    refused = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    assert answer(refused).content == REFUSED
    assert answer(refused).ephemeral
    shown = await club.bob.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    assert TWO_SCENES.title in sees(answer(shown))


async def test_menus_keystrokes_and_buttons_are_work_too(club: Club) -> None:
    message = await club.bob.send(club.lobby, "does night harbour have a stinger?")
    card = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    use_up(club, club.alice)
    refused = await club.alice.context_menu(club.lobby, "Any stinger?", message)
    assert answer(refused).content == REFUSED
    assert await club.alice.autocomplete(club.lobby, "stinger", "film", "night") == []
    pressed = await club.alice.click(answer(card).message, label="Why?")
    assert answer(pressed).content == REFUSED
    assert answer(pressed).ephemeral


async def test_a_form_that_is_refused_comes_back_with_every_word(club: Club) -> None:
    opened = await club.alice.slash(club.lobby, "theory new", film=TWO_SCENES.id)
    use_up(club, club.alice)
    refused = await club.alice.submit_modal(opened, form(CLAIM, EVIDENCE))
    assert sees(answer(refused)).startswith(REFUSED)
    await club.env.advance_time(AGAIN)
    again = await club.alice.click(answer(refused).message, label="Correct it")
    posted = await club.alice.submit_modal(again, form(CLAIM, EVIDENCE))
    assert REFUSED not in reads(answer(posted))
