"""Which film a message means, by the look-up: one, several to choose from, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from cogs.answers.rules.languages.language import folded
from cogs.answers.rules.questions import MOST_READ, Question, read_question
from data.catalogue.film import Film
from data.contributions.store.server_films import Finder
from data.lookup import CONFIDENT
from data.lookup.choice import (
    MOST_OFFERED,
    FilmsMeant,
    films_linked,
    films_meant,
    is_written,
    key_of,
    name_keys,
    or_work,
)
from data.lookup.evidence import SERIES_WORDS
from data.lookup.index.keys import names_of
from data.lookup.query.links import FilmLink
from data.lookup.query.sentence import FRAME, newest_named
from data.lookup.query.text import fold, numbers_of, wording
from data.lookup.query.typed import FILM_WORDS

FRAME_ALONE = 0.3
"""At most as sure is a film that only the words of a question name."""

UNASKED = 0.9
"""The confidence that an answer needs which nobody asked the bot for."""

KNOWN, RECENT, FEW_WORDS = 8_000, timedelta(days=3 * 365), 2
"""Nobody is told unasked about a film of a lower rank and so short a title, unless it came out so
lately: of such titles, most are words of talk about something else."""

WELL_KNOWN = 3_000
"""Up to this rank, the title that is an everyday word is meant where a title belongs."""

SPELT_OUT = 0.95
"""From this confidence on a title stands in a text word by word."""

SAME_NAME = 0.96
"""The likeness from which on a name is the typed one: "of god" is not "City of God"."""

_MARKS = re.compile(
    r"[\"“„«‘*_]|(?<!\d)(?:18|19|20)\d\d(?!\d)|\b(?:movie|films?|filme|pel[ií]cula)\b",
    re.IGNORECASE,
)
"""What shows that a word beside it is a title."""

_BETWEEN = re.compile(r" (?:or|and|vs|versus|oder|und|o|y|ou|et|e) ")
"""What stands between two films, in the languages that questions are understood in."""


MOST_PARTS = 6
"""Films named side by side that are read, and ways in which a sentence can be read for them."""


def films_asked(question: Question, lookup: Finder, today: date) -> FilmsMeant:
    """The films that a question may mean; by a link alone, if it holds one.

    Its sentence is read first, then what remains without the question's words, which the look-up
    may not know in every language, then the whole message. A sentence of nothing but such words
    ("will there be a stinger?") names a film only if what does not ask spells the whole title out.
    """
    if isinstance(question.link, FilmLink):
        return films_linked(question.link, lookup, today)
    titles = (question.title,) if question.title else question.titles
    meant = _films_asked(question, lookup, today)
    return _or_work(meant, titles, question.text, lookup)


def films_said(text: str, lookup: Finder, today: date) -> FilmsMeant:
    """The films that a message means which asks nothing: it may be a title, or hold one."""
    meant = films_meant(lookup.search(text), text, today)
    if meant.clear is None:
        meant = films_in(text, lookup, today)
    if meant.films and _is_idle(text, meant, lookup):
        meant = replace(meant, sure=FRAME_ALONE)
    return _or_work(meant, (text,), text, lookup)


def films_asked_about(text: str, lookup: Finder, today: date) -> FilmsMeant:
    """The films that a message means about which somebody asks for the answer.

    The one film that it names is clear if its title stands there as it is written, capitals and
    all: "tickets for Sinners are booked".
    """
    question = read_question(text)
    if question is None or question.vague:
        meant = films_said(text, lookup, today)
    else:
        meant = films_asked(question, lookup, today)
    film = meant.films[0] if len(meant.films) == 1 else None
    if film is None or film.title == film.title.lower() or not is_written(film.title, text):
        return meant
    longer = lookup.work_within(text)
    if longer and key_of(longer) not in name_keys(film) and _is_within(film, longer, text):
        return meant
    return replace(meant, sure=max(meant.sure, CONFIDENT))


def _or_work(meant: FilmsMeant, titles: Sequence[str], text: str, lookup: Finder) -> FilmsMeant:
    """As :func:`~data.lookup.choice.or_work` says of the first title that is a work's.

    Also of a longer name in the text, of which the film's is only a part: "Will & Grace". Of
    everyday words of which the film's name is a part, as "let's go", no film is meant.
    """
    film = meant.clear
    longer = lookup.work_within(text) if film is not None else ""
    if film is not None and longer and not _is_within(film, longer, text):
        longer = ""
    titles = (longer,) if longer else titles
    works = ((title, lookup.other_work(title)) for title in titles)
    title, work = next((pair for pair in works if pair[1] is not None), (longer, None))
    if title and film is not None:
        others = [other for other in titles if other not in title]
        if not any(_is_called(film, one, lookup) for one in (title, *others)):
            meant = replace(meant, sure=FRAME_ALONE)
    return or_work(meant, title, work)


def _is_within(film: Film, longer: str, text: str) -> bool:
    """Whether a text names a film only by a part of a longer name, or names nothing beside it."""
    around = _spaced(text).replace(_spaced(longer), "  ", 1)
    names = [_spaced(name) for name, _ in names_of(film, (), ())]
    inside = [name for name in names if name in _spaced(longer)]
    nothing_else = FRAME.issuperset(around.split())
    return nothing_else or (bool(inside) and not any(name in around for name in inside))


def _spaced(text: str) -> str:
    """The words of a text as the look-up compares them, each between spaces."""
    return f" {' '.join(wording(fold(text, MOST_READ)).words)} "


def _is_called(film: Film, title: str, lookup: Finder) -> bool:
    """Whether a title is a film's: because its own begins so, or because it finds it by itself.

    "Breaking" is not called "breaking bad", nor "Land of the Lost" "lost".
    """
    key = key_of(title)
    return any(name.startswith(key) for name in name_keys(film)) or _finds(title, film, lookup)


def _finds(title: str, film: Film, lookup: Finder) -> bool:
    """Whether a title by itself finds a film surely."""
    return any(m.film == film and m.confidence >= UNASKED for m in lookup.search(title)[:1])


def _films_asked(question: Question, lookup: Finder, today: date) -> FilmsMeant:
    if question.title:
        meant = films_meant(lookup.search(question.title), question.title, today)
        if meant.sure >= CONFIDENT:
            idle = _is_idle(question.title, meant, lookup)
            return replace(meant, sure=FRAME_ALONE) if idle else meant
        if meant.films and numbers_of(wording(fold(question.title)).words):
            return meant  # without its number, the title may be another part's
    for title in question.titles:
        if newest_named(title.split()):
            meant = films_meant(lookup.search(title), title, today)
            if meant.sure >= CONFIDENT:
                return meant
    meant = films_in(question.sentence, lookup, today)
    if not question.titles:
        meant = _said_beside(question.left, meant)
    if not question.titles and meant.sure < SPELT_OUT:
        meant = replace(meant, sure=min(meant.sure, FRAME_ALONE))
        rest = question.text.replace(question.sentence, " ")
    else:
        rest = question.text
    if meant.sure < CONFIDENT:
        meant = _best([meant], _titled(question, lookup, today))
    if meant.sure < CONFIDENT and not question.titles:
        # A doubt about one of these is no better than the one film that the text may name.
        beside = (films_meant(lookup.search(title), title, today) for title in question.beside)
        meant = _best([meant], (found for found in beside if found.sure >= CONFIDENT))
    if meant.sure < CONFIDENT:
        meant = max(meant, films_in(rest, lookup, today), key=_worth)
    if meant.sure < CONFIDENT:
        meant = _one_of_several(question.titles, lookup, today) or meant
    return meant


def _said_beside(left: str, meant: FilmsMeant) -> FilmsMeant:
    """Those of the films whose name stands in what does not ask: "stay or go?" names no "Stay"."""
    key = key_of(left)
    films = tuple(film for film in meant.films if any(name in key for name in name_keys(film)))
    return replace(meant, films=films) if films[:1] == meant.films[:1] else FilmsMeant()


def _best(known: list[FilmsMeant], alone: Iterable[FilmsMeant]) -> FilmsMeant:
    """The surest; of titles that are spelt out, the first: part of a title may be another's."""
    for meant in alone:
        if meant.sure >= SPELT_OUT:
            return meant
        known.append(meant)
    return max(known, key=_worth)


def _titled(question: Question, lookup: Finder, today: date) -> Iterator[FilmsMeant]:
    """What each of a question's titles finds, the longest first.

    Behind a doubted film of exactly such a title, if it is no series' name, nothing shorter is
    looked for: who says "big time" may not mean that film, but not "Big".
    """
    for title in question.titles:
        matches = lookup.search(_with_film(title, question.sentence))
        meant = films_meant(matches, title, today)
        wider = not question.title and _is_wider(title, question)
        if wider and matches and matches[0].likeness < SAME_NAME:
            meant = replace(meant, sure=min(meant.sure, FRAME_ALONE))
        yield meant
        named = bool(meant.films) and key_of(title) in name_keys(meant.films[0])
        if named and lookup.other_work(title) is None:
            return


def _is_wider(title: str, question: Question) -> bool:
    """Whether a title has words at its ends that may as well belong to the question."""
    words = title.split()
    return words[0] in question.frame or words[-1] in question.frame


def _worth(meant: FilmsMeant) -> tuple[float, int]:
    """What is surer comes first; of what is as sure, what leaves more to choose from."""
    return meant.sure, len(meant.films)


def _with_film(title: str, sentence: str) -> str:
    """The title, said to be a film's if the word stands right before it: "la película de x"."""
    before = folded(sentence).partition(f" {title}")[0].split()[-2:]
    return title if FILM_WORDS.isdisjoint(before) else f"film {title}"


def _is_idle(title: str, meant: FilmsMeant, lookup: Finder) -> bool:
    """Whether a word of everyday chat, in small letters, stands where a well-known title would."""
    return title.islower() and lookup.is_everyday(title) and meant.films[0].rank > WELL_KNOWN


def _one_of_several(titles: Sequence[str], lookup: Finder, today: date) -> FilmsMeant | None:
    """The films of "iron man or thor", if at least two are named; more than a few are not read."""
    for title in titles[:MOST_PARTS]:
        parts = list(dict.fromkeys(_BETWEEN.split(title)))[:MOST_PARTS]
        alone = (films_meant(lookup.search(part), part, today) for part in parts)
        named = [found.films for found in alone if found.sure >= CONFIDENT]
        first = dict.fromkeys(films[0] for films in named)
        if len(first) > 1:
            rivals = dict.fromkeys(film for films in named for film in films)
            return FilmsMeant(tuple(first | rivals)[:MOST_OFFERED], CONFIDENT)
    return None


def films_in(text: str, lookup: Finder, today: date) -> FilmsMeant:
    """The films that a text may mean, whatever else it says."""
    return films_meant(lookup.find_in(text), text, today)


def answer_unasked(question: Question, meant: FilmsMeant, lookup: Finder, today: date) -> bool:
    """Whether a question is so clear that it may be answered although nobody asked the bot.

    The film must be all that remains of the sentence without the question's words: "or can I go
    home?" is not about the film Home. Where nothing remains, another sentence must spell it out.
    """
    film = meant.clear
    if film is None or not question.plain:
        return False
    if isinstance(question.link, FilmLink):
        return meant.sure >= UNASKED
    if film.rank > KNOWN and _is_old(film, today) and len(fold(film.title)) <= FEW_WORDS:
        return False
    if not SERIES_WORDS.isdisjoint(fold(question.text, MOST_READ)):
        return False
    if lookup.is_everyday(film.title) and not _is_marked(film.title, question.text):
        return False
    if not question.titles:
        return meant.sure >= SPELT_OUT
    return any(_finds(title, film, lookup) for title in question.titles)


def _is_old(film: Film, today: date) -> bool:
    return (film.release_date or date(film.year, 7, 1)) < today - RECENT


def _is_marked(title: str, text: str) -> bool:
    """Whether a text shows that an everyday word is a title: by capital, quotes, year or "film"."""
    return is_written(title, text) or _MARKS.search(text) is not None
