"""The sentences, in the language spoken. All is in memory: to say one reads no file."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from gettext import NullTranslations

from babel.messages.pofile import PoFileError

from data.locales.compiled import translations_of
from data.locales.formats import number
from data.locales.languages import ENGLISH, PSEUDO, languages, named_by
from data.locales.pseudo import Pseudo
from data.locales.spoken import language_of_commands, language_spoken

log = logging.getLogger(__name__)

OWN_NAME = "language-team"
"""Where a file's head has a language's own name. Babel knows it as well, but reads a megabyte for
each language first."""

OPTION = "name of an option"
"""The context of an option's name: one word in lower case."""

COMMAND = "name of a command"
"""The context of a command's or group's name: one word in lower case."""

_COMMAND_NAMED = re.compile(r"(?<![\w/<])/([a-z]+)(?: ([a-z]+))?(?: ([a-z]+):)?")
"""A command in a sentence, perhaps with an option: ``/theory show number:``."""


@contextmanager
def speaking(language: str | None, discord: str | None = None) -> Iterator[None]:
    """Say whatever is said inside in a language, given by any tag; in English if it is not ours.

    Sentences name commands as they are called in that language. If the reader's ``discord`` is
    known to be in another one, it does not know those names, and commands have their English ones,
    which Discord finds in every language.

    What is started inside, as a task or in a thread, goes on in that language.
    """
    spoken_now = named_by(language) or ENGLISH
    if discord is not None:
        named_in = spoken_now if named_by(discord) == spoken_now else ENGLISH
    elif spoken_now == language_spoken.get():
        named_in = language_of_commands.get()
    else:
        named_in = spoken_now
    before, named_before = language_spoken.set(spoken_now), language_of_commands.set(named_in)
    try:
        yield
    finally:
        language_spoken.reset(before)
        language_of_commands.reset(named_before)


def spoken() -> str:
    """The tag of the language in which things are said here; English where nobody has said so."""
    return language_spoken.get()


def languages_here() -> tuple[str, str]:
    """The tags of the language spoken and of that in which commands are named: whatever is said
    depends on these alone, and can be remembered by them.
    """
    return language_spoken.get(), language_of_commands.get()


def N_(message: str) -> str:  # noqa: N802 - gettext's name for it, which every tool knows
    """The English sentence as it is, marked to be translated; ``_`` says it."""
    return message


def _(message: str, /, **values: object) -> str:
    """A sentence in the language spoken, with what its placeholders name."""
    # The empty sentence is what translators call their header.
    said = _naming(translations(language_spoken.get()).gettext(message)) if message else ""
    return said.format(**values) if values else said


def _p(meaning: str, message: str, /, **values: object) -> str:
    """The same for English that has several meanings; ``meaning`` tells translators which."""
    said = _naming(translations(language_spoken.get()).pgettext(meaning, message))
    return said.format(**values) if values else said


def _n(one: str, many: str, count: int, /, **values: object) -> str:
    """A sentence about a number, which ``{count}`` stands for, as the language counts."""
    said = _naming(translations(language_spoken.get()).ngettext(one, many, count))
    return said.format(count=number(count), **values)


def _np(meaning: str, one: str, many: str, count: int, /, **values: object) -> str:
    """:func:`_n` for English that has several meanings."""
    said = _naming(translations(language_spoken.get()).npgettext(meaning, one, many, count))
    return said.format(count=number(count), **values)


def command_named(name: str) -> str:
    """A command as sentences name it, by its full English name: ``/remind stay``."""
    return _naming(f"/{name}")


def _naming(said: str) -> str:
    """A sentence that names commands in English, with the names that its reader knows."""
    return _renamed(said, language_of_commands.get()) if "/" in said else said


@lru_cache(maxsize=1_024)
def _renamed(said: str, language: str) -> str:
    if language in (ENGLISH, PSEUDO):
        return said
    called = translations(language).pgettext

    def renamed(found: re.Match[str]) -> str:
        command, below, option = found.groups()
        words = [f"/{called(COMMAND, command)}"]
        words += [called(COMMAND, below)] if below else []
        words += [f"{called(OPTION, option)}:"] if option else []
        return " ".join(words)

    return _COMMAND_NAMED.sub(renamed, said)


@cache
def translations(language: str) -> NullTranslations:
    """All sentences of a language, taken into memory at its first use; a missing one is English."""
    if language == PSEUDO:
        return Pseudo()
    if language == ENGLISH:
        return NullTranslations()
    try:
        return translations_of(language)
    except (OSError, PoFileError) as error:
        log.error("The translations into %s cannot be read: %s", language, error)
        return NullTranslations()


def own_name(language: str) -> str:
    """What its speakers call a language, by the head of its file: ``Deutsch``."""
    return translations(language).info().get(OWN_NAME, "English")


def compile_all() -> None:
    """Have every language ready, so that its first reader waits for no file."""
    for language in languages():
        translations(language)
