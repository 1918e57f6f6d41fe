"""The safe edge: whatever fails, the member reads one sentence and the log has the rest."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable

import pytest
import simcord

from cogs.shared.bot import Resources, StingerBot
from tests.conftest import ON_SQLITE
from tests.e2e.broken_slice import SENTENCE
from tests.e2e.conftest import Club
from tests.e2e.replies import shown_text
from tests.films import MARK

pytestmark = [
    ON_SQLITE,
    pytest.mark.simcord(check_errors=False),
]
"""SimCord would otherwise report the errors that are provoked here."""


@pytest.fixture
def simcord_bot(resources: Resources) -> StingerBot:
    return StingerBot(resources, ("tests.e2e.broken_slice",), shard_count=1, force_sync=True)


async def by_command(club: Club, how: str) -> simcord.InteractionResult:
    return await club.alice.slash(club.lobby, "broken", how=how)


async def by_late_command(club: Club, how: str) -> simcord.InteractionResult:
    return await club.alice.slash(club.lobby, "broken", how=how, late=True)


async def by_select(club: Club, how: str) -> simcord.InteractionResult:
    await club.alice.slash(club.lobby, "parts")
    message = club.lobby.history()[-1]
    return await club.bob.select(message, [how], custom_id="select/broken:choice")


async def by_button(club: Club, how: str) -> simcord.InteractionResult:
    await club.alice.slash(club.lobby, "parts")
    return await club.bob.click(club.lobby.history()[-1], custom_id=f"broken:{how}:1")


async def by_form(club: Club, how: str) -> simcord.InteractionResult:
    shown = await club.alice.slash(club.lobby, "modal")
    return await club.alice.submit_modal(shown, {"how": how})


Way = Callable[[Club, str], Awaitable[simcord.InteractionResult]]
ways = pytest.mark.parametrize("way", [by_command, by_late_command, by_select, by_button, by_form])


def said(result: simcord.InteractionResult) -> str:
    """The one private sentence that the member got."""
    answers = [*([result.response] if result.response else []), *result.followups]
    (answer,) = [answer for answer in answers if answer.content or answer.components]
    assert answer.ephemeral
    return answer.content or shown_text(answer.components)


@ways
async def test_a_refusal_is_its_sentence_and_no_news_for_the_log(
    club: Club, way: Way, caplog: pytest.LogCaptureFixture
) -> None:
    sentence = SENTENCE if way is not by_form else f"{SENTENCE} Nothing was saved."
    assert said(await way(club, "refused")) == sentence
    assert not [r for r in caplog.records if r.levelno >= logging.WARNING and ours(r)]


@ways
async def test_a_failure_is_a_sentence_with_an_id_that_the_log_knows(
    club: Club, way: Way, caplog: pytest.LogCaptureFixture
) -> None:
    sentence = said(await way(club, "failed"))
    found = re.search(r"id: ([0-9a-f]{8})$", sentence)
    assert found is not None
    assert "torn" not in sentence
    (record,) = [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert record.getMessage().startswith(f"Error {found[1]}\n")
    assert record.getMessage().endswith("\nValueError")
    assert "<hidden>" not in record.getMessage()
    assert 'broken_slice.py", line' in caplog.text
    assert MARK not in caplog.text


async def test_a_button_that_nobody_answers_says_so(club: Club) -> None:
    assert "switched off here" in said(await by_button(club, "nobody"))


async def test_a_check_that_fails_is_a_sentence(club: Club) -> None:
    assert "rights" in said(await club.alice.slash(club.lobby, "forbidden"))


async def test_an_answer_that_discord_refuses_ends_in_the_log(
    club: Club, caplog: pytest.LogCaptureFixture
) -> None:
    club.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    result = await by_command(club, "failed")
    assert result.response is None
    errors = [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert len(errors) == 1


def ours(record: logging.LogRecord) -> bool:
    return record.name.startswith(("cogs", "data"))


@ways
async def test_who_has_fallen_silent_neither_answers_nor_logs_what_fails_for_that(
    club: Club, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, way: Way
) -> None:
    monkeypatch.setattr(StingerBot, "is_silent", True)
    await way(club, "failed")
    assert list(club.bot.admission.shed.values()) == [1]
    ((_kind, reason),) = club.bot.admission.shed
    assert reason == "closing"
    assert "Error" not in caplog.text
