"""Which film a message means, by the look-up: one, several to choose from, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cogs.answers.questions import Question
from data.film import Film
from data.lookup import CONFIDENT, Match
from data.lookup.text import fold, wording
from data.server_films import Finder

RIVAL = 0.3
"""From this confidence on a film of the same name is a rival, and the asker is asked; one of the
same year too is a rival at any."""

WORTH_ASKING = 0.1
"""Below this confidence a match is a guess that is not worth a question."""

UNASKED = 0.9
"""The confidence that an answer needs which nobody asked the bot for."""

MOST_OFFERED = 5
"""Buttons that fit into one row."""


@dataclass(frozen=True, slots=True)
class FilmsMeant:
    """The films that may be meant, best first, and how sure the first is, from 0 to 1."""

    films: tuple[Film, ...] = ()
    sure: float = 0.0

    @property
    def only(self) -> Film | None:
        """The film, if nothing else comes into question; how sure that is does not matter."""
        return self.films[0] if len(self.films) == 1 else None

    @property
    def clear(self) -> Film | None:
        """The film, if only one can be meant."""
        return self.only if self.sure >= CONFIDENT else None


def films_asked(question: Question, lookup: Finder) -> FilmsMeant:
    """The films that a question may mean.

    Its sentence is read first, then what remains without the question's words, which the look-up
    may not know in every language, then the whole message.
    """
    meant = films_in(question.sentence, lookup)
    if meant.sure < CONFIDENT:
        alone = (_meant(lookup.search(title)) for title in question.titles)
        meant = max(meant, *alone, FilmsMeant(), key=lambda found: found.sure)
    if meant.sure < CONFIDENT:
        meant = max(meant, films_in(question.text, lookup), key=lambda found: found.sure)
    return meant


def films_in(text: str, lookup: Finder) -> FilmsMeant:
    """The films that a text may mean, whatever else it says."""
    return _meant(lookup.find_in(text))


def _meant(matches: Sequence[Match]) -> FilmsMeant:
    if not matches or matches[0].confidence < WORTH_ASKING:
        return FilmsMeant()
    first, *others = matches
    if first.confidence >= CONFIDENT:
        others = [match for match in others if _rivals(match, first.film)]
    else:
        others = [match for match in others if match.confidence >= WORTH_ASKING]
    films = (first.film, *(match.film for match in others))
    return FilmsMeant(films[:MOST_OFFERED], first.confidence)


def _rivals(match: Match, film: Film) -> bool:
    if _name(match.film) != _name(film):
        return match.confidence >= CONFIDENT
    return match.confidence >= RIVAL or match.film.year == film.year


def _name(film: Film) -> str:
    return wording(fold(film.title)).key


def answer_unasked(question: Question, meant: FilmsMeant) -> bool:
    """Whether a question is so clear that it may be answered although nobody asked the bot."""
    return question.plain and meant.clear is not None and meant.sure >= UNASKED
