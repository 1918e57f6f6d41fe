"""What Discord's error codes mean for whoever waits: one table for all that is sent and opened.

Codes and their names: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
(August 2026).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import aiohttp
import discord

from data.locales import N_, _

ARCHIVED = 50083
"""A thread is archived, or locked by moderators."""

LOCKED = 160005
"""A thread is locked."""


INTERACTION_GONE = 10062
"""An interaction was answered too late, or its place is deleted."""

INTERACTION_ANSWERED = 40060
"""An interaction was answered a second time."""


class Fate(Enum):
    """What becomes of a refused request that is sent again.

    ``PERMANENT``: the same, until somebody changes something. ``PASSING``: it may well succeed.
    ``GONE``: what it is about is deleted, or hidden from the bot.
    """

    PERMANENT = "permanent"
    PASSING = "passing"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A refusal's fate, and what tells a member what to do, in English."""

    fate: Fate
    english: str

    @property
    def sentence(self) -> str:
        """What tells a member what to do, in the language spoken."""
        return _(self.english)


_GONE_CHANNEL = N_("That channel is deleted, or hidden from me.")
_GONE_MESSAGE = N_("That message is deleted.")
_SHUT = N_("That thread is closed. A moderator can open it again.")
_SLOW = N_("Discord asks me to go slower here. Try again in a moment.")
_UNSEEN = N_("I do not see that channel. An admin can let me in the channel's settings.")
_LACKING = N_(
    "I lack a permission for this here. /config doctor names it, and an admin can grant it."
)
_WRONG_KIND = N_("Discord does not allow this in a channel of this kind. Try a text channel.")
_BLOCKED = N_(
    "This server's AutoMod blocked my message. A moderator can say which words it blocks."
)

MEANINGS = {
    10003: Meaning(Fate.GONE, _GONE_CHANNEL),
    10004: Meaning(Fate.GONE, N_("I am no longer in that server.")),
    10008: Meaning(Fate.GONE, _GONE_MESSAGE),
    INTERACTION_GONE: Meaning(Fate.GONE, N_("That took too long. Try it again.")),
    10015: Meaning(Fate.GONE, N_("My webhook in this channel was deleted. Try again.")),
    20016: Meaning(Fate.PASSING, _SLOW),
    20028: Meaning(Fate.PASSING, _SLOW),
    20029: Meaning(Fate.PASSING, _SLOW),
    30007: Meaning(
        Fate.PERMANENT,
        N_(
            "This channel has 15 webhooks, which is as many as Discord allows. An admin can remove "
            "one in the channel's settings, under Integrations."
        ),
    ),
    40003: Meaning(Fate.PASSING, _SLOW),
    40067: Meaning(
        Fate.PERMANENT,
        N_(
            "This forum requires a tag on every post, and has none that I may use. An admin can "
            "add one in the forum's settings, or no longer require it."
        ),
    ),
    50001: Meaning(Fate.PERMANENT, _UNSEEN),
    50007: Meaning(
        Fate.PERMANENT, N_("Your DMs are closed to me: open them in the privacy settings.")
    ),
    50008: Meaning(Fate.PERMANENT, _WRONG_KIND),
    50027: Meaning(Fate.GONE, N_("That took too long. Try it again.")),
    50013: Meaning(Fate.PERMANENT, _LACKING),
    50024: Meaning(Fate.PERMANENT, _WRONG_KIND),
    ARCHIVED: Meaning(Fate.PERMANENT, _SHUT),
    50278: Meaning(Fate.PERMANENT, N_("I can write to you only while we share a server.")),
    130000: Meaning(Fate.PASSING, N_("Discord is overloaded. Try again in a moment.")),
    160002: Meaning(
        Fate.PERMANENT,
        N_("I may not reply here without Read Message History; an admin can grant it."),
    ),
    LOCKED: Meaning(Fate.PERMANENT, _SHUT),
    160006: Meaning(
        Fate.PERMANENT,
        N_("This server has as many open threads as Discord allows. Close some first."),
    ),
    160007: Meaning(
        Fate.PERMANENT,
        N_("This server has as many open threads as Discord allows. Close some first."),
    ),
    200000: Meaning(Fate.PERMANENT, _BLOCKED),
    200001: Meaning(Fate.PERMANENT, _BLOCKED),
}
"""Every code that the bot has to expect; all others are judged by their status."""

UNREACHABLE = (discord.RateLimited, aiohttp.ClientError, OSError)
"""What is raised where a request did not even get an answer of Discord's own."""

PASSING_STATUSES = frozenset((401, 408, 429))
"""Of the statuses from 400 to 499, those that another try may not have."""

_LATER = Meaning(Fate.PASSING, N_("Discord did not take this just now. Try again in a moment."))
_NEVER = Meaning(Fate.PERMANENT, N_("Discord refused this, and would refuse it again."))
_NOWHERE = Meaning(Fate.GONE, N_("What this is about is deleted, or hidden from me."))


def known(error: BaseException) -> Meaning | None:
    """What an error of Discord's means by its code; ``None`` for a code that is not expected."""
    return MEANINGS.get(error.code) if isinstance(error, discord.HTTPException) else None


def judged(error: BaseException) -> Meaning:
    """What a failed request means: by a status that passes, whatever code came with it, else by its
    code, else by its status.
    """
    if not isinstance(error, discord.HTTPException):
        return _LATER
    if error.status >= 500 or error.status in PASSING_STATUSES:
        return _LATER
    if (meaning := known(error)) is not None:
        return meaning
    return _NOWHERE if error.status == 404 else _NEVER
