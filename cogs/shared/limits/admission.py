"""Which interactions are worked on: what comes too late is dropped, so that the rest is in time.

Discord takes no answer after three seconds. Under more load than a machine can carry, work on what
is too old already would make everything too old; so it is dropped before any work is done, counted
and not logged.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, nullcontext, suppress
from typing import Any

import discord
from discord import InteractionType
from discord.enums import try_enum
from discord.utils import DISCORD_EPOCH

from cogs.shared.limits.places import Places
from cogs.shared.patience import PATIENCE, PatientResponse
from data.locales import speaking

TOO_OLD = 2.5
"""Seconds after which an interaction is dropped: the answer would have to be there by the third."""

TOO_OLD_TO_COMPLETE = 1.0
"""The same for a completion: by then the member has typed on."""

MOST_AT_ONCE = {
    InteractionType.application_command: 100,
    InteractionType.autocomplete: 50,
    InteractionType.component: 100,
    InteractionType.modal_submit: 100,
}
"""Handlers of each kind that are at work at a time; further ones wait, and may grow too old. They
are let in newest first."""

CLOCK_DRIFT = 1e-4
"""By how much a clock may gain on Discord's, in seconds a second; real ones do by less."""


UNREAD = 0.1
"""Seconds that a busy bot goes on reading at its end: more may have come in already."""


class Ages:
    """How old interactions are, whatever the machine's clock says.

    Discord's clock and ours may differ by any amount; but of many interactions the fastest took
    next to no time, and an age is how much later than that one another came.
    """

    def __init__(self, instant: Callable[[], float] | None = None) -> None:
        self.now = instant or _of_the_loop
        """Tells the present instant, to measure by."""
        self._apart: float | None = None
        self._told_at = 0.0

    def of(self, snowflake: int, now: float) -> float:
        """Seconds since Discord made what has that id, as far as can be known; never too many."""
        apart = now - ((snowflake >> 22) + DISCORD_EPOCH) / 1000
        if self._apart is None:
            self._apart = apart
        else:
            self._apart = min(apart, self._apart + CLOCK_DRIFT * (now - self._told_at))
        self._told_at = now
        return apart - self._apart


def _of_the_loop() -> float:
    return asyncio.get_running_loop().time()


Data = Mapping[str, Any] | None
"""What an interaction holds: the command and its options, or the custom id and what was given."""

Outcomes = Callable[[str, str, str, float | None], None]
"""Hears what became of an interaction; see :class:`Admission`."""


LanguageOf = Callable[["discord.Interaction[Any]"], Awaitable[str]]
"""Tells in which language an interaction is to be answered."""


async def _by_discord(interaction: discord.Interaction[Any]) -> str:
    """The language of the member's Discord."""
    return interaction.locale.value


def _nobody_hears(_kind: str, _name: str, _outcome: str, _seconds: float | None) -> None:
    """For a bot whose numbers nobody reads."""


class Admission:
    """Lets interactions in, one bounded kind beside the other, until the bot closes.

    ``shed`` counts what was dropped, by its kind and the reason: ``old``, ``overtaken``,
    ``closing``, and ``gone`` for what Discord no longer took an answer to. ``on_outcome`` hears of
    every interaction its kind, its command or action, ``answered`` or that reason, and the seconds
    from its making to its acknowledgement, ``None`` where it had none. What is said while one is
    let in is said in its language.
    """

    def __init__(self, ages: Ages | None = None, language_of: LanguageOf = _by_discord) -> None:
        self.shed: Counter[tuple[str, str]] = Counter()
        self.on_outcome: Outcomes = _nobody_hears
        self._ages = ages or Ages()
        self._language_of = language_of
        self._places = {kind: Places(most, self._ages.now) for kind, most in MOST_AT_ONCE.items()}
        self._newest: dict[int, int] = {}
        self._at_work = 0
        self._idle = asyncio.Event()
        self._closing_since: float | None = None

    def arrived(self, payload: Mapping[str, Any]) -> bool:
        """Note an interaction as Discord sends it: it may overtake one that still waits.

        ``False`` if it is dropped before anything is made of it, as it is too old already or too
        many of its kind wait.
        """
        kind = try_enum(InteractionType, payload["type"])
        places = self._places.get(kind)
        # Room is asked for first: in a flood next to nothing is to be done for what is dropped.
        if places is not None and not (places.expect() and self._is_fresh(kind, payload)):
            self._count_shed(kind, payload.get("data"), "old")
            return False
        if kind is InteractionType.autocomplete:
            member = payload.get("member", payload)
            self._newest[int(member["user"]["id"])] = int(payload["id"])
        return True

    def _is_fresh(self, kind: InteractionType, payload: Mapping[str, Any]) -> bool:
        return self._ages.of(int(payload["id"]), self._ages.now()) <= _too_old(kind)

    @asynccontextmanager
    async def let_in(
        self, interaction: discord.Interaction[Any], patience: float | None = None
    ) -> AsyncIterator[bool]:
        """Give an interaction its place during the block; ``False`` if it is not to be answered.

        It is acknowledged after ``patience`` seconds, by default :data:`PATIENCE`, if the block has
        not answered by then.
        """
        came = self._ages.now()
        made_at = came - self._ages.of(interaction.id, came)
        latest = made_at + _too_old(interaction.type)
        place = await self._places[interaction.type].take(latest)
        if place is None:
            self.note_shed(interaction, "old")
            yield False
            return
        self._at_work += 1
        self._idle.clear()
        try:
            began = self._ages.now()
            reason = self._reason_against(interaction, began - made_at)
            if reason is not None:
                self.note_shed(interaction, reason)
                yield False
                return
            seconds = PATIENCE if patience is None else patience
            completes = interaction.type is InteractionType.autocomplete
            # Only choices answer a completion: there is nothing to acknowledge it with.
            async with nullcontext() if completes else PatientResponse(interaction, seconds):
                language = await self._language_of(interaction)
                with speaking(language, interaction.locale.value):
                    yield True
            took = began - made_at + min(self._ages.now() - began, seconds)
            self.on_outcome(interaction.type.name, _name_in(interaction.data), "answered", took)
        finally:
            place.give()
            self._at_work -= 1
            if not self._at_work:
                self._idle.set()

    def note_shed(self, interaction: discord.Interaction[Any], reason: str) -> None:
        """Count an interaction that is not answered."""
        self._count_shed(interaction.type, interaction.data, reason)

    def _count_shed(self, kind: InteractionType, data: Data, reason: str) -> None:
        self.shed[kind.name, reason] += 1
        self.on_outcome(kind.name, _name_in(data), reason, None)

    def _reason_against(self, interaction: discord.Interaction[Any], age: float) -> str | None:
        if self._closing_since is not None and age < self._ages.now() - self._closing_since:
            return "closing"
        if interaction.type is InteractionType.autocomplete:
            if self._newest.get(interaction.user.id, interaction.id) != interaction.id:
                return "overtaken"
            self._newest.pop(interaction.user.id, None)
        return "old" if age > _too_old(interaction.type) else None

    async def finish(self, patience: float) -> None:
        """Take nothing newer, and wait for what is at work, at most so many seconds."""
        self._closing_since = self._ages.now()
        if self._at_work:
            await asyncio.sleep(min(patience, UNREAD))
            await self.lull(patience)

    async def lull(self, patience: float) -> None:
        """Wait until nothing is at work, at most so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self._at_work:
                    await self._idle.wait()


def _too_old(kind: InteractionType) -> float:
    return TOO_OLD_TO_COMPLETE if kind is InteractionType.autocomplete else TOO_OLD


_NAMED = re.compile(r"(?:form/|select/)?([a-z-]{1,20}:[a-z-]{1,16})(?::.*)?", re.DOTALL)


def _name_in(data: Data) -> str:
    """The command, or the action of a button, select or form: one of few, whoever sent it."""
    data = data or {}
    if "name" in data:
        return str(data["name"])
    named = _NAMED.fullmatch(str(data.get("custom_id", "")))
    return named[1] if named else ""
