"""How people speak of credits scenes, one module for each language."""

from __future__ import annotations

from cogs.answers.rules.languages.dutch import DUTCH
from cogs.answers.rules.languages.english import ENGLISH
from cogs.answers.rules.languages.french import FRENCH
from cogs.answers.rules.languages.german import GERMAN
from cogs.answers.rules.languages.hindi import HINDI
from cogs.answers.rules.languages.italian import ITALIAN
from cogs.answers.rules.languages.japanese import JAPANESE
from cogs.answers.rules.languages.korean import KOREAN
from cogs.answers.rules.languages.language import Language
from cogs.answers.rules.languages.polish import POLISH
from cogs.answers.rules.languages.portuguese import PORTUGUESE
from cogs.answers.rules.languages.russian import RUSSIAN
from cogs.answers.rules.languages.spanish import SPANISH
from cogs.answers.rules.languages.turkish import TURKISH

__all__ = ["LANGUAGES", "Language"]

LANGUAGES = (
    *(ENGLISH, GERMAN, SPANISH, FRENCH, PORTUGUESE, ITALIAN),
    *(DUTCH, POLISH, TURKISH, RUSSIAN, HINDI, JAPANESE, KOREAN),
)
"""All of them; the first is taken where a sentence could be in several."""
