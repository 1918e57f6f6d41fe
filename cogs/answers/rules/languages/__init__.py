"""How people speak of credits scenes, one module for each language."""

from __future__ import annotations

from cogs.answers.rules.languages.english import ENGLISH
from cogs.answers.rules.languages.french import FRENCH
from cogs.answers.rules.languages.german import GERMAN
from cogs.answers.rules.languages.italian import ITALIAN
from cogs.answers.rules.languages.language import Language
from cogs.answers.rules.languages.portuguese import PORTUGUESE
from cogs.answers.rules.languages.spanish import SPANISH

__all__ = ["LANGUAGES", "Language"]

LANGUAGES = (ENGLISH, GERMAN, SPANISH, FRENCH, PORTUGUESE, ITALIAN)
"""All of them; the first is taken where a sentence could be in several."""
