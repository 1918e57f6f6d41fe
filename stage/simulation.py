"""The running simulation: who is where, the time that flows, and the bot's restarts."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import simcord
from discord.ext import commands
from simcord.backend.access import can_access_channel

from stage.club.club import Club, Player, picture_files
from stage.club.words import Say, translate
from stage.supplement.locales import discord_locale
from stage.supplement.message_menu import choose_in_menu, show_form

log = logging.getLogger(__name__)

BotFactory = Callable[[], Awaitable[commands.AutoShardedBot]]
Seed = Callable[[Club, Say], Awaitable[None]]

DIRECT = "dm"
"""The place that is each player's own conversation with the bot."""

TICK_SECONDS = 1.0
STRIDE_SECONDS = 600.0
"""A skip is walked in strides: the simulator allows the bot 5 s of work for each."""

AFTERMATH_SECONDS = 10.0
"""What the bot puts off is done by then, as a theory's count of ballots: all before a visit."""


class UnknownPlaceError(Exception):
    """There is no such player or channel in the club."""


@dataclass(frozen=True)
class Place:
    """A player in a channel; `key` is the channel's id, or :data:`DIRECT`."""

    player: Player
    key: str


class Simulation:
    """One simulated server with one bot, seen through one preview at a time.

    SimCord refuses overlapping operations, so everything that touches `env` holds one lock.
    Whatever the bot breaks is logged and left behind: the simulation goes on.
    """

    def __init__(
        self,
        env: simcord.Env,
        club: Club,
        bot: commands.AutoShardedBot,
        make_bot: BotFactory,
        seed: Seed | None = None,
    ) -> None:
        self.env = env
        self.club = club
        self.place = Place(club.players[0], str(club.lobby.id))
        self.preview: simcord.Preview | None = None
        self.visits = 0
        self.running = False
        self._bot = bot
        self._make_bot = make_bot
        self._seed = seed
        self._welcomed = False
        self._lock = asyncio.Lock()
        self.timezone = "UTC"
        self.language = "en"
        self._shown = 0

    async def open(self) -> None:
        """Start the bot, and open the first place; raises what the bot raises while it starts."""
        async with self._lock:
            await self.env.start()
            self.running = True
            await self._open_preview()

    async def welcome(self, language: str, say: Say) -> None:
        """Let the club be in the language of whoever comes in first, by its tag, and do what its
        `seed` says; `say` gives sentences in it. Whoever comes later finds the club as it is.

        A seed that fails is logged.
        """
        async with self._alone("prepare the club"):
            if self._welcomed:
                return
            self._welcomed, self.language = True, language
            translate(self.env, say)
            try:
                if self._seed is not None:
                    await self._seed(self.club, say)
                    await self.env.advance_time(AFTERMATH_SECONDS)
            finally:
                await self._open_preview()

    async def close(self) -> None:
        """Stop the bot and let it close what it holds, its database among it."""
        async with self._lock:
            await self.env.shutdown()
            await self._bot.close()

    async def visit(
        self,
        player_key: str,
        place_key: str,
        timezone: str | None = None,
        language: str | None = None,
    ) -> None:
        """Be that player in that channel, told times in that IANA zone, with Discord in that
        language, by its tag; both stay as they are where none is given.

        Where the player may not look, the lobby opens instead. An unknown zone is ignored.
        Raises UnknownPlaceError.
        """
        player = self._player(player_key)
        if place_key != DIRECT and not self._is_channel(place_key):
            raise UnknownPlaceError(place_key)
        async with self._alone("open the channel"):
            if timezone is not None and _is_zone(timezone):
                self.timezone = timezone
            self.language = language or self.language
            self.place = Place(
                player, place_key if self._may_see(player, place_key) else self._home
            )
            await self._open_preview()

    async def use_menu(self, name: str, message_id: int) -> None:
        """Choose a command in the menu of a message of the present place."""
        async with self._alone(f"choose {name!r} in a message's menu"):
            channel, actor = self._scene()
            if channel is None or self.preview is None:
                return
            chosen = await choose_in_menu(self.env, actor, channel, name, message_id)
            if chosen.modal is not None:
                show_form(self.preview, chosen)
            await self._refresh()

    async def skip(self, seconds: float) -> None:
        """Let that much simulated time pass at once; everything due in between happens."""
        async with self._alone("skip time"):
            while seconds > 0 and self.running:
                await self.env.advance_time(min(seconds, STRIDE_SECONDS))
                seconds -= STRIDE_SECONDS
            await self._refresh()

    async def restart(self) -> None:
        """Replace the bot by a newly made one, as after a crash; buttons of old cards stay.

        If the new bot cannot be made, the old one goes on. If it fails while starting, no bot
        runs until the next restart.
        """
        async with self._alone("restart the bot"):
            bot = await self._make_bot()
            retired, self._bot = self._bot, bot
            try:
                await self._start_instead(bot)
            finally:
                await retired.close()
            await self._refresh()

    async def keep_time(self) -> None:
        """Let simulated time flow as real time does, until cancelled."""
        # SimCord replaces time.monotonic; this clock it leaves alone.
        last = time.perf_counter()
        while True:
            await asyncio.sleep(TICK_SECONDS)
            async with self._alone("let time pass"):
                now = time.perf_counter()
                passed, last = now - last, now
                if self.running:
                    await self.env.advance_time(passed)
                    await self._show_news()

    @asynccontextmanager
    async def acting(self) -> AsyncIterator[None]:
        """Hold the simulation still for one action of the preview's page."""
        async with self._lock:
            yield
            # The page has published what its own action brought.
            self._shown = len(self.env.backend.transcript)

    @asynccontextmanager
    async def _alone(self, deed: str) -> AsyncIterator[None]:
        async with self._lock:
            try:
                yield
            except Exception:
                log.exception("The stage could not %s", deed)

    @property
    def _home(self) -> str:
        return str(self.club.lobby.id)

    def _player(self, key: str) -> Player:
        for player in self.club.players:
            if player.key == key:
                return player
        raise UnknownPlaceError(key)

    def _is_channel(self, key: str) -> bool:
        return key.isdecimal() and int(key) in self.env.backend.channels

    def _may_see(self, player: Player, key: str) -> bool:
        return key == DIRECT or can_access_channel(self.env, int(key), player.actor, history=True)

    async def _start_instead(self, bot: commands.AutoShardedBot) -> None:
        was_running, self.running = self.running, False
        if was_running:
            await self.env.restart_bot(bot)
        else:
            self.env.bot = bot
            await self.env.start()
        self.running = True

    async def _open_preview(self) -> None:
        # While one closes and the next opens there is none: its address would raise.
        left, self.preview = self.preview, None
        if left is not None:
            await left.close()
        self.preview = await self._preview_here()
        self.visits += 1
        self._shown = len(self.env.backend.transcript)

    async def _preview_here(self) -> simcord.Preview | None:
        channel, viewer = self._scene()
        if channel is None:
            return None
        preview = self.env.preview(
            channel,
            viewers=[viewer],
            layout="channel",
            locale=discord_locale(self.language),
            timezone=self.timezone,
            assets=picture_files(self.club),
        )
        return await preview.__aenter__()

    def _scene(
        self,
    ) -> tuple[simcord.ChannelHandle | None, simcord.MemberActor | simcord.UserHandle]:
        actor = self.place.player.actor
        if self.place.key == DIRECT:
            return actor.user.dm_channel, actor.user
        if self.place.key == str(self.club.theories.id):
            # A forum holds posts, no messages: the page lists them itself.
            return None, actor
        channel = self.env.backend.get_channel(int(self.place.key))
        return simcord.ChannelHandle(self.env, self.club.guild, channel), actor

    async def _show_news(self) -> None:
        if len(self.env.backend.transcript) != self._shown:
            await self._refresh()

    async def _refresh(self) -> None:
        if self.preview is not None and self.running:
            await self.preview.refresh()
        self._shown = len(self.env.backend.transcript)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
