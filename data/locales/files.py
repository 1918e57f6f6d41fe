"""The files of ``locales/``: made out of the code, and checked against it.

They hold no line numbers and no dates, and their sentences are sorted: two changes of the code
that have nothing to do with each other do not meet in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from data.locales.commands import command_texts
from data.locales.compiled import read_translations
from data.locales.languages import DOMAIN, FOLDER, babel_locale, file_of, languages

ROOT = FOLDER.parent

TEMPLATE = FOLDER / f"{DOMAIN}.pot"

SOURCES = ("cogs", "data", "stage")

KEYWORDS = {
    "_": None,
    "N_": None,
    "_n": (1, 2),
    "_p": ((1, "c"), 2),
    "_np": ((1, "c"), 2, 3),
}
"""Our functions, and which of their arguments are the sentence, its plural and its context."""


def _marked_in_html(
    file: IO[bytes], *_keywords: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """The sentences of a page, which stand in it as ``{{_("…")}}``."""
    for line, text in enumerate(file.read().decode().splitlines(), 1):
        for sentence in _IN_HTML.findall(text):
            yield line, "_", sentence, []


METHODS: list[tuple[str, Any]] = [
    ("**.py", "python"),
    ("**.js", "javascript"),
    ("**.html", _marked_in_html),
]

FOR_TRANSLATORS = "Translators:"
"""How a comment begins that goes into the files, on the lines before a sentence."""

_TWO_FORMS = {"es": "n != 1", "it": "n != 1", "fr": "n > 1", "pt": "n > 1"}
"""Languages that have a third form for whole millions, of which we never speak."""

_NO_DATE = datetime(2026, 12, 1, tzinfo=UTC)

_IN_HTML = re.compile(r'\{\{_\("([^"]+)"\)\}\}')

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")

_AGREEING = re.compile(r"\{(\w+):[^{}|]+\|[^{}|]+\}")
"""What agrees with a placeholder (``WeekdayName`` and ``TimeOfDay`` in `data.locales.formats`)."""

_TYPESET = {
    "fr": (
        (r" (?=[;!?])", "\u202f"),
        (r" (?=:(?:[\s*]|$)|[»%])|(?<=«) ", "\u00a0"),
        (r"(?<=\w)'(?=[\w{«*`])", "\u2019"),
    ),
    "de": (
        (r"(?<=[\d}]) (?=(?:%|Min\.|Std\.|m?s\b))|(?<=±) ", "\u00a0"),
        (r"(?<=\w)'(?=\w)", "\u2019"),
    ),
}
"""By language, signs that few keyboards have: what is typed, and what is written for it."""


def template(root: Path = ROOT) -> Catalog:
    """Every sentence of the code, by its English."""
    catalog = _catalog(None)
    for folder in SOURCES:
        found = extract_from_dir(
            root / folder, METHODS, keywords=KEYWORDS, comment_tags=(FOR_TRANSLATORS,)
        )
        for name, _line, message, comments, context in sorted(found, key=lambda one: one[:2]):
            where = [(f"{folder}/{name}", 0)]
            catalog.add(message, None, where, auto_comments=comments, context=context)
        for file in sorted((root / folder).rglob("*.py")):
            where = [(file.relative_to(root).as_posix(), 0)]
            for text, context in command_texts(file):
                catalog.add(text, None, where, context=context)
    return catalog


def update() -> None:
    """Write the template and every language's file anew; what is translated stays so."""
    found = template()
    TEMPLATE.write_bytes(written(found))
    for language in languages()[1:]:
        file_of(language).write_bytes(written(updated(language, found)))


def merge(ours: Path, theirs: Path) -> None:
    """Put two versions of a file into the first: every sentence that either has, with its
    translation; where both have one, the second's.
    """
    merged, other = _read(ours), _read(theirs)
    for message in other:
        if not message.id:  # The header, which is ours already.
            continue
        present = merged.get(message.id, message.context)
        if present is None:
            merged[message.id] = message
        elif any(_forms(message)):
            present.string = message.string
    ours.write_bytes(written(merged))


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def begin(language: str) -> None:
    """Make the file of another language, by its tag: ``pl``, ``pt-BR``; then it is spoken."""
    path = file_of(language)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog = _catalog(language)
    catalog.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    path.write_bytes(written(catalog))
    languages.cache_clear()


def updated(language: str, found: Catalog) -> Catalog:
    """A language's file with the sentences that the code has now."""
    kept = read_translations(language)
    catalog = _catalog(language)
    for message in kept:
        if message.id:
            forms = [_typeset(form, language) for form in _forms(message)]
            message.string = forms[0] if isinstance(message.string, str) else tuple(forms)
            catalog[message.id] = message
    catalog.update(found, no_fuzzy_matching=True, update_creation_date=False)
    return catalog


def _typeset(text: str, language: str) -> str:
    for typed, signs in _TYPESET.get(language, ()):
        text = re.sub(typed, signs, text)
    return text


def written(catalog: Catalog) -> bytes:
    """A file as it stands in the repository."""
    text = BytesIO()
    write_po(text, catalog, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return text.getvalue()


def missing(language: str) -> list[str]:
    """The English sentences that have no translation, in the order of the file."""
    present = updated(language, template())
    return [_english(message) for message in present if message.id and not _is_whole(message)]


def faults(language: str) -> list[str]:
    """What would break a translation: other placeholders than the English has."""
    return [
        f"{_english(message)!r} has other placeholders than {translation!r}"
        for message in read_translations(language)
        if message.id
        for translation in filter(None, _forms(message))
        if not _fits(message, translation)
    ]


def _catalog(language: str | None) -> Catalog:
    catalog = Catalog(
        language.replace("-", "_") if language else None,
        DOMAIN,
        header_comment=f"# Stinger: what people read, {language or 'in English'}.",
        project="Stinger",
        version="1",
        copyright_holder="Stinger",
        msgid_bugs_address="-",
        creation_date=_NO_DATE,
        revision_date=_NO_DATE,
        last_translator="-",
        language_team="-",
        fuzzy=False,
    )
    if language:
        catalog.language_team = _own_name(babel_locale(language))
        if forms := _TWO_FORMS.get(language.partition("-")[0]):
            catalog.mime_headers = [("Plural-Forms", f"nplurals=2; plural=({forms});")]
    return catalog


def _own_name(locale: Locale) -> str:
    name = locale.get_display_name(locale) or str(locale)
    return name[:1].upper() + name[1:]


def _english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _is_whole(message: Message) -> bool:
    return all(_forms(message)) and not message.fuzzy


def _forms(message: Message) -> Sequence[str]:
    """The translation; of a sentence about a number, one for each plural form."""
    said = message.string or ""
    return (said,) if isinstance(said, str) else said


def _fits(message: Message, translation: str) -> bool:
    """Whether a translation has the placeholders of its English; how many forms a plural has is
    the language's own, so that each may be like either of ours, and may leave out the number.
    """
    if isinstance(message.id, str):
        return _placeholders(translation) == _placeholders(message.id)
    ours = [_placeholders(english) - {"{count}"} for english in message.id]
    return _placeholders(translation) - {"{count}"} in ours


def _placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(_AGREEING.sub(r"{\1}", text)))
