"""Sending a message so that it arrives once: one nonce for every try, and a look at the history.

Discord returns the message that it has instead of making a second one, for some minutes and per
nonce. After that only the place's history tells whether an earlier try arrived: every parcel
carries a button whose custom id is its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

import discord

from cogs.shared.error_codes import UNREACHABLE, Fate, judged
from cogs.shared.items import ActionButton, new_view

T = TypeVar("T")

SENDS_A_SECOND = 47
"""Starts of a request a second: a little below the 50 that Discord grants a bot in all."""

AT_ONCE = 3
"""Requests let through at once after a pause; with them a second still stays below the limit."""

CLOCKS_APART = timedelta(minutes=2)
"""How far Discord's clock and ours may differ when the history is searched."""

MOST_SEARCHED = 2_000
"""Messages looked through; in a place where more were written the answer stays open."""

REPEATED = "\n-# possibly repeated"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message to be sent, in plain content.

    ``place_id`` is a channel, or ``None`` for the DM of ``user_id``. ``nonce`` has at most 25
    characters. ``marks`` are custom ids of which each try carries at least one, and no other
    message any. ``mentions`` are the only users that may be pinged.
    """

    place_id: int | None
    user_id: int | None
    nonce: str
    content: str
    buttons: Sequence[ActionButton]
    marks: frozenset[str]
    mentions: Sequence[int] = ()
    silent: bool = False


class UndeliverableError(Exception):
    """Discord has refused, and will refuse again: DMs closed, channel gone, no permission."""


class UnsettledError(Exception):
    """Nobody knows whether the message arrived; it may be tried again.

    ``retry_after`` is how many seconds Discord asks to wait, if it said so.
    """

    def __init__(self, retry_after: float = 0.0) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class UnreadableHistoryError(Exception):
    """The place's history may not be read, or is too long to be read through."""


class Sender(Protocol):
    """Sends parcels; see :class:`Post`."""

    async def send(self, parcel: Parcel) -> int:
        """The id of the sent message; see :meth:`Post.send`."""
        ...

    async def find(self, parcel: Parcel, since: datetime) -> int | None:
        """The id of the message if it was sent; see :meth:`Post.find`."""
        ...


async def send_once(
    sender: Sender, parcel: Parcel, since: datetime | None, left: Callable[[], float]
) -> int:
    """Send a parcel unless it has arrived ``since`` then, and return its message's id.

    ``since`` is when it was tried first, ``None`` for a first try, or while Discord knows the nonce
    again. Where the history cannot tell, the message says that it may be a repetition. ``left``
    tells the seconds that the claim still holds; raises :class:`UnsettledError` once they are over,
    and what :meth:`Post.send` raises.
    """
    if since is not None:
        try:
            found = await _within(left(), sender.find(parcel, since))
        except UnreadableHistoryError:
            found, parcel = None, replace(parcel, content=parcel.content + REPEATED)
        if found is not None:
            return found
    return await _within(left(), sender.send(parcel))


async def _within(seconds: float, work: Coroutine[Any, Any, T]) -> T:
    """The work's result; raises :class:`UnsettledError` if it takes longer.

    The work is left to itself then, never cancelled: a request of discord.py that is cancelled
    while it waits for a global limit to pass would keep all others waiting for ever.
    """
    task = asyncio.ensure_future(work)
    task.add_done_callback(_look_at)
    await asyncio.wait((task,), timeout=max(seconds, 0))
    if not task.done():
        raise UnsettledError
    return task.result()


def _look_at(task: asyncio.Future[Any]) -> None:
    """Look at how work ended that may have nobody waiting for it any more."""
    if not task.cancelled():
        task.exception()


class Post:
    """Sends parcels by a client's REST connection; needs no gateway and no cache.

    ``sharing`` tells how many processes share what Discord grants the bot.
    """

    def __init__(self, client: discord.Client, sharing: Callable[[], int] = lambda: 1) -> None:
        self._client = client
        self._pace = Pace(lambda: SENDS_A_SECOND / sharing(), AT_ONCE)

    async def send(self, parcel: Parcel) -> int:
        """Send it, and return the id of the message that Discord has of it.

        Raises :class:`UndeliverableError` or :class:`UnsettledError`.
        """
        people = [discord.Object(user_id) for user_id in parcel.mentions]
        allowed = discord.AllowedMentions(
            everyone=False, roles=False, replied_user=False, users=people
        )
        view = new_view()
        for button in parcel.buttons:
            view.add_item(button)
        try:
            place = await self._place(parcel)
            await self._pace.turn()
            sent = await place.send(
                parcel.content,
                view=view,
                nonce=parcel.nonce,
                allowed_mentions=allowed,
                silent=parcel.silent,
            )
        except _FAILURES as failure:
            raise _judged(failure) from failure
        return sent.id

    async def find(self, parcel: Parcel, since: datetime) -> int | None:
        """The id of our own message that carries one of the parcel's marks, sent ``since`` then.

        Raises :class:`UnreadableHistoryError` or :class:`UnsettledError`.
        """
        searched = 0
        try:
            place = await self._place(parcel)
            async for message in place.history(
                after=since - CLOCKS_APART, oldest_first=True, limit=MOST_SEARCHED
            ):
                searched += 1
                if self._is_mine(message) and parcel.marks & set(_custom_ids(message)):
                    return message.id
        except _FAILURES as failure:
            judged = _judged(failure)
            if isinstance(judged, UndeliverableError):
                raise UnreadableHistoryError from failure
            raise judged from failure
        if searched == MOST_SEARCHED:
            raise UnreadableHistoryError
        return None

    async def open_dm(self, user_id: int) -> int | None:
        """The channel of a user's DM; ``None`` if Discord opens none."""
        try:
            return (await self._client.create_dm(discord.Object(user_id))).id
        except _FAILURES:
            return None

    async def _place(self, parcel: Parcel) -> discord.PartialMessageable:
        place_id = parcel.place_id
        if place_id is None:
            if parcel.user_id is None:
                raise ValueError("A parcel goes to a channel or to a user.")
            place_id = (await self._client.create_dm(discord.Object(parcel.user_id))).id
        return self._client.get_partial_messageable(place_id)

    def _is_mine(self, message: discord.Message) -> bool:
        return self._client.user is not None and message.author.id == self._client.user.id


class Pace:
    """Lets callers through at a steady pace, which may change; after a pause, some at once."""

    def __init__(self, a_second: Callable[[], float], at_once: int) -> None:
        self._a_second = a_second
        self._at_once = at_once
        self._free_at = 0.0

    async def turn(self) -> None:
        """Wait until it is the caller's turn."""
        now = asyncio.get_running_loop().time()
        gap = 1 / self._a_second()
        self._free_at = max(self._free_at, now - self._at_once * gap) + gap
        if self._free_at > now:
            await asyncio.sleep(self._free_at - now)


_FAILURES = (discord.HTTPException, *UNREACHABLE)


def _judged(failure: BaseException) -> UndeliverableError | UnsettledError:
    if isinstance(failure, discord.RateLimited):
        return UnsettledError(failure.retry_after)
    if isinstance(failure, discord.HTTPException) and judged(failure).fate is not Fate.PASSING:
        return UndeliverableError(f"HTTP {failure.status}, code {failure.code}")
    return UnsettledError()


def _custom_ids(message: discord.Message) -> Iterator[str]:
    rows: list[Any] = list(message.components)
    for row in rows:
        for item in getattr(row, "children", ()):
            if custom_id := getattr(item, "custom_id", None):
                yield custom_id
