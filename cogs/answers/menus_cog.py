"""The message menus: any stinger in the film that a message names, and covering a spoiler."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import discord
from discord import app_commands, ui
from discord.ext import commands

from cogs.answers.handlers.questions import linked_or_named
from cogs.answers.handlers.repost import DELETE, DELETE_WORDS, Place, cover_for, is_cover, replace
from cogs.answers.rules.bounded_finder import BoundedFinder
from cogs.answers.rules.film_mentions import films_asked_about
from cogs.shared.access.permissions import (
    NotAllowedError,
    ServerOnlyError,
    is_moderator,
    missing_permissions,
    require_bot_permissions,
    require_server,
)
from cogs.shared.access.rights import member_of
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.entries import film_select, with_newest
from cogs.shared.error_codes import known
from cogs.shared.errors import UserFacingError
from cogs.shared.items import new_view
from cogs.shared.options.film import NoFilmButError, offer_others
from data.catalogue.film import Film
from data.contributions.store.server_films import ServerFilms
from data.locales import N_, _
from data.lookup.choice import FilmsMeant
from data.lookup.query.links import MOST_READ, read_links, without_links

_WRITTEN = (discord.MessageType.default, discord.MessageType.reply)


class NoFilmInMessageError(UserFacingError):
    """The message names no film that the catalogue holds."""

    sentence = N_("I find no film in that message. Look it up with /stinger.")


class NotCoverableError(UserFacingError):
    """The message is of a kind that cannot be posted again."""

    sentence = N_(
        "I can cover text and files that a person posted, but no stickers, polls, voice "
        "messages, forwards or messages of bots. Nothing was changed."
    )


class NotCoveredWordsError(UserFacingError):
    """The message with the button is not one that covers a member's words."""

    sentence = N_("I delete only words that I have covered. A moderator can delete this message.")


class TooLargeError(UserFacingError):
    """The attachments are larger than what the bot may upload."""

    sentence = N_(
        "The attachments are too large for me to post again, so nothing was changed. Delete "
        "the message and post it covered instead."
    )


class MenusCog(commands.Cog):
    """What can be done with a message."""

    def __init__(self, bot: StingerBot) -> None:
        self._bot = bot
        self._any = app_commands.ContextMenu(name="Any stinger?", callback=self.any_stinger)
        self._cover = app_commands.ContextMenu(
            name="Spoiler-tag this",
            callback=self.cover,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=False, private_channel=False
            ),
        )
        bot.doorway.register(DELETE, self.delete)

    async def cog_load(self) -> None:
        """Add the menus."""
        for menu in (self._any, self._cover):
            self._bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        """Take the menus away."""
        for menu in (self._any, self._cover):
            self._bot.tree.remove_command(menu.name, type=menu.type)

    async def any_stinger(self, interaction: Interaction, message: discord.Message) -> None:
        """Answer privately about the film that a message names."""
        films = await self._bot.known.at(interaction.guild_id)
        read = partial(_films_of, _text_of(message), films, self._bot.clock().date())
        meant = await self._bot.work.compute(interaction.user.id, read)
        if meant.clear is not None:
            await self._bot.entries.enter("private", interaction, meant.clear.id)
            await offer_others(interaction, meant.others, entry="private")
        elif meant.films:
            question = with_newest(
                _("Which film does it mean?"), meant.films, newest_first=meant.newest_first
            )
            await interaction.response.send_message(
                question, view=_select(meant.films), ephemeral=True
            )
        elif meant.work is not None and meant.work.is_shown:
            raise NoFilmButError(meant.work)
        else:
            raise NoFilmInMessageError

    async def cover(self, interaction: Interaction, message: discord.Message) -> None:
        """Post a message again, covered, in place of the original."""
        guild, member = require_server(interaction)
        by_author = message.author.id == member.id
        if not by_author and not is_moderator(interaction):
            raise NotAllowedError(_("the message's author and members who may manage messages"))
        # The message itself knows a thread only while it is active.
        place = interaction.channel
        if not isinstance(place, Place):
            raise ServerOnlyError
        _require_coverable(message, guild.filesize_limit)
        _require_rights(place, files=bool(message.attachments))
        await interaction.response.defer(ephemeral=True, thinking=True)
        author = member if by_author else await member_of(guild, message.author.id)
        cover = await cover_for(message, author or message.author, by_author=by_author)
        refusal = await replace(message, cover, place)
        await interaction.followup.send(_report(place, refusal), ephemeral=True)

    async def delete(self, interaction: Interaction, author_id: str) -> None:
        """Remove covered words, for their author or a moderator."""
        if str(interaction.user.id) != author_id and not is_moderator(interaction):
            raise NotAllowedError(_("whoever wrote it and members who may manage messages"))
        if not is_cover(interaction.message, author_id):
            raise NotCoveredWordsError
        await interaction.response.defer()
        await interaction.delete_original_response()


def _select(films: Sequence[Film]) -> ui.View:
    view = new_view()
    view.add_item(film_select("private", films))
    return view


def _text_of(message: discord.Message) -> str:
    """What a message says: its words, and where it has none those of its embeds or its original."""
    words = [message.content, *(snapshot.content for snapshot in message.message_snapshots)]
    for embed in message.embeds:
        words += [embed.title or "", embed.description or ""]
    return "\n".join(filter(None, words))[:MOST_READ]


def _films_of(text: str, films: ServerFilms, today: date) -> FilmsMeant:
    """The films that a message means; raises as :func:`linked_or_named`."""
    finder, rest = BoundedFinder(films), without_links(text)
    named = partial(films_asked_about, rest, finder, today)
    return linked_or_named(next(read_links(text), None), finder, today, named)


def _require_coverable(message: discord.Message, limit: int) -> None:
    written = message.type in _WRITTEN and not message.author.bot and not message.webhook_id
    odd = message.stickers or message.poll or message.message_snapshots or message.flags.voice
    if not written or odd or not (message.content or message.attachments):
        raise NotCoverableError
    if sum(attachment.size for attachment in message.attachments) > limit:
        raise TooLargeError


def _require_rights(place: Place, *, files: bool) -> None:
    in_thread = isinstance(place, discord.Thread)
    require_bot_permissions(
        place,
        view_channel=True,
        manage_messages=True,
        send_messages=not in_thread,
        send_messages_in_threads=in_thread,
        attach_files=files,
    )


def _report(place: Place, refusal: discord.HTTPException | None) -> str:
    if refusal is None:
        return _(
            "Done: the words are covered. Their author can remove them with *{button}*.",
            button=_(DELETE_WORDS),
        )
    told = [_("Done: the words are covered, and I posted them in my own name.")]
    missing = missing_permissions(place, discord.Permissions(manage_webhooks=True))
    if missing:
        told.append(_("With {permission} I could use the author's name.", permission=missing[0]))
    elif (meaning := known(refusal)) is not None:
        told.append(meaning.sentence)
    return " ".join(told)
