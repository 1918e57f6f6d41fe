"""What members and curators do with contributions, for the end-to-end tests."""

from __future__ import annotations

from datetime import timedelta

import discord
import simcord

from cogs.shared.bot import Resources, StingerBot
from tests.e2e.conftest import Club
from tests.e2e.replies import answer, button_ids, shown_text
from tests.films import UNKNOWN

SLICES = ("cogs.films", "cogs.community")

SECRET = "The KINGFISHER carries the lantern off."


def make_bot(resources: Resources) -> StingerBot:
    return StingerBot(resources, SLICES, shard_count=1, force_sync=True)


async def settle_in(club: Club) -> None:
    """Let everybody be long enough on Discord and in the server to count as independent."""
    await club.env.advance_time(timedelta(days=31).total_seconds())


async def operated_by(club: Club, who: simcord.MemberActor) -> None:
    """Let somebody run the bot; the server gives them the operator's commands, as it may."""
    club.bot.owner_id = who.id
    for listed in await club.bot.tree.fetch_commands():
        if listed.name == "operator":
            club.server.set_command_permissions(listed, {who: True})


def more_members(club: Club, *names: str) -> list[simcord.MemberActor]:
    return [club.server.add_member(club.env.create_user(name)) for name in names]


def said(result: simcord.InteractionResult) -> str:
    """The text of a reply."""
    reply = answer(result)
    return reply.content or shown_text(reply.components)


async def report(
    club: Club, member: simcord.MemberActor, film: str, scenes: str, **answers: str
) -> str:
    form = await member.slash(club.lobby, "timestamp add", film=film)
    filled = {"version": "theatrical", "runtime": "", "credits": "", "scenes": scenes}
    filled |= {"method": "stopwatch"} | answers
    sent = await member.submit_modal(form, filled)
    assert sent.ephemeral
    return said(sent)


async def add_film(club: Club, member: simcord.MemberActor, **options: object) -> str:
    result = await member.slash(club.lobby, "film add", **options)
    assert result.ephemeral
    return said(result)


async def add_scene(club: Club, member: simcord.MemberActor, hidden: str = SECRET) -> str:
    form = await member.slash(
        club.lobby,
        "scene add",
        film=UNKNOWN.id,
        position="post-credits",
        order=1,
        purpose="tone change",
    )
    return said(await member.submit_modal(form, scene_form(hidden=hidden)))


def scene_form(**answers: object) -> dict[str, object]:
    """A scene's form, filled in."""
    usual = {"purpose": "tone change", "hint": "A quiet ending.", "hidden": SECRET}
    return {**usual, "clues": [], "source": "seen myself", **answers}


async def tap(
    member: simcord.MemberActor, shown: simcord.InteractionResult, label: str
) -> simcord.InteractionResult:
    """Press a button of what was shown."""
    reply = answer(shown)
    return await member.click(reply.message, custom_id=button_ids(reply.components)[label])


async def card_of(club: Club, member: simcord.MemberActor, film: str = UNKNOWN.id) -> str:
    """What ``/stinger`` shows."""
    return said(await member.slash(club.lobby, "stinger", film=film))


async def other_club(club: Club) -> tuple[simcord.ChannelHandle, simcord.MemberActor]:
    """A channel and an admin of another server."""
    other = club.env.create_guild("Other Club")
    admins = other.create_role("Admins", permissions=discord.Permissions(administrator=True))
    hall = other.create_text_channel("hall")
    return hall, other.add_member(club.env.create_user("carol"), roles=[admins])
