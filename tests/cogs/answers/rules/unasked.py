"""What a listener does, to whom nobody has spoken."""

from __future__ import annotations

from datetime import date

from cogs.answers.rules.film_mentions import answer_unasked, films_asked
from cogs.answers.rules.questions import read_question
from data.contributions.store.server_films import Finder


def answers_unasked(text: str, films: Finder, day: date) -> bool:
    """Whether a message is answered by which the bot is not asked."""
    question = read_question(text)
    if question is None:
        return False
    return answer_unasked(question, films_asked(question, films, day), films, day)
