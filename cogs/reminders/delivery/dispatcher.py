"""The one loop that sends what is due: claim, send, settle; never the other way round.

It sleeps until the nearest due row. One row that cannot be sent stops no other, and a process
that dies at any step leaves its rows to the next one.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from cogs.reminders.rules.refusals import BROKEN, REFUSED, UNREACHABLE, UNREADABLE
from cogs.reminders.rules.screenings import Claimed, Place
from cogs.reminders.store.outbox import Outbox
from cogs.shared.sending.delivery import (
    Parcel,
    Sender,
    UndeliverableError,
    UnsettledError,
    send_once,
)
from data.clock import Clock

log = logging.getLogger(__name__)

NONCE_HOLDS = timedelta(minutes=2)
"""For how long Discord is trusted to know a nonce again; it says "a few minutes"."""

LEASE_RESERVE = timedelta(seconds=5)
"""Kept free at a lease's end, so that a claim is settled before it is anybody's."""

MOST_AT_ONCE = 40
SHORT_SLEEP = timedelta(minutes=15)
"""Somebody may set the clock, and a laptop sleep: the clock is read anew after a quarter of the
way to the next due row, but at most once in this time."""

LONGEST_TRUST = timedelta(hours=3)
"""After this long the outbox is read anew: another process may have left a row behind."""

AFTER_FAILURE = timedelta(seconds=10)
FIRST_RETRY = timedelta(seconds=5)
LONGEST_RETRY = timedelta(minutes=5)
KEPT_TRYING = timedelta(hours=24)
MOST_FAULTS = 3
"""Tries of a row that fails by our own fault, before it is given up."""

Rest = Callable[[float], Awaitable[None]]
"""Sleeps for that many seconds, or until something has changed."""


Readers = Callable[[Claimed], Awaitable[Collection[int]]]
"""The ids of a message's recipients who can read the channel that it goes to."""


async def all_recipients(message: Claimed) -> Collection[int]:
    """Everybody: for where nothing is known of members."""
    return [member.user_id for member in message.recipients]


class Writer(Protocol):
    """Writes parcels; see :class:`cogs.reminders.delivery.composer.Composer`."""

    async def compose(self, message: Claimed, now: datetime) -> Parcel | None:
        """The parcel, or ``None`` if nobody is to get it."""
        ...


class Dispatcher:
    """Sends one database's outbox. ``nudge`` must end a rest of ``rest`` that is under way."""

    def __init__(
        self,
        outbox: Outbox,
        writer: Writer,
        sender: Sender,
        clock: Clock,
        rest: Rest,
        nudge: Callable[[], None],
        readers: Readers = all_recipients,
    ) -> None:
        self._outbox = outbox
        self._writer = writer
        self._sender = sender
        self._clock = clock
        self._rest = rest
        self._nudge = nudge
        self._readers = readers
        self._name = secrets.token_hex(8)
        self._changed = False
        self._under_way: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Look again at once: something may be due earlier than was known."""
        self._changed = True
        self._nudge()

    async def run(self) -> None:
        """Send until cancelled."""
        try:
            while True:
                # Cleared before looking, so that what changes during a slow pass is seen.
                self._changed = False
                await self._sleep_until(await self._pass())
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _pass(self) -> datetime | None:
        """Begin everything that is due; when the next one is."""
        try:
            while await self._begin_some():
                pass
            return await self._outbox.next_due()
        except Exception:
            log.exception("The outbox could not be read")
            return self._clock() + AFTER_FAILURE

    async def _sleep_until(self, due: datetime | None) -> None:
        look_again = self._clock() + LONGEST_TRUST
        until = look_again if due is None else min(due, look_again)
        while not self._changed and (now := self._clock()) < until:
            step = max(((due or look_again) - now) / 4, SHORT_SLEEP)
            await self._rest(min(until - now, step).total_seconds())

    async def _begin_some(self) -> bool:
        """Claim and begin what there is room for; whether there may be more."""
        room = MOST_AT_ONCE - len(self._under_way)
        if room <= 0:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            return True
        now = self._clock()
        claims = await self._outbox.claim(now, room, self._name)
        for outbox_id in claims.unreadable:
            log.error("Message %d cannot be read and is given up", outbox_id)
            await self._outbox.give_up_blindly(outbox_id, now, BROKEN)
        for message in claims.messages:
            task = asyncio.create_task(self._handle(message), name=f"message {message.id}")
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        return len(claims.messages) + len(claims.unreadable) == room

    async def _handle(self, message: Claimed) -> None:
        """Deliver one message; whatever goes wrong with it ends here."""
        if self._left(message) <= timedelta():
            return  # the lease is all but over: whoever claims it next sends it
        try:
            message = await self._for_readers(message)
            await self._deliver(message)
        except UndeliverableError as refusal:
            await self._guarded(self._go_elsewhere(message, str(refusal)), message)
        except UnsettledError as doubt:
            await self._guarded(self._retry(message, doubt.retry_after), message)
        except Exception:
            log.exception("Message %d failed", message.id)
            await self._guarded(self._blame_ourselves(message), message)

    async def _guarded(self, work: Awaitable[None], message: Claimed) -> None:
        """Do what follows a failure; if that fails too, the lease's end brings the row back."""
        try:
            await work
        except Exception:
            log.exception("Message %d could not be put back", message.id)
        self.wake()

    async def _deliver(self, message: Claimed) -> None:
        parcel = await self._writer.compose(message, self._clock())
        if parcel is None:
            await self._outbox.settle(message, self._name, self._clock(), state="dropped")
            return
        since = message.tried_at if message.is_retry and not self._nonce_holds(message) else None
        sent = await send_once(
            self._sender, parcel, since, lambda: self._left(message).total_seconds()
        )
        await self._settle(message, sent)

    async def _for_readers(self, message: Claimed) -> Claimed:
        """The message for those who can read its channel; the others get it elsewhere."""
        if message.place is not Place.HERE:
            return message
        able = await self._readers(message)
        absent = [member for member in message.recipients if member.user_id not in able]
        if not absent:
            return message
        await self._outbox.divert(message, absent, self._clock(), UNREADABLE)
        self.wake()
        present = tuple(member for member in message.recipients if member.user_id in able)
        return replace(message, recipients=present)

    def _left(self, message: Claimed) -> timedelta:
        return message.lease_until - LEASE_RESERVE - self._clock()

    def _nonce_holds(self, message: Claimed) -> bool:
        return timedelta() <= self._clock() - message.tried_at < NONCE_HOLDS

    async def _settle(self, message: Claimed, message_id: int) -> None:
        kept = await self._outbox.settle(message, self._name, self._clock(), message_id=message_id)
        if not kept:
            log.warning("Message %d was settled after its lease", message.id)

    async def _go_elsewhere(self, message: Claimed, reason: str) -> None:
        log.warning("Message %d was refused: %s", message.id, reason)
        if not await self._outbox.fall_back(message, self._name, self._clock()):
            await self._give_up(message, REFUSED)

    async def _retry(self, message: Claimed, wait: float) -> None:
        now = self._clock()
        if now - message.nominal_at > KEPT_TRYING:
            await self._give_up(message, UNREACHABLE)
            return
        backoff = min(FIRST_RETRY * 2 ** min(message.attempts - 1, 10), LONGEST_RETRY)
        at = now + max(backoff, timedelta(seconds=wait))
        await self._outbox.try_again(message, self._name, at)

    async def _blame_ourselves(self, message: Claimed) -> None:
        if message.attempts >= MOST_FAULTS:
            await self._give_up(message, BROKEN)
        else:
            at = self._clock() + FIRST_RETRY
            await self._outbox.try_again(message, self._name, at)

    async def _give_up(self, message: Claimed, why: str) -> None:
        log.error("Message %d is given up", message.id)
        await self._outbox.give_up(message, self._name, self._clock(), why)
