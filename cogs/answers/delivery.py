"""Tells members of films that have become known: notices it, sends, settles; never otherwise.

What is told stands in the database, so that a process that dies at any step loses nothing. What was
known while nobody ran is noticed at the next start.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import discord

from cogs.answers.cards import known_buttons, known_words
from cogs.answers.rules.awaited import (
    Asked,
    Awaited,
    next_try,
    now_known,
)
from cogs.answers.store.awaited import LEASE, AwaitedFilms
from cogs.shared.access.rights import place_of, readers_among
from cogs.shared.bot import StingerBot
from cogs.shared.entries import AWAITED, button_label
from cogs.shared.items import ActionButton
from cogs.shared.sending.delivery import (
    Parcel,
    Post,
    UndeliverableError,
    UnsettledError,
    send_once,
)
from cogs.shared.sending.due_work import DueLoop, may_pass
from cogs.shared.sending.places import places_in
from data.catalogue.facts import FilmFacts
from data.catalogue.verdict import Judgement
from data.locales import speaking
from data.servers.policy import Policy
from data.servers.preferences import Conduct

log = logging.getLogger(__name__)

POKE = "films_known"
"""The event that wakes the loop."""

SETTLES = 5
"""Seconds from a change until it is looked at: a catalogue or a consensus comes in many steps."""

LOOK_AGAIN = 86_400
"""Seconds after which it is looked at without a change: news of another process may go astray."""

RESERVE = 5
"""Seconds kept free at a claim's end, so that it is settled before it is anybody's."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a member is told: by DM with no ``channel_id``."""

    channel_id: int | None
    conduct: Conduct


class KnownNews(DueLoop):
    """The loop: looks at what is waited for, and sends what is due."""

    def __init__(self, bot: StingerBot, store: AwaitedFilms, post: Post) -> None:
        super().__init__(bot, POKE)
        self._store = store
        self._post = post
        self._look_at = 0
        bot.known.after_change.append(self.heard)

    def heard(self) -> None:
        """Look soon: something may be known by now."""
        soon = self.now + SETTLES
        if self._look_at > soon:
            self._look_at = soon
            self.poke()

    async def work(self) -> int:
        """Notice what has become known, and tell of it.

        Returns when to look or to send next, whichever is earlier.
        """
        if self._look_at <= self.now:
            looked_for = self._look_at
            self._look_at = self.now + LOOK_AGAIN
            try:
                await self._look()
                await self._look_when_ripe()
            except Exception:
                self._look_at = looked_for  # and not a day later
                raise
        due = await self._store.next_due()
        while due is not None and due <= self.now and (found := await self._store.claim(self.now)):
            await asyncio.gather(*(self._tell(message, self.now) for message in found))
            due = await self._store.next_due()
        return self._look_at if due is None else min(due, self._look_at)

    async def _look_when_ripe(self) -> None:
        """Look again when what members of other servers saw comes to count here."""
        await self._bot.known.at(None)
        if (ripe := self._bot.known.ripens_at) is not None:
            self._look_at = min(self._look_at, ripe + SETTLES)

    async def _look(self) -> None:
        judged: dict[Asked, Judgement | None] = {}
        for server_id, film_id in await self._store.waiting():
            facts = await self._facts(server_id, film_id)
            judged[server_id, film_id] = facts.judgement if facts else None
            await asyncio.sleep(0)  # members are answered in between, however many films it are
        if known := now_known(judged):
            await self._store.become_known(known, self.now)

    async def _tell(self, message: Sequence[Awaited], claimed: int) -> None:
        """Deliver one message; whatever goes wrong with it ends here."""
        try:
            await self._deliver(message, claimed)
        except UndeliverableError as refusal:
            log.info("News of films for batch %d were refused: %s", _batch(message), refusal)
            await self._go_elsewhere(message)
        except UnsettledError as doubt:
            first = message[0].tried_at or claimed
            await self._store.try_again(message, next_try(first, self.now, doubt.retry_after))
        except Exception as error:
            # Whatever it was, it must not keep others from theirs; the claim's end brings it back.
            if not may_pass(error):
                log.exception("News of films for batch %d failed", _batch(message))

    async def _deliver(self, message: Sequence[Awaited], claimed: int) -> None:
        place = await self._place(message[0])
        facts = {one: await self._facts(one.server_id, one.film_id) for one in message}
        told = {one: known for one, known in facts.items() if known and known.judgement.settled}
        if unknown := [one for one in message if one not in told]:
            await self._store.wait_on(unknown)
        if not told:
            return
        # A film may be waited for by an earlier id as well, and is told once.
        films = list({known.film.id: known for known in told.values()}.values())
        with speaking(message[0].language):
            parcel = self._parcel(message, films, place)
        await send_once(
            self._post,
            parcel,
            _instant(message[0].tried_at),
            lambda: claimed + LEASE - RESERVE - self._bot.clock().timestamp(),
        )
        await self._store.told(list(told))

    def _parcel(
        self, message: Sequence[Awaited], films: Sequence[FilmFacts], place: Place
    ) -> Parcel:
        first, conduct, batch = message[0], place.conduct, _batch(message)
        now = self._bot.clock()
        open_to_all = place.channel_id is None or not conduct.policy.private_only
        strict = [conduct.is_strict(facts.film, now) for facts in films]
        text = known_words(films, strict if open_to_all else None)
        named = [] if place.channel_id is None else [first.user_id]
        buttons = known_buttons(self._cards(films, place), batch)
        return Parcel(
            place_id=place.channel_id,
            user_id=first.user_id,
            nonce=f"known-{'here' if named else 'dm'}-{batch}",
            content="\n".join([text, *(f"<@{user_id}>" for user_id in named)]),
            buttons=buttons,
            marks=frozenset((f"{AWAITED}:{batch}",)),
            mentions=named,
        )

    def _cards(self, films: Sequence[FilmFacts], place: Place) -> list[ActionButton]:
        entry = "card" if place.channel_id is None else "private"
        offered = [(facts.film, self._bot.entries.buttons(facts.film, (entry,))) for facts in films]
        if len(films) == 1:
            return offered[0][1]
        return [
            ActionButton(button.action, button.argument, button_label(film))
            for film, buttons in offered
            for button in buttons
        ]

    async def _place(self, one: Awaited) -> Place:
        """Where to tell; raises :class:`UndeliverableError` for a channel that is none for it."""
        if not one.in_channel:
            return Place(None, Conduct())
        guild = self._bot.get_guild(one.server_id or 0)
        channel = await place_of(guild, one.channel_id or 0) if guild else None
        if not isinstance(
            channel, discord.abc.Messageable
        ) or one.user_id not in await readers_among(channel, [one.user_id]):
            raise UndeliverableError("the channel is gone, or none of theirs")
        places = places_in(one.server_id, channel)
        conduct = await self._bot.preferences.conduct_at(places)
        if conduct.policy is Policy.OFF:
            raise UndeliverableError("the channel's policy keeps me silent")
        return Place(channel.id, conduct)

    async def _go_elsewhere(self, message: Sequence[Awaited]) -> None:
        able = [one for one in message if one.channel_id is not None and not one.in_channel]
        lost = [one for one in message if one not in able]
        if able:
            await self._store.tell_in_channel(able, self.now)
        if lost:
            await self._store.give_up(lost)

    async def _facts(self, server_id: int | None, film_id: str) -> FilmFacts | None:
        film = await self._bot.known.film(server_id, film_id)
        return (await self._bot.known.at(server_id)).about(film) if film else None


def _instant(second: int | None) -> datetime | None:
    return None if second is None else datetime.fromtimestamp(second, UTC)


def _batch(message: Sequence[Awaited]) -> int:
    return message[0].batch or message[0].id
