"""The one safe edge: whatever goes wrong, the member reads one plain sentence.

A refusal is an exception named for its reason, derives from :class:`UserFacingError` and carries
the sentence; what ``data`` refuses as ``ImpossibleError`` of :mod:`data.contributions.rules.kinds`
is one too. Everything else is logged with its traceback under an id, and the member is given that
id and nothing of the error's own text. Above debug the log has nothing of it either: it may quote
what a member typed.

Commands reach the edge through the command tree, buttons and selects, whose errors the library
only logs, through :func:`answering_errors`, and forms through :mod:`cogs.shared.doorway`.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
from discord import app_commands
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from cogs.shared.cards.spoilers import plain
from cogs.shared.error_codes import (
    INTERACTION_ANSWERED,
    INTERACTION_GONE,
    UNREACHABLE,
    Fate,
    judged,
    known,
)
from data.contributions.rules.kinds import ImpossibleError
from data.database import DatabaseBusyError
from data.locales import N_, _

log = logging.getLogger(__name__)


class UserFacingError(Exception):
    """A refusal; its text is the sentence that the member reads, safe to show.

    A refusal whose sentence never differs states it as a class attribute, marked by ``N_``.
    """

    sentence = N_("This cannot be done.")

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(_(self.sentence) if sentence is None else sentence)


@asynccontextmanager
async def answering_errors(interaction: discord.Interaction[Any]) -> AsyncIterator[None]:
    """Answer for whatever fails inside, as long as it is an ``Exception``."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the edge: logged under an id, answered in a sentence
        await answer_error(interaction, error)


async def answer_error(interaction: discord.Interaction[Any], error: Exception) -> None:
    """Tell the member privately what to do; log everything that is no refusal.

    What is :func:`unanswerable` is neither said nor logged.
    """
    if unanswerable(interaction, error):
        return
    sentence = sentence_for(error)
    try:
        if interaction.response.is_done():
            await interaction.followup.send(sentence, ephemeral=True)
        else:
            await interaction.response.send_message(sentence, ephemeral=True)
    except discord.HTTPException as failure:
        if judged(failure).fate is not Fate.GONE:
            log.warning("An error could not be answered: HTTP %s, %s", failure.status, failure.code)
    except (*UNREACHABLE, RuntimeError) as failure:  # the latter from a session that is closed
        if not interaction.client.is_silent:
            log.warning("An error could not be answered: %s", type(failure).__name__)


def unanswerable(interaction: discord.Interaction[Any], error: Exception) -> bool:
    """Whether no answer can be given any more, which is counted.

    So it is where Discord takes none, or has one, and where the bot has fallen silent: what fails
    then fails for that.
    """
    bot = interaction.client
    if not (too_late := _is_too_late(error)) and not bot.is_silent:
        return False
    bot.admission.note_shed(interaction, "gone" if too_late else "closing")
    return True


def _is_too_late(error: Exception) -> bool:
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    return isinstance(cause, discord.HTTPException) and cause.code in (
        INTERACTION_GONE,
        INTERACTION_ANSWERED,
    )


def refusal(error: Exception) -> str | None:
    """The sentence of a refusal, safe to show; ``None`` for an error that is none."""
    if isinstance(error, UserFacingError):
        return str(error)
    if isinstance(error, ImpossibleError):  # which quotes what was typed
        return plain(str(error))
    return None


def sentence_for(error: Exception) -> str:
    """The sentence for an error; logs the traceback under the id that the sentence names."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if isinstance(cause, DatabaseBusyError):
        log.warning("A member was refused, because too much waits for the database")
        return str(cause)
    sentence = refusal(cause)
    if sentence is not None:
        return sentence
    if isinstance(cause, discord.InteractionResponded):  # a form, after the acknowledgement
        log.warning("A form could not be opened in time")
        return _("That took me too long. Please do it once more.")
    if isinstance(cause, app_commands.CheckFailure):
        return _("You may not use this here: it needs rights that you do not have in this channel.")
    if isinstance(cause, (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)):
        log.warning("A command was called whose definition at Discord is out of date")
        return _("This command has just changed. Reload Discord (Ctrl-R) and try it again.")
    if isinstance(cause, discord.HTTPException) and (meaning := known(cause)) is not None:
        log.warning("Discord refused what a member asked for: code %s", cause.code)
        return meaning.sentence
    error_id = secrets.token_hex(4)
    if isinstance(cause, SQLAlchemyError):
        _log_database(error_id, cause)
    else:
        log.error("Error %s\n%s", error_id, _trace(cause))
    log.debug("Error %s in its own words", error_id, exc_info=cause)
    return _(
        "Something went wrong on my side, so it may not be done. Please look, then try it again; "
        "if it stays, tell the server's admins this id: {id}",
        id=error_id,
    )


def _log_database(error_id: str, error: SQLAlchemyError) -> None:
    """One line; the log adds the trace once a minute for each kind."""
    reason = error.orig if isinstance(error, DBAPIError) else error
    name = type(reason).__qualname__
    log.error(f"Error %s: {name}", error_id, extra={"trace": f"\n{_trace(error)}"})


def _trace(error: BaseException) -> str:
    """Where an error and what led to it arose, by class and line, without their own text."""
    inner = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if inner is error:  # raised from itself
        inner = None
    before = f"{_trace(inner)}\nwhich led to\n" if inner else ""
    name = type(error).__qualname__
    if isinstance(error, discord.HTTPException):
        name += f" (HTTP {error.status}, code {error.code})"
    return f"{before}{''.join(traceback.format_tb(error.__traceback__))}{name}"
