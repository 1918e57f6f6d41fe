"""Answering a message in chat: silently, without a mention, and once for everybody."""

from __future__ import annotations

import logging

import discord
from discord import ui

from cogs.answers.cards import already_answered
from cogs.answers.rules.recent_answers import RecentAnswers
from cogs.shared.bot import StingerBot
from cogs.shared.cards.wording import jump_address
from data.clock import Clock

log = logging.getLogger(__name__)


class Replies:
    """Sends replies, and remembers what a channel was told."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._recent = RecentAnswers()

    async def once(self, asked: discord.Message, subject: str, view: ui.LayoutView) -> None:
        """Answer about a subject, or lead to the answer that the channel was given just now."""
        channel_id = asked.channel.id
        standing = self._recent.claim(channel_id, subject, self._clock())
        if standing is None:
            answer = await self.send(asked, view=view)
            self._recent.settle(channel_id, subject, answer.id if answer else None)
        elif standing.message_id is not None:
            server_id = asked.guild.id if asked.guild else None
            address = jump_address(server_id, channel_id, standing.message_id)
            await self.send(asked, already_answered(address))

    async def send(
        self, asked: discord.Message, content: str | None = None, view: ui.LayoutView | None = None
    ) -> discord.Message | None:
        """Reply to a message; ``None`` where Discord does not let the bot speak."""
        reference = asked.to_reference(fail_if_not_exists=False)
        try:
            if view is not None:
                return await asked.channel.send(
                    view=view, reference=reference, mention_author=False, silent=True
                )
            return await asked.channel.send(
                content, reference=reference, mention_author=False, silent=True
            )
        except discord.HTTPException as refusal:
            log.debug("No answer in channel %s: HTTP %s", asked.channel.id, refusal.status)
            return None

    def note(self, channel_id: int, subject: str, message_id: int) -> None:
        """Know that a message has become the answer about a subject."""
        self._recent.claim(channel_id, subject, self._clock())
        self._recent.settle(channel_id, subject, message_id)

    def forget(self, message_id: int) -> None:
        """Lead nobody to an answer that was deleted."""
        self._recent.forget(message_id)


def is_for_bot(message: discord.Message, bot: StingerBot) -> bool:
    """Whether a message is meant for the bot: a DM, a mention, a reply that pings it."""
    named = message.guild is None or bot.user in message.mentions
    return named or mentions_role_alone(message, bot)


def mentions_role_alone(message: discord.Message, bot: StingerBot) -> bool:
    """Whether somebody picked the bot's role where its name was meant; both are called the same.

    Without the Message Content intent such a message comes without its words.
    """
    role = message.guild.self_role if message.guild else None
    return role in message.role_mentions and bot.user not in message.mentions
