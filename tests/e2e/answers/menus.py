"""What the tests of the message menus share."""

from __future__ import annotations

from typing import Any

import discord

from tests.e2e.conftest import Club
from tests.e2e.replies import button_ids

TAG = "Spoiler-tag this"
ANY = "Any stinger?"


def ids_of(message: discord.Message) -> dict[str, str]:
    return button_ids([c.to_dict() for c in message.components])


def reply_of(result: Any) -> str:
    assert result.ephemeral
    texts = [r.content for r in (result.response, *result.followups) if r is not None]
    return str(next(filter(None, texts)))


def refusal_of(club: Club, result: Any) -> str:
    """The sentence of a refusal, which the simulator also records as the bot's error."""
    assert club.env.errors
    return reply_of(result)
