"""Discord in, Discord out for questions in chat."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

import discord
from discord.ext import commands
from discord.ui import LayoutView

from cogs.answers.cards import (
    CHOOSE,
    HELP,
    NO_FILM,
    ROLE_MENTIONED,
    answer_card,
    choices,
    private_notice,
    which_film,
)
from cogs.answers.delivery import KnownNews
from cogs.answers.handlers.questions import read_asked, read_unasked
from cogs.answers.handlers.replies import Replies, is_for_bot, mentions_role_alone
from cogs.answers.rules.questions import language_heard, read_question
from cogs.answers.rules.recent_answers import DailyHelp, HeardMessages
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.film import add_others
from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import film_name
from cogs.shared.entries import ANYWAY, awaiting, film_in
from cogs.shared.errors import UserFacingError
from cogs.shared.horizon import open_to
from cogs.shared.language import readers_language, servers_language
from cogs.shared.limits.allowance import Allowance
from cogs.shared.limits.work import TooLongError, TooMuchAtOnceError
from cogs.shared.options.film import NoFilmButError
from cogs.shared.registry import Explanation
from cogs.shared.sending.places import conduct_here, places_in
from data.catalogue.film import Film, NeededFilm
from data.locales import N_, _, speaking
from data.lookup.choice import FilmsMeant
from data.servers.policy import Policy
from data.servers.preferences import Conduct
from data.text import SafeText

ANSWER_ENTRIES = ("remind", "theories")
PRIVATE_ENTRY = "private"

CALLS_FOR_HELP = frozenset(("", "help", "hilfe", "ayuda", "aide", "ajuda", "aiuto", "?"))
"""What is left of a message that only calls the bot."""

EDITED_WITHIN = timedelta(minutes=10)
"""How old a message may be for an edit of it to be answered."""

REFUSED_ONCE_IN = 60
"""Seconds in which a member is refused once: too much, or a link; a second time helps nobody."""

_MENTION = re.compile(r"<@[!&]?\d+>")
_WRITTEN = (discord.MessageType.default, discord.MessageType.reply)


class NotYourQuestionError(UserFacingError):
    """Somebody else asked."""

    sentence = N_("Only the one who asked chooses here. Ask me yourself, or use /stinger.")


class QuestionGoneError(UserFacingError):
    """The message that asked was deleted."""

    sentence = N_("The question is gone. Ask again, or use /stinger.")


class AnswersCog(commands.Cog):
    """Answers questions where they are asked."""

    def __init__(self, bot: StingerBot, news: KnownNews) -> None:
        self._bot = bot
        self._news = news
        self._telling: asyncio.Task[None] | None = None
        self._replies = Replies(bot.clock)
        self._help = DailyHelp()
        self._refused = Allowance(1, 1 / REFUSED_ONCE_IN)
        self._heard = HeardMessages(EDITED_WITHIN)
        bot.doorway.register(CHOOSE, self.choose)

    async def cog_load(self) -> None:
        """Begin to tell of films that become known."""
        self._telling = asyncio.create_task(self._news.run(), name="answers")

    async def cog_unload(self) -> None:
        """End that; what is under way is left to whoever starts next."""
        if self._telling:
            self._telling.cancel()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a question; everything else is none of the bot's business."""
        if message.author.bot or message.webhook_id or message.type not in _WRITTEN:
            return
        text = _MENTION.sub(" ", message.content).strip()
        if is_for_bot(message, self._bot):
            self._heard.note(message.id, self._bot.clock())
        if mentions_role_alone(message, self._bot) and not message.content:
            with speaking(await self._language(message)):
                await self._say_how_to_mention(message)
        elif is_for_bot(message, self._bot):
            with speaking(await self._language(message)):
                await self._answer_asked(message, text)
        elif text and self._bot.intents.message_content:
            await self._answer_unasked(message, text)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """Answer a question whose writer has added the bot's name a moment later, once.

        Discord reports an unfurled link as an edit too: it has no instant of editing.
        """
        message, now = event.message, self._bot.clock()
        if message.edited_at is None or now - message.created_at > EDITED_WITHIN:
            return
        if is_for_bot(message, self._bot) and self._heard.is_first(message.id):
            await self.on_message(message)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Lead nobody to an answer that is gone."""
        self._replies.forget(event.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Lead nobody to answers that moderators have cleared away together."""
        for message_id in event.message_ids:
            self._replies.forget(message_id)

    async def _answer_asked(self, message: discord.Message, text: str) -> None:
        conduct = await self._conduct_at(message)
        if conduct.policy is Policy.OFF:
            return
        explanation = self._explanation(text)
        if explanation is not None:
            await self._explain(message, explanation, conduct)
        elif text.casefold() in CALLS_FOR_HELP:
            await self._help_once(message, _(HELP))
        else:
            await self._answer_question(message, text, conduct)

    async def _answer_question(self, message: discord.Message, text: str, conduct: Conduct) -> None:
        try:
            meant = await read_asked(self._bot, message, text)
        except UserFacingError as refusal:
            if self._refused.take(message.author.id, 1, self._bot.clock()):
                await self._replies.send(message, str(refusal))
        else:
            if meant is not None:
                await self._answer(message, meant, conduct)

    async def _say_how_to_mention(self, message: discord.Message) -> None:
        if (await self._conduct_at(message)).policy is not Policy.OFF:
            await self._help_once(message, _(ROLE_MENTIONED))

    async def _answer_unasked(self, message: discord.Message, text: str) -> None:
        places = _places(message)
        if not await self._bot.preferences.listening.at(places):
            return
        question = read_question(text)
        if question is None or not question.plain or self._explanation(text) is not None:
            return
        conduct = await self._bot.preferences.conduct_at(places)
        if conduct.policy is Policy.OFF:
            return
        # Where nobody asked, a refusal would only be more noise.
        with suppress(TooMuchAtOnceError, TooLongError):
            meant = await read_unasked(self._bot, message, question)
            if meant is not None:
                with speaking(await self._language(message)):
                    await self._answer(message, meant, conduct)

    async def _answer(self, message: discord.Message, meant: FilmsMeant, conduct: Conduct) -> None:
        film = meant.clear
        if film is not None:
            card = await self._card(film, conduct, message.guild, message.author)
            add_others(card, choices(meant.others))
            await self._replies.once(message, film.id, card)
        elif meant.films:
            await self._replies.send(
                message, view=which_film(meant.films, newest_first=meant.newest_first)
            )
        elif meant.work is not None and meant.work.is_shown:
            await self._replies.send(message, str(NoFilmButError(meant.work)))
        else:
            await self._help_once(message, _(NO_FILM))

    async def _explain(
        self, message: discord.Message, explanation: Explanation, conduct: Conduct
    ) -> None:
        view = explanation.view
        if conduct.policy.private_only:
            view = private_notice(SafeText(_("The guide knows")), [explanation.private])
        await self._replies.once(message, explanation.subject, view)

    async def _help_once(self, message: discord.Message, line: str) -> None:
        if self._help.due(message.author.id, self._bot.clock()):
            await self._replies.send(message, line)

    def _explanation(self, text: str) -> Explanation | None:
        explanations = (explain(text) for explain in self._bot.registry.explainers.values())
        return next(filter(None, explanations), None)

    async def _card(
        self, film: Film, conduct: Conduct, guild: discord.Guild | None, asker: discord.abc.User
    ) -> LayoutView:
        entries = self._bot.entries
        if conduct.policy.private_only:
            return private_notice(plain(film_name(film)), entries.buttons(film, (PRIVATE_ENTRY,)))
        strict = conduct.is_strict(film, self._bot.clock())
        facts = (await self._bot.known.at(guild.id if guild else None)).about(film)
        first: Sequence[NeededFilm] = ()
        if guild is None:  # only the asker reads it
            facts, first = await open_to(self._bot, asker.id, facts)
        turn = (PRIVATE_ENTRY,) if strict else ()
        anyway = (ANYWAY,) if first else ()
        names = (*turn, *ANSWER_ENTRIES, *anyway, *awaiting(facts, strict=strict))
        return answer_card(facts, entries.buttons(film, names), first, strict=strict)

    async def choose(self, interaction: Interaction, film_id: str) -> None:
        """Turn "which film?" into the answer, for the one who asked."""
        film = film_in(await self._bot.known.at(interaction.guild_id), film_id)
        if await _asker_of(interaction) != interaction.user.id:
            raise NotYourQuestionError
        conduct = await conduct_here(interaction)
        with speaking(await readers_language(interaction, private=False)):
            card = await self._card(film, conduct, interaction.guild, interaction.user)
        await interaction.response.edit_message(view=card)
        if interaction.message is not None and interaction.channel_id is not None:
            self._replies.note(interaction.channel_id, film.id, interaction.message.id)

    async def _language(self, message: discord.Message) -> str:
        """What to answer a message in: what all in the server read, else what it is written in."""
        own = (await self._bot.preferences.member(message.author.id)).language
        asked = own or language_heard(message.content)
        return await servers_language(self._bot.preferences, message.guild, asked)

    async def _conduct_at(self, message: discord.Message) -> Conduct:
        return await self._bot.preferences.conduct_at(_places(message))


def _places(message: discord.Message) -> list[int]:
    return places_in(message.guild.id if message.guild else None, message.channel)


async def _asker_of(interaction: Interaction) -> int:
    """Who wrote the message that the pressed one replies to; that is kept nowhere else."""
    reference = interaction.message.reference if interaction.message else None
    if reference is None or reference.message_id is None:
        raise QuestionGoneError
    if isinstance(reference.resolved, discord.Message):
        return reference.resolved.author.id
    channel = interaction.channel
    if not isinstance(channel, discord.abc.Messageable):
        raise QuestionGoneError
    try:
        return (await channel.fetch_message(reference.message_id)).author.id
    except discord.HTTPException as error:
        raise QuestionGoneError from error
