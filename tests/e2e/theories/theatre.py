"""People who state theories and rate them, for the end-to-end tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import discord
import simcord
from discord import app_commands
from sqlalchemy import func, select

from cogs.shared.bot import Resources, StingerBot
from cogs.shared.errors import UserFacingError
from data.schema import theory, theory_ballot, theory_evidence, theory_objection
from tests.e2e.conftest import Club
from tests.e2e.replies import button_ids, shown_text
from tests.films import TWO_SCENES

CLAIM = "The ZEBRAFISH ferryman is her father"
EVIDENCE = "https://studio.example/a the ZEBRAFISH map\n1:52:10 look at the ZEBRAFISH"
NEWS = "https://studio.example/ZEBRAFISH-news"
"""The page that tells how a theory came out."""

SLICES = ("cogs.films", "cogs.theories")


def make_bot(resources: Resources) -> StingerBot:
    """A bot of the slice itself and the one whose card leads to it."""
    return StingerBot(resources, SLICES, shard_count=1, force_sync=True)


@dataclass
class Theatre:
    """A club with a theory board, in which everybody may rate at once."""

    club: Club
    board: simcord.ChannelHandle
    other_admin: simcord.MemberActor

    @property
    def env(self) -> simcord.Env:
        return self.club.env

    async def restart(self) -> None:
        """Stop the bot and start a new one on the same database, as after a crash."""
        await self.env.restart_bot(make_bot(self.club.resources))

    async def new(
        self,
        author: simcord.MemberActor,
        claim: str = CLAIM,
        evidence: str = EVIDENCE,
        film: str = TWO_SCENES.id,
    ) -> simcord.InteractionResult:
        shown = await author.slash(self.club.lobby, "theory new", film=film)
        return await author.submit_modal(shown, form(claim, evidence))

    async def post(self, author: simcord.MemberActor, claim: str = CLAIM) -> simcord.ChannelHandle:
        """Post a theory and give its thread."""
        before = {thread.id for thread in self.board.threads}
        result = await self.new(author, claim)
        assert "Posted" in said(result), said(result)
        (thread,) = (thread for thread in self.board.threads if thread.id not in before)
        return thread

    async def rate(
        self,
        voter: simcord.MemberActor,
        thread: simcord.ChannelHandle,
        source: str = "reputable",
        consistency: int = 4,
        simplicity: int = 4,
    ) -> simcord.InteractionResult:
        shown = await voter.click(first(thread), label="Rate")
        if shown.modal is None:
            return shown
        return await voter.submit_modal(shown, ballot(source, consistency, simplicity))

    async def copy(self, message: discord.Message) -> discord.Message:
        """The message once more in the lobby, where its buttons would not be."""
        lobby = self.club.bot.get_channel(self.club.lobby.id)
        assert isinstance(lobby, discord.TextChannel)
        return await lobby.send(view=discord.ui.LayoutView.from_message(message, timeout=None))

    def members(self, count: int) -> list[simcord.MemberActor]:
        return [
            self.club.server.add_member(self.env.create_user(f"member{number}"))
            for number in range(count)
        ]

    async def set(self, **changes: Any) -> None:
        await self.club.bot.preferences.change_server(self.club.server.id, **changes)

    async def propose(
        self, outcome: str, number: int = 1, source: str = NEWS, **options: Any
    ) -> simcord.InteractionResult:
        """Have a curator propose how a theory came out."""
        told = {"number": number, "outcome": outcome, "source": source} | options
        return await self.club.admin.slash(self.club.lobby, "theory resolve", **told)

    async def resolve(self, outcome: str, number: int = 1) -> simcord.InteractionResult:
        """Have two curators agree on how a theory came out."""
        await self.propose(outcome, number)
        thread = self.board.threads[number - 1]
        return await self.other_admin.click(thread.history()[-1], label="Agree")

    def forbid(self, **permissions: bool) -> None:
        """Leave the bot with everything but these."""
        guild = self.env.backend.guilds[self.club.server.id]
        role = next(role for role in guild.roles.values() if role.managed)
        allowed = discord.Permissions.all()
        allowed.update(administrator=False, **dict.fromkeys(permissions, False))
        self.env.backend.edit_role(guild.id, role.id, {"permissions": allowed.value})
        everyone = guild.everyone_role
        left = everyone.permissions & allowed.value
        self.env.backend.edit_role(guild.id, everyone.id, {"permissions": left})


def form(claim: str = CLAIM, evidence: str = EVIDENCE, **more: str) -> dict[str, str]:
    fields = {"kind": "sequel", "claim": claim, "evidence": evidence, "source": "press"}
    return {**fields, **more}


def ballot(source: str = "reputable", consistency: int = 4, simplicity: int = 4) -> dict[str, str]:
    return {"source": source, "consistency": str(consistency), "simplicity": str(simplicity)}


def said(result: simcord.InteractionResult) -> str:
    """All that a reply shows."""
    replies = [result.response, *result.followups] if result.response else list(result.followups)
    return "\n".join(f"{reply.content}{shown_text(reply.components)}" for reply in replies)


async def correct(
    who: simcord.MemberActor, refused: simcord.InteractionResult
) -> simcord.InteractionResult:
    """Open a refused form again."""
    return await who.click(reply_of(refused).message, label="Correct it")


def first(thread: simcord.ChannelHandle) -> discord.Message:
    return next(message for message in thread.history() if message.components)


def reply_of(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    """The one message of a reply."""
    replies = [result.response, *result.followups]
    (reply,) = (found for found in replies if found is not None)
    return reply


def text_of(message: discord.Message) -> str:
    return message.content + shown_text([component.to_dict() for component in message.components])


def labels_of(message: discord.Message) -> dict[str, str]:
    return button_ids([component.to_dict() for component in message.components])


def refusals(errors: Iterable[BaseException]) -> list[str]:
    """The sentences of refusals that the command tree passed on; anything else fails."""
    sentences = []
    for error in errors:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        assert isinstance(cause, UserFacingError), repr(cause)
        sentences.append(str(cause))
    return sentences


async def counts(theatre: Theatre) -> tuple[int, int, int, int]:
    """How many theories, ballots, pieces of evidence and objections are stored."""
    async with theatre.club.resources.database.reading() as connection:
        found = [
            await connection.scalar(select(func.count()).select_from(table))
            for table in (theory, theory_ballot, theory_evidence, theory_objection)
        ]
    return found[0] or 0, found[1] or 0, found[2] or 0, found[3] or 0
