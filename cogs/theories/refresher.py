"""The slice's loop: it edits first messages, and tells moderators and followers what is new."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from cogs.shared.access.rights import readers_among
from cogs.shared.bot import StingerBot
from cogs.shared.cards.spoilers import plain
from cogs.shared.error_codes import ARCHIVED
from cogs.shared.language import servers_language
from cogs.shared.sending.due_work import RowLoop
from cogs.shared.sending.moderators import tell_moderators
from cogs.theories.cards.theory import checked_words, theory_card
from cogs.theories.publication import Publication
from cogs.theories.rules.theory import Theory
from cogs.theories.store import Stores
from cogs.theories.store import work as due
from cogs.theories.thread import show_standing, thread_of
from data.locales import _, _n, speaking

POKE = "theory_work"
"""The event that wakes the loop before its time."""

MOST_MENTIONS = 60
"""Mentions in one message, so that it stays within Discord's 2,000 characters."""

DRAFT_LIFETIME = 86_400
"""Seconds that a theory is kept which its author did not post."""


class Refresher(RowLoop[Theory]):
    """Does what is due for theories, until it is cancelled."""

    def __init__(self, bot: StingerBot, stores: Stores, publication: Publication) -> None:
        deeds = {
            due.POST: self._complete,
            due.REFRESH: self._refresh,
            due.ALERT: self._alert,
            due.NEWS: self._announce,
        }
        super().__init__(bot, POKE, stores.work, deeds)
        self._publication = publication
        self._stores = stores
        self._cleaned = 0

    async def read(self, key: int, server_id: int) -> Theory | None:
        """A theory; ``None`` for one that was deleted meanwhile."""
        return await self._stores.theories.get(server_id, key)

    async def work(self) -> int | None:
        """Do what is due, theory by theory, and forget old drafts."""
        if self.now - self._cleaned >= DRAFT_LIFETIME:
            self._cleaned = self.now
            await self._stores.theories.drop_drafts(self._cleaned - DRAFT_LIFETIME)
        return await super().work()

    async def _complete(self, guild: discord.Guild, theory: Theory) -> int | None:
        return await self._publication.complete(guild, theory, self.now)

    async def _refresh(self, guild: discord.Guild, theory: Theory) -> None:
        thread = await thread_of(guild, theory)
        if thread is None or theory.message_id is None:
            return
        settings = await self._bot.preferences.server(guild.id)
        portrait = await self._stores.portrait(theory, hidden=settings.theory_results_hidden)
        message = thread.get_partial_message(theory.message_id)
        with speaking(await self._language(guild, theory)):
            card = theory_card(portrait)
        try:
            await message.edit(view=card)
        except discord.NotFound:
            return
        except discord.HTTPException as refused:
            if refused.code != ARCHIVED:
                raise
            # Woken for the edit only: a resolution may touch dozens of old threads.
            await thread.edit(archived=False)
            await message.edit(view=card)
            await show_standing(thread, theory)
            await thread.edit(archived=True)
            return
        await show_standing(thread, theory)

    async def _language(self, guild: discord.Guild, theory: Theory) -> str:
        return await servers_language(self._bot.preferences, guild, theory.language)

    async def _alert(self, guild: discord.Guild, theory: Theory) -> None:
        held = await self._stores.ballots.count(theory.id, "held")
        with speaking(await self._language(guild, theory)):
            text = _n(
                "**{theory}**: {count} ballot of a new member came in a rush. It is held and not "
                "counted, as are any further ones. Check who joined lately, then use /theory "
                "moderate number:{number} with *{release}* or *{void}*.",
                "**{theory}**: {count} ballots of new members came in a rush. They are held and "
                "not counted, as are any further ones. Check who joined lately, then use /theory "
                "moderate number:{number} with *{release}* or *{void}*.",
                held,
                theory=plain(theory.name),
                number=theory.number,
                release=_("release"),
                void=_("void"),
            )
        await tell_moderators(self._bot, guild, text)

    async def _announce(self, guild: discord.Guild, theory: Theory) -> None:
        work = self._stores.work
        resolution = await self._stores.resolutions.resolution_of(theory.id)
        thread = await thread_of(guild, theory)
        if resolution is None or thread is None:
            return
        # A ping may be read from a locked screen: nothing in it that a member wrote.
        with speaking(await self._language(guild, theory)):
            news = _(
                "{theory} is resolved: **{outcome}**",
                theory=plain(theory.name),
                outcome=_(resolution.outcome.value),
            )
            where = _("The link is in the theory's first message, hidden.")
            text = f"{news}\n{checked_words(resolution)}\n{where}"
        followers = await work.untold(theory, resolution.id, MOST_MENTIONS)
        while True:
            readers = await readers_among(thread, followers) if followers else set()
            named = [follower for follower in followers if follower in readers]
            await _send(thread, text, named, nonce=_nonce(resolution.id, followers))
            await work.told(theory, resolution.id, followers)
            followers = await work.untold(theory, resolution.id, MOST_MENTIONS)
            if not followers:
                break


def _nonce(resolution_id: int, followers: Sequence[int]) -> str:
    """Equal for equal messages, so that Discord drops one that is repeated after a crash."""
    first = followers[0] if followers else 0
    return f"th{resolution_id}-{first % 10**12}"


async def _send(thread: discord.Thread, text: str, followers: Sequence[int], *, nonce: str) -> None:
    """Send news to a thread, and mention exactly these followers."""
    mentions = " ".join(f"<@{follower}>" for follower in followers)
    people = discord.AllowedMentions(
        everyone=False, roles=False, users=[discord.Object(user) for user in followers]
    )
    content = f"{text}\n{mentions}" if mentions else text
    try:
        await thread.send(content, allowed_mentions=people, nonce=nonce)
    except discord.HTTPException as refused:
        if refused.code != ARCHIVED:
            raise
        await thread.edit(archived=False)
        await thread.send(content, allowed_mentions=people, nonce=nonce)
