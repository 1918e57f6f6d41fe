"""What Discord's refusals mean, by code and by status."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest

from cogs.shared.error_codes import MEANINGS, Fate, judged, known
from cogs.shared.errors import sentence_for


def refused(status: int, code: int = 0) -> discord.HTTPException:
    answer = cast("Any", SimpleNamespace(status=status, reason="refused"))
    return discord.HTTPException(answer, {"code": code, "message": "refused"})


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (refused(400, 40067), Fate.PERMANENT),
        (refused(403, 50013), Fate.PERMANENT),
        (refused(403, 40003), Fate.PASSING),
        (refused(404, 10003), Fate.GONE),
        (refused(404, 0), Fate.GONE),
        (refused(418, 0), Fate.PERMANENT),
        (refused(401, 0), Fate.PASSING),
        (refused(429, 0), Fate.PASSING),
        (refused(503, 0), Fate.PASSING),
        (refused(503, 50001), Fate.PASSING),
        (refused(401, 50013), Fate.PASSING),
        (discord.RateLimited(3.0), Fate.PASSING),
        (aiohttp.ServerDisconnectedError(), Fate.PASSING),
        (OSError(), Fate.PASSING),
    ],
)
def test_a_refusal_has_one_fate(error: Exception, fate: Fate) -> None:
    assert judged(error).fate is fate


@pytest.mark.parametrize("code", MEANINGS)
def test_what_is_expected_is_told_in_a_sentence_and_is_no_error_of_ours(
    code: int, caplog: pytest.LogCaptureFixture
) -> None:
    error = refused(400, code)
    meaning = known(error)
    assert meaning is not None
    assert sentence_for(error) == meaning.sentence
    assert meaning.sentence.endswith(".")
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
