"""Reading a message in chat: beside the event loop, and within what its writer may ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import discord

from cogs.answers.rules.bounded_finder import BoundedFinder
from cogs.answers.rules.film_mentions import answer_unasked, films_asked
from cogs.answers.rules.questions import Question, read_question
from cogs.shared.bot import StingerBot
from cogs.shared.errors import UserFacingError
from cogs.shared.limits.work import QUESTION, TooMuchAtOnceError
from cogs.shared.options.film import films_behind
from data.contributions.store.server_films import Finder
from data.lookup.choice import Films, FilmsMeant
from data.lookup.query.links import Link

GIVES_WAY = 0.05
"""Seconds for which a question in chat lets commands and buttons go first: Discord takes no late
answer to those."""


async def read_asked(bot: StingerBot, message: discord.Message, text: str) -> FilmsMeant | None:
    """The films that a message to the bot asks about; ``None`` if it asks for no credits scene.

    Raises ``TooMuchAtOnceError`` and ``TooLongError`` of :mod:`cogs.shared.limits.work`, and as
    :func:`linked_or_named`.
    """
    read = partial(_asked, text, await _finder(bot, message), bot.clock().date())
    return await _computed(bot, message, read)


async def read_unasked(
    bot: StingerBot, message: discord.Message, question: Question
) -> FilmsMeant | None:
    """The one film that may be answered about although nobody asked the bot, or none.

    Raises as :func:`read_asked`.
    """
    read = partial(_unasked, question, await _finder(bot, message), bot.clock().date())
    return await _computed(bot, message, read)


async def _computed(
    bot: StingerBot, message: discord.Message, read: Callable[[], FilmsMeant | None]
) -> FilmsMeant | None:
    after = partial(bot.admission.lull, GIVES_WAY)
    return await bot.work.compute(message.author.id, read, after)


async def _finder(bot: StingerBot, message: discord.Message) -> Finder:
    """The look-up for one message, if its writer may still ask for it."""
    server_id = message.guild.id if message.guild else None
    if not bot.work.allows(message.author.id, server_id, QUESTION):
        raise TooMuchAtOnceError
    return BoundedFinder(await bot.known.at(server_id))


def linked_or_named(
    link: Link | None, films: Films, today: date, named: Callable[[], FilmsMeant]
) -> FilmsMeant:
    """The films behind a link that a message holds, or else those that it names.

    Raises what :func:`~cogs.shared.options.film.films_behind` raises if the link leads to no film
    that is known, and nothing is named either.
    """
    try:
        linked = films_behind(link, films, today)
    except UserFacingError:
        meant = named()
        if not meant.films:
            raise
        return meant
    return linked or named()


def _asked(text: str, finder: Finder, today: date) -> FilmsMeant | None:
    question = read_question(text)
    if question is None:
        return None
    unlinked = replace(question, link=None)
    named = partial(films_asked, unlinked, finder, today)
    meant = linked_or_named(question.link, finder, today, named)
    return None if question.vague and meant.clear is None else meant


def _unasked(question: Question, finder: Finder, today: date) -> FilmsMeant | None:
    meant = films_asked(question, finder, today)
    return meant if answer_unasked(question, meant, finder, today) else None
