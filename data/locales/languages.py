"""Which languages there are: English, and one for each file of translations."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel import Locale

FOLDER = Path(__file__).parents[2] / "locales"
"""The translations: beside ``data`` in the repository, and where the package is installed."""

DOMAIN = "stinger"

ENGLISH = "en"
"""The language that the sentences in the code are written in."""

PSEUDO = "en-XA"
"""No language: English, but longer, with accents and in brackets, to find what is not translated
or breaks when it grows."""


@cache
def languages() -> tuple[str, ...]:
    """The languages by their tags, as ``pt-BR``: English first, the others by the alphabet."""
    files = FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po")
    return (ENGLISH, *sorted(file.parents[1].name.replace("_", "-") for file in files))


def file_of(language: str) -> Path:
    """Where the translations into a language stand."""
    return FOLDER / language.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.po"


@cache
def named_by(tag: str | None) -> str | None:
    """Our language for somebody's: ``es`` for ``es-ES``, ``pt-BR`` for itself.

    ``None`` for one that we do not speak.
    """
    if tag is None:
        return None
    if tag == PSEUDO or tag in languages():
        return tag
    base = tag.partition("-")[0]
    of_base = (known for known in languages() if known.partition("-")[0] == base)
    return next(of_base, None)


@cache
def babel_locale(language: str) -> Locale:
    """What Babel knows of a language: its dates, numbers and lists."""
    return Locale.parse(ENGLISH if language == PSEUDO else language, sep="-")
