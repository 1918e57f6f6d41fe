"""The sentences, in the language spoken. All is in memory: to say one reads no file."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from data.locales.formats import number
from data.locales.languages import ENGLISH, PSEUDO, file_of, languages, named_by
from data.locales.pseudo import Pseudo
from data.locales.spoken import language_spoken

log = logging.getLogger(__name__)

OWN_NAME = "language-team"
"""Where a file's head has a language's own name. Babel knows it as well, but reads a megabyte for
each language first."""


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
    """Say whatever is said inside in a language, given by any tag; in English if it is not ours.

    What is started inside, as a task or in a thread, goes on in that language.
    """
    before = language_spoken.set(named_by(language) or ENGLISH)
    try:
        yield
    finally:
        language_spoken.reset(before)


def spoken() -> str:
    """The tag of the language in which things are said here; English where nobody has said so."""
    return language_spoken.get()


def N_(message: str) -> str:  # noqa: N802 - gettext's name for it, which every tool knows
    """The English sentence as it is, marked to be translated; ``_`` says it."""
    return message


def _(message: str, /, **values: object) -> str:
    """A sentence in the language spoken, with what its placeholders name."""
    # The empty sentence is what translators call their header.
    said = translations(language_spoken.get()).gettext(message) if message else ""
    return said.format(**values) if values else said


def _p(meaning: str, message: str, /, **values: object) -> str:
    """The same for English that has several meanings; ``meaning`` tells translators which."""
    said = translations(language_spoken.get()).pgettext(meaning, message)
    return said.format(**values) if values else said


def _n(one: str, many: str, count: int, /, **values: object) -> str:
    """A sentence about a number, which ``{count}`` stands for, as the language counts."""
    said = translations(language_spoken.get()).ngettext(one, many, count)
    return said.format(count=number(count), **values)


def _np(meaning: str, one: str, many: str, count: int, /, **values: object) -> str:
    """:func:`_n` for English that has several meanings."""
    said = translations(language_spoken.get()).npgettext(meaning, one, many, count)
    return said.format(count=number(count), **values)


@cache
def translations(language: str) -> NullTranslations:
    """All sentences of a language, compiled at its first use; a missing one is English."""
    if language == PSEUDO:
        return Pseudo()
    if language == ENGLISH:
        return NullTranslations()
    try:
        return compiled(read_translations(language))
    except (OSError, PoFileError) as error:
        log.error("The translations into %s cannot be read: %s", language, error)
        return NullTranslations()


def read_translations(language: str) -> Catalog:
    """A language's file; raises ``OSError`` and ``PoFileError``."""
    with file_of(language).open("rb") as file:
        return read_po(file, language.replace("-", "_"), abort_invalid=True)


def compiled(catalog: Catalog) -> GNUTranslations:
    """Sentences that can be looked up at once; those without a translation are left out."""
    binary = BytesIO()
    write_mo(binary, catalog)
    binary.seek(0)
    return GNUTranslations(binary)


def own_name(language: str) -> str:
    """What its speakers call a language, by the head of its file: ``Deutsch``."""
    return translations(language).info().get(OWN_NAME, "English")


def compile_all() -> None:
    """Have every language ready, so that its first reader waits for no file."""
    for language in languages():
        translations(language)
