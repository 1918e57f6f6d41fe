"""A party's post, made once and then kept up to date, with its thread and event.

It is planned in the store before anything is sent, and each step is noted, so that a process that
dies leaves the rest to the next one. The thread and the event are extras: where the bot may not
make them, the party does without.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime

import discord

from cogs.reminders.cards.party import (
    UNNAMED,
    answer_action,
    neutral_name,
    party_text,
    party_view,
)
from cogs.reminders.delivery.composer import Composer
from cogs.reminders.rules import screenings
from cogs.reminders.rules.credits_length import credits_length
from cogs.reminders.rules.draft import last_scene_end
from cogs.reminders.rules.messages import announced_name, place_words
from cogs.reminders.rules.parties.parties import ANSWERS, Announcement, Attendance, Party
from cogs.reminders.rules.refusals import PartyGoneError
from cogs.reminders.rules.screenings import Screening, instant
from cogs.reminders.store.parties.parties import PartyStore
from cogs.shared.access.permissions import Place
from cogs.shared.access.rights import is_open_to_all, place_of, require_writing, rights_in
from cogs.shared.bot import StingerBot
from cogs.shared.cards.wording import capitalised
from cogs.shared.error_codes import judged
from cogs.shared.sending.delivery import Parcel, Post, UnreadableHistoryError
from data.locales import N_, _, speaking
from data.text import SafeText

log = logging.getLogger(__name__)

MOST_NONCE = 25
"""Characters that Discord takes."""


class PartyPost:
    """Writes and edits the posts of parties."""

    def __init__(
        self,
        bot: StingerBot,
        store: PartyStore,
        composer: Composer,
        sender: Post,
        wake: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._store = store
        self._composer = composer
        self._sender = sender
        self.wake = wake

    async def announcement(
        self, party: Party, channel: Place, host: discord.Member
    ) -> Announcement:
        """What posting the party would make, or why it would not."""
        name = await self._name(party)
        return Announcement(
            thread=name,
            event=name,
            no_thread=_no_thread(channel, host),
            no_event=_no_event(party, channel, host, self._bot.clock()),
        )

    async def complete(
        self, party: Party, *, again: bool, refused: list[str] | None = None
    ) -> Party:
        """Post a party that is planned, with a thread and an event where host and bot may make
        them; its host goes to it.

        ``again`` looks for what an earlier try has done, so that nothing is made twice. To
        ``refused`` is added what Discord did not make, and what to change. Raises what
        :func:`require_writing` and Discord raise for the post, :class:`PartyGoneError` where the
        server is out of reach.
        """
        guild = self._bot.get_guild(party.server_id)
        if guild is None or party.host_id is None:
            raise PartyGoneError
        channel, host = await require_writing(guild, party.channel_id, party.host_id)
        if party.message_id is None:
            found = await self._find(party) if again else None
            post_id = found or await self._send(party, channel, host)
            party = await self._placed(replace(party, message_id=post_id))
        refused = [] if refused is None else refused
        if party.thread_id is None:
            thread_id = await self._thread(party, channel, host, refused, again=again)
            party = await self._placed(replace(party, thread_id=thread_id))
        if party.event_id is None:
            event_id = await self._event(party, channel, host, refused, again=again)
            party = await self._placed(replace(party, event_id=event_id))
        await self._store.answer(
            party,
            host.id,
            Attendance.GOING,
            self._bot.clock(),
            unless_answered=True,
        )
        self.wake()
        return party

    async def _placed(self, party: Party) -> Party:
        await self._store.place(party)
        return party

    async def _spoken(self, party: Party) -> AbstractContextManager[None]:
        """Say inside what all of a party read."""
        return speaking(await self._composer.languages(party.server_id, party.language))

    async def _send(self, party: Party, channel: Place, host: discord.Member) -> int:
        role = host.guild.get_role(party.role_id) if party.role_id else None
        roles = [role] if role is not None and may_mention(channel, host, role) else []
        place = self._bot.get_partial_messageable(channel.id, guild_id=host.guild.id)
        with await self._spoken(party):
            text, view = await self.text(party), party_view(party)
        post = await place.send(
            text,
            view=view,
            nonce=f"party-{party.screening.id}-{party.planned_at or 0:x}"[:MOST_NONCE],
            allowed_mentions=discord.AllowedMentions(everyone=False, users=False, roles=roles),
        )
        return post.id

    async def _find(self, party: Party) -> int | None:
        """The post, if a try that was cut off has made it."""
        answers = (f"{answer_action(answer)}:{party.screening.id}" for answer in ANSWERS)
        parcel = Parcel(party.channel_id, None, "", "", (), frozenset(answers))
        try:
            return await self._sender.find(parcel, instant(party.planned_at or 0))
        except UnreadableHistoryError:
            return None

    async def _thread(
        self,
        party: Party,
        channel: Place,
        host: discord.Member,
        refused: list[str],
        *,
        again: bool,
    ) -> int | None:
        """A thread on the party's post; ``None`` where there cannot be one."""
        if party.message_id is None or _no_thread(channel, host) is not None:
            return None
        # The thread of a message has the message's id.
        if again and await place_of(host.guild, party.message_id) is not None:
            return party.message_id
        place = self._bot.get_partial_messageable(channel.id, guild_id=host.guild.id)
        post = place.get_partial_message(party.message_id)
        try:
            return (await post.create_thread(name=await self._name(party))).id
        except discord.HTTPException as failure:
            log.info("A party has no thread: HTTP %s, code %s", failure.status, failure.code)
            missing = _("It has no thread.")
            refused.append(f"{missing} {judged(failure).sentence}")
            return None

    async def _event(
        self,
        party: Party,
        channel: Place,
        host: discord.Member,
        refused: list[str],
        *,
        again: bool,
    ) -> int | None:
        """A scheduled event for the party; ``None`` where there cannot be one."""
        if _no_event(party, channel, host, self._bot.clock()) is not None:
            return None
        guild, show, mark = host.guild, party.screening.showing, party.link
        with await self._spoken(party):
            location = capitalised(place_words(party.venue))
        try:
            if again:
                for event in await guild.fetch_scheduled_events(with_counts=False):
                    if event.description == mark:
                        return event.id
            event = await guild.create_scheduled_event(
                name=await self._name(party),
                description=mark,
                start_time=show.showtime,
                end_time=show.film_ends,
                entity_type=discord.EntityType.external,
                privacy_level=discord.PrivacyLevel.guild_only,
                location=location,
            )
        except discord.HTTPException as failure:
            log.info("A party has no event: HTTP %s, code %s", failure.status, failure.code)
            missing = _("It has no event.")
            refused.append(f"{missing} {judged(failure).sentence}")
            return None
        return event.id

    async def _name(self, party: Party) -> str:
        """The name of the thread and the event, which all of the server read."""
        film = await self._announced(party)
        with await self._spoken(party):
            return neutral_name(film)

    async def _announced(self, party: Party) -> str | None:
        films = await self._bot.known.at(party.server_id)
        return announced_name(party.screening, films)

    async def refresh(self, party: Party) -> None:
        """Bring a party's post up to date; one that was deleted stays so."""
        if party.message_id is None:
            return
        channel = self._bot.get_partial_messageable(party.channel_id)
        post = channel.get_partial_message(party.message_id)
        with await self._spoken(party):
            text, view = await self.text(party), party_view(party)
        with contextlib.suppress(discord.NotFound, discord.Forbidden):
            await post.edit(content=text, view=view)

    async def text(self, party: Party) -> str:
        """What a party's post says now."""
        strict = await self.hides(party)
        telling = await self._composer.telling(party.screening, strict=strict, own_clocks=True)
        if party.role_id and await self._announced(party) is None:
            telling = replace(telling, title=SafeText(_(UNNAMED)))
        return party_text(party, telling)

    async def timed(self, party: Party) -> Screening:
        """Its screening with the film's credits and last scene as they are known now."""
        screening = party.screening
        facts = await self._composer.facts(screening)
        if facts is None or screening.runtime is None:
            return screening
        length = credits_length(facts, screening.runtime)
        last_scene = None if await self.hides(party) else last_scene_end(facts)
        return replace(
            screening, credits=length.minutes, spread=length.spread, last_scene=last_scene
        )

    async def hides(self, party: Party) -> bool:
        """Whether what follows the film must not be read in the party's channel."""
        now = self._bot.clock()
        return await self._composer.must_hide(
            party.screening, screenings.Place.HERE, party.channel_id, now
        )


def may_mention(place: Place, host: discord.Member, role: discord.Role) -> bool:
    """Whether host and bot may both mention a role in a place."""
    if role.is_default():
        return False
    people = (host, host.guild.me)
    return role.mentionable or all(rights_in(place, one).mention_everyone for one in people)


def _no_thread(channel: Place, host: discord.Member) -> str | None:
    """Why there can be no thread; ``None`` where there can."""
    if not isinstance(channel, discord.TextChannel):
        return N_("there is none in a channel of this kind")
    for member, reason in (
        (host, N_("you may not open threads here")),
        (host.guild.me, N_("I may not open threads here")),
    ):
        granted = channel.permissions_for(member)
        if not (granted.create_public_threads and granted.send_messages_in_threads):
            return reason
    return None


def _no_event(party: Party, channel: Place, host: discord.Member, now: datetime) -> str | None:
    """Why there can be no event; ``None`` where there can.

    All of the server sees it, so there is none for a channel that is not open to everybody.
    """
    if party.screening.showing.showtime <= now:
        return N_("the showtime has passed")
    if not is_open_to_all(channel):
        return N_("this channel is not open to everybody")
    for member, reason in (
        (host, N_("you may not create events")),
        (host.guild.me, N_("I may not create events")),
    ):
        granted = member.guild_permissions
        if not (granted.create_events or granted.manage_events):
            return reason
    return None


async def move_event(guild: discord.Guild, party: Party, now: datetime) -> None:
    """Give the event the party's present time."""
    show = party.screening.showing
    if party.event_id is None or show.showtime <= now:
        return
    with contextlib.suppress(discord.HTTPException):
        event = await guild.fetch_scheduled_event(party.event_id)
        await event.edit(start_time=show.showtime, end_time=show.film_ends)


async def drop_event(guild: discord.Guild, party: Party) -> None:
    """Take the event away."""
    if party.event_id is None:
        return
    with contextlib.suppress(discord.HTTPException):
        event = await guild.fetch_scheduled_event(party.event_id)
        await event.delete()
