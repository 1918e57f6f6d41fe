"""Forms: answered after a restart, corrected with every word, and each member's own."""

from __future__ import annotations

from typing import Any

import pytest
import simcord

from cogs.shared.bot import Resources, StingerBot
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.replies import answer, filled_in, sees

pytestmark = pytest.mark.simcord(check_errors=False)
"""SimCord would otherwise report the error that is provoked here."""

LONG = "A word || and `another` of many. " * 100


def make_bot(resources: Resources) -> StingerBot:
    return StingerBot(resources, ("tests.e2e.form_slice",), shard_count=1, force_sync=True)


@pytest.fixture
def simcord_bot(resources: Resources) -> StingerBot:
    return make_bot(resources)


async def restart(club: Club) -> None:
    await club.env.restart_bot(make_bot(club.resources))


def taken(club: Club) -> Any:
    """What the slice was told; reloading the extension makes its class another one."""
    return vars(club.bot.get_cog("FormCog"))["taken"]


async def opened(club: Club, who: simcord.MemberActor) -> simcord.InteractionResult:
    await club.alice.slash(club.lobby, "tell")
    return await who.click(club.lobby.history()[-1], custom_id="toy:tell:7")


@ON_SQLITE
async def test_a_form_that_was_open_while_the_bot_restarted_is_answered(club: Club) -> None:
    shown = await opened(club, club.alice)
    await restart(club)
    sent = await club.alice.submit_modal(shown, {"who": "she", "what": "it", "which": ["a", "b"]})
    assert answer(sent).content == "Taken."
    assert taken(club).told == [(club.alice.id, "7", "it a+b")]


@ON_SQLITE
async def test_two_members_who_fill_in_the_same_form_at_once_do_not_mix(club: Club) -> None:
    hers, his = await opened(club, club.alice), await opened(club, club.bob)
    await club.alice.submit_modal(hers, {"who": "a", "what": "hers"})
    await club.bob.submit_modal(his, {"who": "b", "what": "his"})
    assert taken(club).told == [(club.alice.id, "7", "hers"), (club.bob.id, "7", "his")]


@pytest.mark.parametrize("between", ["at once", "after a restart"])
async def test_a_refused_form_comes_back_with_every_word(club: Club, between: str) -> None:
    shown = await opened(club, club.alice)
    typed = {"who": "cold", "what": LONG, "which": ["b"]}
    refused = await club.alice.submit_modal(shown, typed)
    assert answer(refused).ephemeral
    assert sees(answer(refused)).strip() == "It is too cold for that. Nothing was saved."
    if between == "after a restart":
        await restart(club)
    again = await club.alice.click(answer(refused).message, custom_id="form:correct:1")
    assert filled_in(again) == {**typed, "which": "b"}
    sent = await club.alice.submit_modal(again, {**typed, "who": "warm"})
    assert answer(sent).content == "Taken."
    assert taken(club).told == [(club.alice.id, "7", f"{LONG.strip()} b")]


async def test_a_form_that_fails_comes_back_with_every_word(
    club: Club, caplog: pytest.LogCaptureFixture
) -> None:
    shown = await opened(club, club.alice)
    failed = await club.alice.submit_modal(shown, {"who": "torn", "what": "as typed"})
    assert "Something went wrong on my side" in sees(answer(failed))
    again = await club.alice.click(answer(failed).message, custom_id="form:correct:1")
    assert filled_in(again)["what"] == "as typed"
    assert "Error" in caplog.text


async def test_what_somebody_else_typed_is_not_handed_out(club: Club) -> None:
    shown = await opened(club, club.alice)
    await club.alice.submit_modal(shown, {"who": "cold", "what": "hers"})
    asked = await club.bob.click(club.lobby.history()[-1], custom_id="form:correct:1")
    assert answer(asked).content.startswith("I no longer have what you typed.")


async def test_what_was_typed_is_forgotten_after_a_day(club: Club) -> None:
    shown = await opened(club, club.alice)
    await club.alice.submit_modal(shown, {"who": "cold", "what": "old"})
    await club.env.advance_time(25 * 3_600)
    later = await opened(club, club.bob)
    await club.bob.submit_modal(later, {"who": "cold", "what": "new"})
    asked = await club.alice.click(club.lobby.history()[-1], custom_id="form:correct:1")
    assert answer(asked).content.startswith("I no longer have what you typed.")


async def test_a_form_of_a_part_that_is_switched_off_gives_the_words_back(club: Club) -> None:
    shown = await opened(club, club.alice)
    bot = StingerBot(club.resources, (), shard_count=1, force_sync=True)
    await club.env.restart_bot(bot)
    sent = await club.alice.submit_modal(shown, {"who": "she", "what": "a plot"})
    assert "switched off" in sees(answer(sent))
    assert "a plot" not in sees(answer(sent))
    assert "a plot" in str(answer(sent).components)
