"""Every kind of reply of the answers and the guide, and every surface where text can leak.

The replies are searched both as samples, with marked hidden text that tries to break out, and as
what the simulated Discord was sent in a conversation.
"""

from __future__ import annotations

import json

import pytest

from cogs.shared.cards.leak_check import MARK as TRAPPED
from cogs.shared.cards.leak_check import TRAP, leaking_parts, shows
from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.films import MARK, TWO_SCENES

pytestmark = ON_SQLITE


async def test_no_sample_shows_a_mark(club: Club) -> None:
    for name in ("answers", "guide"):
        samples = club.bot.registry.samplers[name](TRAP)
        assert samples
        assert {s.name: parts for s in samples if (parts := leaking_parts(s, TRAPPED))} == {}


@pytest.mark.parametrize("policy", list(Policy))
async def test_nothing_that_was_sent_shows_a_plot(club: Club, policy: Policy) -> None:
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, policy)
    await club.alice.send(club.lobby, f"{club.mention} does night harbour have a stinger?")
    await club.alice.slash(club.lobby, "guide", film=TWO_SCENES.id, share="everyone")
    for request in club.env.http_requests:
        for text in strings(request.json):
            assert not shows(MARK, text)


def strings(node: object) -> list[str]:
    """Every string of a JSON value, keys among them."""
    if isinstance(node, str):
        return [node]
    if isinstance(node, dict):
        return [text for pair in node.items() for part in pair for text in strings(part)]
    if isinstance(node, list):
        return [text for part in node for text in strings(part)]
    return strings(json.loads(node)) if isinstance(node, bytes) else []


async def test_no_words_of_members_reach_the_log(
    club: Club, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"):
        message = await club.alice.send(club.lobby, f"{club.mention} {MARK} has it a stinger?")
        await club.alice.context_menu(club.lobby, "Spoiler-tag this", message)
    assert MARK not in caplog.text
