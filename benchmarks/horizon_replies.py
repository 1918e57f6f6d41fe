"""Whether private replies depend on what is told of a film that is closed to their reader.

A member asks the real bot on the simulated Discord for all that it answers about a film before
which there is one left to see: the card, *Why?*, the guide, the Easter eggs, the scenes of members,
the theories, one of them, its objections and the list of the franchise. Then every word that is
told of the film is another, and they ask again. What is sent must be the same to the last letter.
"""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import discord
import simcord
from sqlalchemy import func, update

from cogs.shared.bot import Resources, StingerBot
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import EGG_GROUPS, Confirmation, Scene, ToldEgg
from data.catalogue.supplements import Supplements
from data.catalogue.verdict import Position
from data.database import Database
from data.lookup import Lookup
from data.schema import contribution, theory, theory_evidence, theory_objection
from data.text import HiddenText, SafeText
from tests.e2e.community.contributors import scene_form, tap
from tests.e2e.conftest import make_bot, virtual_clock
from tests.e2e.replies import answer
from tests.films import CLAIMS, NEEDED, TWO_SCENES, UPCOMING, WITH_SERIES
from tests.hang import HANG

CLOSED = UPCOMING
"""The film that is closed to whoever has not seen :data:`tests.films.TWO_SCENES`."""

PAUSE = 60
"""Seconds between two rounds: so much is asked for in an hour, not at once."""

WRITTEN = (
    *(contribution.c.content, contribution.c.approved_content),
    *(theory.c.claim, theory_evidence.c.words, theory_objection.c.words),
)
"""Where members' words about a film stand."""


def told(words: str) -> Catalogue:
    """The films, with these words in all that is told of the closed one."""
    hidden, hint = HiddenText(words), SafeText(f"{words}.")
    page = f"https://pages.example/{words}"
    said = Confirmation("on record", SafeText("the director"), hidden, "a page", page, "2026-01-05")
    scene = Scene(Position.POST, 1, "sequel tease", hint, hidden, confirmations=(said,))
    egg = ToldEgg(EGG_GROUPS[0], hint, hidden, "a page", page, "2026-01-05")
    return Catalogue(
        *(WITH_SERIES, {}, CLAIMS, {CLOSED.id: (scene,)}),
        Supplements(needed=NEEDED, eggs={CLOSED.id: (egg,)}),
    )


class Reader:
    """A member who has not seen what comes before a film, and what others have said of it."""

    def __init__(
        self, env: simcord.Env, lobby: simcord.ChannelHandle, server: simcord.GuildHandle
    ) -> None:
        self._env = env
        self._lobby = lobby
        self._server = server
        self._words = "ZEBRAFISH"
        self._thread: simcord.ChannelHandle | None = None
        self.actor = server.add_member(env.create_user("reader"))

    @property
    def _bot(self) -> StingerBot:
        bot = self._env.bot
        assert isinstance(bot, StingerBot)
        return bot

    async def prepare(self) -> None:
        """Have somebody who runs the server state a theory, an objection, an egg and a scene."""
        roles = discord.Permissions(administrator=True)
        role = self._server.create_role("Hosts", permissions=roles)
        host = self._server.add_member(self._env.create_user("host"), roles=[role])
        self._take_catalogue()
        lobby, film = self._lobby, CLOSED.id
        await host.slash(lobby, "me seen", film=TWO_SCENES.id)
        form = await host.slash(lobby, "theory new", film=film)
        stated = {"kind": "sequel", "claim": self._words, "source": "press"}
        await host.submit_modal(form, stated | {"evidence": f"1:52:10 {self._words}"})
        (self._thread,) = lobby.threads
        form = await host.click(self._thread.history()[0], label="Objection")
        await host.submit_modal(form, {"words": self._words})
        eggs = await tap(host, await host.slash(lobby, "eggs", film=film), "Suggest")
        egg = {"group": EGG_GROUPS[1], "hint": self._words, "answer": self._words}
        await host.submit_modal(eggs, egg)
        place = {"position": "mid-credits", "order": 1, "purpose": "tone change"}
        form = await host.slash(lobby, "scene add", film=film, **place)
        await host.submit_modal(form, scene_form(hint=self._words, hidden=self._words))
        for _waits in range(2):
            queue = await host.slash(lobby, "catalogue queue")
            opened = await tap(host, queue, "Open")
            await tap(host, opened, "Approve")

    async def rounds(self, lot: random.Random) -> AsyncIterator[list[object]]:
        """All that is sent to the reader, as it is, each time of other hidden words."""
        while True:
            self._env.backend.advance_clock(PAUSE)
            await self._rewrite(f"{lot.getrandbits(64):x}" * lot.randrange(1, 8))
            yield [sent(reply) async for reply in self._replies()]

    async def _replies(self) -> AsyncIterator[simcord.InteractionResult]:
        reader, lobby, film = self.actor, self._lobby, CLOSED.id
        card = await reader.slash(lobby, "stinger", film=film, share="only me")
        yield card
        yield await tap(reader, card, "Why?")
        yield await reader.slash(lobby, "guide", film=film)
        yield await reader.slash(lobby, "eggs", film=film)
        scenes = await reader.slash(lobby, "scene history", film=film)
        yield scenes
        yield await tap(reader, scenes, "Open")
        yield await reader.slash(lobby, "theory list", film=film)
        yield await reader.slash(lobby, "theory show", number=1)
        assert self._thread is not None
        yield await reader.click(self._thread.history()[0], label="Objection")
        listed = await reader.slash(lobby, "stingers", franchise="Harbour")
        yield await tap(reader, listed, "What I have seen")

    async def _rewrite(self, words: str) -> None:
        async with self._bot.database.transaction() as connection:
            for column in WRITTEN:
                new = func.replace(column, self._words, words)
                await connection.execute(update(column.table).values({column: new}))
        self._words = words
        self._take_catalogue()

    def _take_catalogue(self) -> None:
        catalogue = told(self._words)
        self._bot.take_catalogue(catalogue, Lookup.of(catalogue))


def sent(reply: simcord.InteractionResult) -> object:
    """A private reply as Discord got it."""
    message = answer(reply)
    assert reply.ephemeral
    parts: list[Any] = [c if isinstance(c, dict) else c.to_dict() for c in message.components]
    return message.content, parts


async def differing(replies: int, seed: int, folder: Path) -> tuple[int, int]:
    """How many replies were compared, at least so many, and how many of them differ."""
    database = Database(f"sqlite+aiosqlite:///{folder / 'horizon.sqlite3'}")
    await database.migrate()
    catalogue = told("nothing")
    resources = Resources(database, catalogue, Lookup.of(catalogue), virtual_clock)
    compared = differ = 0
    running = simcord.run(make_bot(resources), shard_count=1, settle_timeout=HANG)
    async with running as env:
        server = env.create_guild("Benchmark")
        reader = Reader(env, server.create_text_channel("lobby"), server)
        await reader.prepare()
        first: list[object] | None = None
        async for shown in reader.rounds(random.Random(seed)):
            first = first or shown
            compared += len(shown)
            differ += sum(one != other for one, other in zip(first, shown, strict=True))
            if compared >= replies:
                break
    await database.close()
    return compared, differ
