"""Posting somebody's words again, covered, and removing the original; nothing may be lost.

The order is: fetch the files, post everything, remove the original. Whatever fails leaves either
the original or the covered words: what was posted before a failure is taken back.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import discord
from discord import ui

from cogs.answers.rules.spoiler_cover import (
    HEAD,
    covered_messages,
    file_name,
    is_covered,
    webhook_name,
    without_spoilers,
)
from cogs.shared.cards.spoiler_file import SpoilerFile
from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import jump_address
from cogs.shared.errors import UserFacingError
from cogs.shared.items import ActionButton, new_view
from data.locales import N_, _

log = logging.getLogger(__name__)

DELETE = "spoiler:delete"
"""The action of the *Delete* button; its argument is the id of the words' author."""

WEBHOOK_NAME = "Stinger"

SERVER_ERROR = 500
"""HTTP statuses from here on leave open whether Discord did what it was asked."""

DELETE_WORDS = N_("Delete")
"""The button by which their author removes covered words."""


Place = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread
"""Where people talk in a server."""

Send = Callable[..., Awaitable[discord.Message]]


class FileNotFetchedError(UserFacingError):
    """An attachment could not be downloaded."""

    sentence = N_("I could not fetch the attachments, so nothing was changed. Try again.")


class NotRepostedError(UserFacingError):
    """Discord did not take the covered message."""

    sentence = N_(
        "Discord did not let me post the covered message here, so nothing was changed. A "
        "locked thread or a missing permission of mine may be the reason."
    )


class NotRemovedError(UserFacingError):
    """The original could not be removed."""

    sentence = N_(
        "I could not remove the original, so I took the covered copy back. Is it still there, "
        "and may I Manage Messages here?"
    )


class PerhapsNotRemovedError(UserFacingError):
    """Discord does not say whether the original is gone, so the copy must stay."""

    sentence = N_(
        "The words are covered, but Discord did not tell me whether the original is gone. If "
        "you still see it, delete it."
    )


@dataclass(frozen=True, slots=True)
class Cover:
    """Everything that is posted for one message.

    ``circumstances`` are safe: who covered it, and what it replied to. ``words`` are to be covered.
    """

    author_id: int
    name: str
    avatar: str
    circumstances: str
    words: str
    files: Sequence[tuple[str, bytes]]

    async def parts(self, head: str) -> list[dict[str, Any]]:
        """The arguments of each send; made anew for each attempt, because files are used up.

        To cover a long text takes milliseconds, so a thread does.
        """
        contents = await asyncio.to_thread(covered_messages, head, self.words)
        return list(self._parts(contents))

    def _parts(self, contents: Sequence[str]) -> Iterator[dict[str, Any]]:
        files = [SpoilerFile(data, name) for name, data in self.files]
        for content in contents:
            view: ui.View = new_view()
            view.add_item(ActionButton(DELETE, str(self.author_id), _(DELETE_WORDS)))
            yield {"content": content, "view": view, "files": files, "silent": True}
            files = []


def is_cover(message: discord.Message | None, author_id: str) -> bool:
    """Whether a message is covered words of that author, as this module posts them."""
    if message is None or message.embeds or message.flags.ephemeral:
        return False
    rows = [getattr(component, "children", ()) for component in message.components]
    buttons = [getattr(child, "custom_id", None) for row in rows for child in row]
    return buttons == [f"{DELETE}:{author_id}"] and is_covered(message.content)


async def cover_for(
    message: discord.Message, author: discord.User | discord.Member, *, by_author: bool
) -> Cover:
    """Put together what is posted for a message; raises :class:`FileNotFetchedError`.

    ``author`` is its author as the server knows them: a menu's message has no nicknames.
    """
    circumstances = _("covered by its author") if by_author else _("covered by a moderator")
    replied = message.reference
    if replied is not None and replied.message_id is not None and message.guild is not None:
        link = jump_address(message.guild.id, replied.channel_id, replied.message_id)
        circumstances += ", " + _("in reply to {link}", link=link)
    try:
        files = [
            (file_name(number, attachment.filename), await attachment.read())
            for number, attachment in enumerate(message.attachments, 1)
        ]
    except discord.HTTPException as error:
        raise FileNotFetchedError from error
    told = [f"{n}. {a.description}" for n, a in enumerate(message.attachments, 1) if a.description]
    return Cover(
        author_id=message.author.id,
        name=author.display_name,
        avatar=author.display_avatar.url,
        circumstances=circumstances,
        words="\n".join([without_spoilers(message.clean_content), *told]),
        files=files,
    )


async def replace(
    message: discord.Message, cover: Cover, place: Place
) -> discord.HTTPException | None:
    """Post the cover and remove the original.

    Where no webhook is to be had, the bot posts it and names the author; then the reason is
    returned, else ``None``. Raises :class:`NotRepostedError` or :class:`NotRemovedError`, and then
    everything is as before; :class:`PerhapsNotRemovedError` if both may stand.
    """
    posted, refusal = await _post(cover, place)
    try:
        await message.delete()
    except discord.HTTPException as error:
        if error.status >= SERVER_ERROR and await _is_gone(message):
            return refusal
        await _take_back(posted)
        raise NotRemovedError from error
    return refusal


async def _is_gone(message: discord.Message) -> bool:
    """Whether a message is removed although Discord reported a fault of its own."""
    try:
        await message.fetch()
    except discord.NotFound:
        return True
    except discord.HTTPException as error:
        raise PerhapsNotRemovedError from error
    return False


async def _post(
    cover: Cover, place: Place
) -> tuple[list[discord.Message], discord.HTTPException | None]:
    try:
        send = await _webhook_sender(cover, place)
        return await _send_all(await cover.parts(f"{HEAD}, {cover.circumstances}"), send), None
    except discord.HTTPException as refusal:
        if refusal.status >= SERVER_ERROR:  # it may have been posted after all
            raise NotRepostedError from refusal
        why = refusal
    whose = _("by {member}", member=plain(cover.name, limit=200))
    head = f"{HEAD} {whose}, {cover.circumstances}"
    try:
        return await _send_all(await cover.parts(head), place.send), why
    except discord.HTTPException as refusal:
        raise NotRepostedError from refusal


async def _webhook_sender(cover: Cover, place: Place) -> Send:
    """Sends under the author's name; raises ``discord.HTTPException`` where that is refused."""
    channel = place.parent if isinstance(place, discord.Thread) else place
    if channel is None:
        raise NotRepostedError
    ours = [hook for hook in await channel.webhooks() if hook.user == place.guild.me and hook.token]
    webhook = ours[0] if ours else await channel.create_webhook(name=WEBHOOK_NAME)
    thread = {"thread": place} if isinstance(place, discord.Thread) else {}
    return partial(
        webhook.send,
        username=webhook_name(cover.name),
        avatar_url=cover.avatar,
        allowed_mentions=discord.AllowedMentions.none(),
        wait=True,
        **thread,
    )


async def _send_all(parts: Sequence[dict[str, Any]], send: Send) -> list[discord.Message]:
    posted: list[discord.Message] = []
    try:
        for part in parts:
            posted.append(await send(**part))  # noqa: PERF401 - what was posted is taken back
    except discord.HTTPException:
        await _take_back(posted)
        raise
    return posted


async def _take_back(posted: Sequence[discord.Message]) -> None:
    for message in posted:
        try:
            await message.delete()
        except discord.HTTPException as error:
            log.warning("A covered copy %s could not be taken back: %s", message.id, error.status)
