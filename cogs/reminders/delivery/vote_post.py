"""The messages of a vote on a film night: its post, kept up to date, and what it came to."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from cogs.reminders.cards.film_vote import (
    Shown,
    result_text,
    result_view,
    vote_text,
    vote_view,
)
from cogs.reminders.delivery.composer import Composer
from cogs.reminders.delivery.party_post import MOST_NONCE, may_mention
from cogs.reminders.rules.messages import verdict_words
from cogs.reminders.rules.parties.film_votes import FilmVote
from cogs.reminders.rules.refusals import VoteGoneError
from cogs.reminders.rules.screenings import instant
from cogs.reminders.store.parties.film_votes import FilmVotes
from cogs.shared.access.rights import require_writing
from cogs.shared.bot import StingerBot
from cogs.shared.cards.wording import film_name
from cogs.shared.sending.delivery import Parcel, Post, UnreadableHistoryError
from data.locales import speaking


class VotePost:
    """Writes and edits the messages of votes."""

    def __init__(self, bot: StingerBot, store: FilmVotes, composer: Composer, sender: Post) -> None:
        self._bot = bot
        self._store = store
        self._composer = composer
        self._sender = sender

    async def complete(self, vote: FilmVote, *, again: bool) -> FilmVote:
        """Post a vote that is planned; ``again`` looks first for what an earlier try has sent.

        Raises what :func:`require_writing` and Discord raise.
        """
        night = vote.night
        guild = self._bot.get_guild(night.server_id)
        if guild is None or night.host_id is None:
            raise VoteGoneError
        channel, host = await require_writing(guild, night.channel_id, night.host_id)
        role = guild.get_role(night.role_id) if night.role_id else None
        roles = [role] if role is not None and may_mention(channel, host, role) else []
        with await self._spoken(vote):
            films = await self.shown(vote)
            text, view = vote_text(vote, films), vote_view(vote, films)
        message_id = await self._send(
            vote,
            f"vote-{vote.id}",
            text,
            view,
            discord.AllowedMentions(everyone=False, users=False, roles=roles),
            since=vote.planned_at if again else None,
        )
        placed = replace(vote, message_id=message_id)
        await self._store.place(placed, self._bot.clock())
        return placed

    async def tell_result(self, vote: FilmVote, *, again: bool) -> FilmVote:
        """Tell the host what the vote came to, once."""
        with await self._spoken(vote):
            films = await self.shown(vote)
            text, view = result_text(vote, films), result_view(vote, films)
        hosts = [discord.Object(vote.night.host_id)] if vote.night.host_id else []
        result_id = await self._send(
            vote,
            f"result-{vote.id}",
            text,
            view,
            discord.AllowedMentions(everyone=False, roles=False, users=hosts),
            since=vote.night.ends_at if again else None,
        )
        told = replace(vote, result_id=result_id)
        await self._store.place(told, self._bot.clock())
        return told

    async def refresh(self, vote: FilmVote) -> None:
        """Bring a vote's post up to date; one that was deleted stays so."""
        if vote.message_id is None:
            return
        with await self._spoken(vote):
            films = await self.shown(vote)
            text, view = vote_text(vote, films), vote_view(vote, films)
        channel = self._bot.get_partial_messageable(vote.night.channel_id)
        post = channel.get_partial_message(vote.message_id)
        with contextlib.suppress(discord.NotFound, discord.Forbidden):
            await post.edit(content=text, view=view)

    async def _spoken(self, vote: FilmVote) -> AbstractContextManager[None]:
        """Say inside what all of a channel read."""
        return speaking(await self._composer.languages(vote.night.server_id, vote.language))

    async def shown(self, vote: FilmVote) -> list[Shown]:
        """The films of a vote as they may be shown in its channel."""
        now, night = self._bot.clock(), vote.night
        films = await self._bot.known.at(night.server_id)
        shown = []
        for one in vote.suggestions:
            film = films.get(one.film_id)
            facts = films.about(film) if film else None
            hidden = await self._composer.hides_film(
                night.server_id, one.film_id, night.channel_id, now
            )
            label = film_name(film) if film else one.film_label
            runtime = facts.film.runtime if facts else None
            verdict = None if facts is None or hidden else verdict_words(facts.judgement)
            shown.append(Shown(one, label, runtime, verdict))
        return shown

    async def _send(
        self,
        vote: FilmVote,
        nonce: str,
        text: str,
        view: ui.View,
        mentions: discord.AllowedMentions,
        *,
        since: int | None,
    ) -> int:
        """Send a message, unless one like it was sent ``since`` an instant."""
        channel_id = vote.night.channel_id
        if since is not None:
            parcel = Parcel(channel_id, None, "", "", (), frozenset(_custom_ids(view)))
            with contextlib.suppress(UnreadableHistoryError):
                found = await self._sender.find(parcel, instant(since))
                if found is not None:
                    return found
        place = self._bot.get_partial_messageable(channel_id, guild_id=vote.night.server_id)
        sent = await place.send(
            text, view=view, nonce=nonce[:MOST_NONCE], allowed_mentions=mentions
        )
        return sent.id


def _custom_ids(view: ui.View) -> Iterator[str]:
    """What marks a message as this one; *Cancel* stands on the post at every stage."""
    items: list[Any] = list(view.children)
    for item in items:
        custom_id = getattr(item, "custom_id", None)
        if custom_id is not None:
            yield custom_id
