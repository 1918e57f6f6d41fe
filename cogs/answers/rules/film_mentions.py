"""Which film a message means, by the look-up: one, several to choose from, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cogs.answers.rules.questions import Question
from data.catalogue.film import Film
from data.contributions.server_films import Finder
from data.lookup import CONFIDENT, Match
from data.lookup.text import fold, wording

RIVAL = 0.3
"""From this confidence on a film of the same name is a rival, and the asker is asked; one of the
same year too is a rival at any."""

WORTH_ASKING = 0.1
"""Below this confidence a match is a guess that is not worth a question."""

UNASKED = 0.9
"""The confidence that an answer needs which nobody asked the bot for."""

SPELT_OUT = 0.95
"""From this confidence on a title stands in a text word by word."""

MOST_OFFERED = 5
"""Buttons that fit into one row."""

_BETWEEN = re.compile(r" (?:or|and|vs|versus|oder|und|o|y|ou|et|e) ")
"""What stands between two films, in the languages that questions are understood in."""


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
    may not know in every language, then the whole message. A sentence of nothing but such words
    ("will there be a stinger?") names a film only if it spells the whole title out.
    """
    meant = films_in(question.sentence, lookup)
    if not question.titles and meant.sure < SPELT_OUT:
        meant = replace(meant, sure=min(meant.sure, RIVAL))
        rest = question.text.replace(question.sentence, " ")
    else:
        rest = question.text
    if meant.sure < CONFIDENT:
        alone = (_meant(lookup.search(title)) for title in question.titles)
        meant = max(meant, *alone, FilmsMeant(), key=lambda found: found.sure)
    if meant.sure < CONFIDENT:
        meant = max(meant, films_in(rest, lookup), key=lambda found: found.sure)
    if meant.sure < CONFIDENT:
        meant = _one_of_several(question.titles, lookup) or meant
    return meant


def _one_of_several(titles: Sequence[str], lookup: Finder) -> FilmsMeant | None:
    """The films of "iron man or thor", if at least two are named."""
    for title in titles:
        alone = (_meant(lookup.search(part)) for part in _BETWEEN.split(title))
        films = dict.fromkeys(found.films[0] for found in alone if found.sure >= CONFIDENT)
        if len(films) > 1:
            return FilmsMeant(tuple(films)[:MOST_OFFERED], CONFIDENT)
    return None


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


def answer_unasked(question: Question, meant: FilmsMeant, lookup: Finder) -> bool:
    """Whether a question is so clear that it may be answered although nobody asked the bot.

    The film must be all that remains of the sentence without the question's words: "or can I go
    home?" is not about the film Home. Where nothing remains, another sentence must spell it out.
    """
    film = meant.clear
    if film is None or not question.plain or meant.sure < UNASKED:
        return False
    if not question.titles:
        return meant.sure >= SPELT_OUT
    whole = (lookup.search(title)[:1] for title in question.titles)
    return any(m.film == film and m.confidence >= UNASKED for best in whole for m in best)
