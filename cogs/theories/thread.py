"""A theory's thread in Discord: opening it, finding it again, its tags, who may see it."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

import discord

from cogs.shared.access.permissions import lacks_tags, missing_permissions, require_bot_permissions
from cogs.shared.access.rights import rights_in
from cogs.shared.cards.wording import capitalised
from cogs.shared.error_codes import ARCHIVED, LOCKED, UNREACHABLE, Fate, judged
from cogs.shared.errors import UserFacingError
from cogs.theories.rules.refusals import (
    BoardGoneError,
    NoThreadsHereError,
    NotYourBoardError,
    TagsNeededError,
    ThreadGoneError,
    ThreadLockedError,
)
from cogs.theories.rules.theory import Outcome, Status, Theory
from data.locales import N_, _, languages, speaking
from data.servers.preferences import ServerSettings

log = logging.getLogger(__name__)

NOT_SENT = (discord.HTTPException, *UNREACHABLE)
"""What is raised where Discord refuses a message, or where the way to it is cut."""

THREAD_NAME_LIMIT = 100

MOST_TAGS = 20
"""Tags that Discord allows in a forum."""

MOST_APPLIED_TAGS = 5
"""Tags that Discord allows on a post."""

Venue = discord.ForumChannel | discord.TextChannel

OPEN_TAG, CLOSED_TAG = N_("open"), N_("closed")
TAGS = (OPEN_TAG, CLOSED_TAG, *(outcome.value for outcome in Outcome))
"""The forum's tags in English, by which it can be filtered: a frozen theory still counts as open, a
locked or withdrawn one is closed, a resolved one has its outcome."""


def tag_name(tag: str) -> str:
    """What a tag is called in the language spoken."""
    return capitalised(_(tag))


@cache
def tag_names(tag: str) -> frozenset[str]:
    """What a tag is called in any language: a server may have changed its own."""
    names = set()
    for language in languages():
        with speaking(language):
            names.add(tag_name(tag))
    return frozenset(names)


@dataclass(frozen=True, slots=True)
class Posted:
    """A theory's thread and first message; ``tagged`` unless the board lacks the tag."""

    thread: discord.Thread
    message: discord.Message
    tagged: bool


def venue_for(guild: discord.Guild, settings: ServerSettings, channel: object) -> Venue:
    """Where a new theory goes: the board, or without one the channel it is started in.

    Raises a :class:`UserFacingError` if there is no such place, or if the bot lacks a permission
    in it.
    """
    if settings.theory_board_id is not None:
        board = guild.get_channel(settings.theory_board_id)
        if not isinstance(board, discord.ForumChannel):
            raise BoardGoneError
        # In a forum, sending messages is what creates posts.
        require_bot_permissions(
            board, view_channel=True, send_messages=True, send_messages_in_threads=True
        )
        if lacks_tags(board):
            raise TagsNeededError(board.mention)
        return board
    if isinstance(channel, discord.Thread):
        channel = channel.parent
    if not isinstance(channel, discord.TextChannel):
        raise NoThreadsHereError
    require_bot_permissions(
        channel, view_channel=True, create_public_threads=True, send_messages_in_threads=True
    )
    return channel


def require_member_posts(venue: Venue, member: discord.Member) -> None:
    """Raise :class:`NotYourBoardError` unless the member could open a thread there by hand."""
    granted = rights_in(venue, member)
    if isinstance(venue, discord.ForumChannel):
        opens = granted.send_messages
    else:
        opens = granted.create_public_threads and granted.send_messages_in_threads
    if not (granted.view_channel and opens):
        raise NotYourBoardError(venue.mention)


async def open_thread(venue: Venue, name: str, card: discord.ui.LayoutView) -> Posted:
    """Open a theory's thread with its first message.

    Raises what Discord refuses it with. No empty thread is left behind then, unless the bot may not
    delete its own.
    """
    name = name[:THREAD_NAME_LIMIT]
    if isinstance(venue, discord.ForumChannel):
        tags = [tag for tag in venue.available_tags if tag.name in tag_names(OPEN_TAG)]
        tagged = bool(tags)
        if not tagged and venue.flags.require_tag:
            tags = list(venue.available_tags)
        post = await venue.create_thread(name=name, view=card, applied_tags=tags[:1])
        return Posted(post.thread, post.message, tagged)
    # Discord takes no other kind in an announcement channel.
    kind = discord.ChannelType.news_thread if venue.is_news() else discord.ChannelType.public_thread
    thread = await venue.create_thread(name=name, type=kind)
    try:
        message = await thread.send(view=card)
    except discord.HTTPException:
        with suppress(discord.HTTPException):  # to delete a thread takes a permission of its own
            await thread.delete()
        raise
    return Posted(thread, message, tagged=True)


async def thread_of(guild: discord.Guild, theory: Theory) -> discord.Thread | None:
    """A theory's thread, archived ones too; ``None`` if it is deleted or hidden."""
    if theory.thread_id is None:
        return None
    channel = guild.get_channel_or_thread(theory.thread_id)
    if channel is None:
        try:
            channel = await guild.fetch_channel(theory.thread_id)
        except (discord.NotFound, discord.Forbidden, discord.InvalidData):
            return None
    return channel if isinstance(channel, discord.Thread) else None


async def require_thread(guild: discord.Guild, theory: Theory, **needed: bool) -> discord.Thread:
    """A theory's thread, which is there and takes messages.

    Raises a :class:`UserFacingError` if it is gone or locked, or if the bot lacks one of the
    permissions ``needed``.
    """
    thread = await thread_of(guild, theory)
    if thread is None:
        raise ThreadGoneError
    if thread.locked:
        raise ThreadLockedError
    require_bot_permissions(thread, **needed)
    return thread


def may_moderate(member: discord.Member, thread: discord.Thread | None) -> bool:
    """Whether a member may manage messages in a theory's thread, or in the server if it is gone.

    Where the command is used does not matter: moderators of another channel have no say here.
    """
    granted = member.guild_permissions if thread is None else thread.permissions_for(member)
    return granted.manage_messages


def thread_refusal(error: Exception) -> UserFacingError | None:
    """Why Discord refused something in a thread; ``None`` for a failure of another kind."""
    if not isinstance(error, discord.HTTPException):
        return None
    if judged(error).fate is Fate.GONE:
        return ThreadGoneError()
    return ThreadLockedError() if error.code in (ARCHIVED, LOCKED) else None


def tag_for(theory: Theory) -> str:
    """The tag of :data:`TAGS` that a theory's post has."""
    if theory.outcome is not None:
        return theory.outcome.value
    return CLOSED_TAG if theory.status in (Status.LOCKED, Status.WITHDRAWN) else OPEN_TAG


@dataclass(frozen=True, slots=True)
class TagChange:
    """Which tags a forum was given, by their names, and which it lacks because it is ``full``, or
    else because the bot may not add any."""

    added: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    full: bool = False


async def add_missing_tags(board: discord.ForumChannel) -> TagChange:
    """Give a forum the tags that theories use, if the bot may; theories get by without.

    Their names are in the language spoken. Of more than Discord allows in a forum, the first ones
    are added.
    """
    present = {tag.name for tag in board.available_tags}
    missing = tuple(tag_name(tag) for tag in TAGS if present.isdisjoint(tag_names(tag)))
    room = max(0, MOST_TAGS - len(board.available_tags))
    added, lacking = missing[:room], missing[room:]
    if added and missing_permissions(board, discord.Permissions(manage_channels=True)):
        return TagChange(lacking=missing)
    if added:
        tags = [*board.available_tags, *(discord.ForumTag(name=name) for name in added)]
        await board.edit(available_tags=tags)
    return TagChange(added, lacking, full=bool(lacking))


async def show_standing(thread: discord.Thread, theory: Theory) -> None:
    """Put the tag of a theory's standing on its post, in place of the one before."""
    if not isinstance(thread.parent, discord.ForumChannel):
        return
    ours = frozenset[str]().union(*map(tag_names, TAGS))
    names = tag_names(tag_for(theory))
    others = [tag for tag in thread.applied_tags if tag.name not in ours]
    tags = [tag for tag in thread.parent.available_tags if tag.name in names] + others
    if not tags and thread.parent.flags.require_tag:
        return
    if {tag.id for tag in tags} != {tag.id for tag in thread.applied_tags}:
        try:
            await thread.edit(applied_tags=tags[:MOST_APPLIED_TAGS])
        except discord.Forbidden:
            log.warning("A theory's tag may not be changed in channel %d", thread.id)
