"""A database that another process keeps locked: members are told in time, and get their answer."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from data.schema import place_policy
from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.reminders.evenings import ask, press
from tests.e2e.replies import answer, reads
from tests.e2e.theories.theatre import form
from tests.films import TWO_SCENES
from tests.hang import HANG
from tests.other_process import written_elsewhere

pytestmark = ON_SQLITE

THINKING, WILL_EDIT = 5, 6
PRIVATE = 64


def callbacks(club: Club) -> list[Any]:
    return [r.json for r in club.env.http_requests if r.path.endswith("/callback")]


async def held(
    club: Club, patch: pytest.MonkeyPatch, acting: Coroutine[Any, Any, Any]
) -> tuple[Any, Any]:
    """What somebody's deed leads to while the database is locked: the first word, the result.

    Handlers are given no second, since the simulated clock stands still meanwhile.
    """
    patch.setattr("cogs.shared.limits.admission.PATIENCE", 0.0)
    await club.env.settle()  # what a start writes is written
    before = len(callbacks(club))
    async with asyncio.timeout(HANG):
        async with written_elsewhere(club.resources.database.address, place_policy):
            task = asyncio.create_task(acting)
            while len(callbacks(club)) == before:  # noqa: ASYNC110 - nobody is told of a request
                await asyncio.sleep(0)
        return callbacks(club)[before], await task


async def test_a_command_is_acknowledged_and_done(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    word, result = await held(
        club, monkeypatch, club.admin.slash(club.lobby, "config policy", mode="off")
    )
    assert word["type"] == THINKING
    assert word["data"]["flags"] == PRIVATE
    assert answer(result).ephemeral
    assert (await club.bot.preferences.policies(club.server.id))[club.server.id] is Policy.OFF


async def test_a_button_is_acknowledged_and_done(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = await ask(club)
    word, _result = await held(club, monkeypatch, press(club.alice, asked, "Save"))
    assert word["type"] == WILL_EDIT
    monkeypatch.undo()
    assert "(1 of at most 20)" in reads(answer(await club.alice.slash(club.lobby, "remind list")))


@pytest.mark.simcord(check_errors=False)
async def test_a_form_that_discord_takes_no_more_is_answered_once_too(
    club: Club, caplog: pytest.LogCaptureFixture
) -> None:
    opened = await club.alice.slash(club.lobby, "theory new", film=TWO_SCENES.id)
    club.env.inject_error("POST", "/interactions/*/*/callback", status=404, code=10062)
    before = len(club.env.http_requests)
    await club.alice.submit_modal(opened, form())
    assert len([r for r in club.env.http_requests[before:] if r.method != "GET"]) == 1
    assert club.bot.admission.shed == {("modal_submit", "gone"): 1}
    assert "Traceback" not in caplog.text


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize(("status", "code"), [(404, 10062), (400, 40060)])
async def test_what_discord_takes_no_more_is_counted_and_nothing_else(
    club: Club, caplog: pytest.LogCaptureFixture, status: int, code: int
) -> None:
    club.env.inject_error("POST", "/interactions/*/*/callback", status=status, code=code)
    before = len(club.env.http_requests)
    await club.alice.slash(club.lobby, "help")
    sent = [r for r in club.env.http_requests[before:] if r.method != "GET"]
    assert len(sent) == 1
    assert club.bot.admission.shed == {("application_command", "gone"): 1}
    assert "Traceback" not in caplog.text
