"""A language's sentences as they are looked up: compiled once, beside the file they come from.

The compiled file is made when the package is built, and at a start where it is missing or belongs
to another version of its source. Where it cannot be kept, the same bytes are held in memory.
"""

from __future__ import annotations

from contextlib import suppress
from gettext import GNUTranslations
from hashlib import sha256
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from data.atomic_files import write_whole
from data.locales.languages import file_of

_STAMP = sha256().digest_size
"""Bytes at the end of a compiled file, behind all that gettext reads of it. They stand for what
lies before them and for the source, whose time would say nothing: a checkout sets it anew."""


def translations_of(language: str) -> GNUTranslations:
    """The sentences of a language; those without a translation are left out.

    Raises ``OSError`` and ``PoFileError`` as :func:`read_translations` does.
    """
    source = file_of(language).read_bytes()
    file = file_of(language).with_suffix(".mo")
    with suppress(OSError):
        kept = file.read_bytes()
        if _stamp(source, kept[:-_STAMP]) == kept[-_STAMP:]:
            return GNUTranslations(BytesIO(kept))
    made = compiled(_read(source, language))
    with suppress(OSError):
        write_whole(file, made + _stamp(source, made))
    return GNUTranslations(BytesIO(made))


def read_translations(language: str) -> Catalog:
    """A language's file as translators have it; raises ``OSError`` and ``PoFileError``."""
    return _read(file_of(language).read_bytes(), language)


def compiled(catalog: Catalog) -> bytes:
    """Sentences as gettext's own files have them."""
    binary = BytesIO()
    write_mo(binary, catalog)
    return binary.getvalue()


def _read(source: bytes, language: str) -> Catalog:
    return read_po(BytesIO(source), language.replace("-", "_"), abort_invalid=True)


def _stamp(source: bytes, made: bytes) -> bytes:
    return sha256(source + made).digest()
