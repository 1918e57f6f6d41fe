"""How people speak of credits scenes, one module for each language."""

from __future__ import annotations

from cogs.answers.languages.english import ENGLISH
from cogs.answers.languages.french import FRENCH
from cogs.answers.languages.german import GERMAN
from cogs.answers.languages.italian import ITALIAN
from cogs.answers.languages.language import Language
from cogs.answers.languages.portuguese import PORTUGUESE
from cogs.answers.languages.spanish import SPANISH

__all__ = ["LANGUAGES", "Language"]

LANGUAGES = (ENGLISH, GERMAN, SPANISH, FRENCH, PORTUGUESE, ITALIAN)
"""All of them; the first is taken where a sentence could be in several."""
