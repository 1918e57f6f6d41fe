"""The words of showtimes, a module for each language; simplified as ``text.py`` does it."""

from __future__ import annotations

from cogs.reminders.rules.showtimes.languages.english import ENGLISH
from cogs.reminders.rules.showtimes.languages.french import FRENCH
from cogs.reminders.rules.showtimes.languages.german import GERMAN
from cogs.reminders.rules.showtimes.languages.italian import ITALIAN
from cogs.reminders.rules.showtimes.languages.portuguese import PORTUGUESE
from cogs.reminders.rules.showtimes.languages.spanish import SPANISH

LANGUAGES = (ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE)
