"""Which words of a chat sentence may be a film's title, and which only ask about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from itertools import takewhile

from data.lookup.query.text import ARTICLES, fold
from data.lookup.query.typed import FILM_WORDS, SMALL_WORDS

MAX_SENTENCE = 300
"""Characters of a sentence that are read."""

NEW = frozenset(("new", "newest", "latest", "recent"))
_NEW_WORDS = """
nuevo nueva ultimo ultima lultimo lultima neu neue neuer neuen neues neueste neuester neuesten
nouveau nouvelle
nouvel dernier derniere nuovo nuova novo nova nieuwe nieuwste nowy nowa nowe nowym nowej yeni naya
nayi новый новая новое нового новом новой
"""
NEW_ELSEWHERE = frozenset(fold(_NEW_WORDS, len(_NEW_WORDS)))
"""The same in other languages; they stand before a name."""

_LATEST_WORDS = """
newest latest last ultimo ultima lultimo lultima neueste neuester neuesten dernier derniere nieuwste
"""
LATEST = frozenset(_LATEST_WORDS.split())
"""Words for a film that is out already; "the new" one may be about to come."""
_MANY_WORDS = """
movies films filme filmen filmes peliculas pelis which every each any all many jeder alle welcher
chaque cada toda todas todos toute tous ogni next upcoming nachste nachster nachsten prochain
prochaine proximo proxima prossimo prossima
"""
MANY = frozenset(_MANY_WORDS.split())
"""Words beside a maker's name that speak of its films in general, or of one that is not out."""
_BESIDE_MAKER = (
    NEW | NEW_ELSEWHERE | LATEST | MANY | FILM_WORDS | SMALL_WORDS | {"one", "from", "by", "della"}
)


class Newness(Enum):
    """Which of a maker's films the words around its name ask for.

    ``UNSAID`` where they do not say, ``ANY`` where they speak of its films in general or of one
    that is not out.
    """

    ANY = auto()
    UNSAID = auto()
    NEW = auto()
    LATEST = auto()


_QUESTION_WORDS = """
a about after afterwards all already also am an and another any anybody anyone anything are around
as ask at away be because been before being best better bit bot bother but by can case cause check
cinema cinemas clip could credit credited credits cred did do does doing dont during dvd each
either else end ended ending ends even ever every everyone extra feature features film films final
finally finish finished finishes first flick footage for from get gets getting give go goes going
gonna good got gotta guys had happen happens has have havent having heard hello help hey hi hidden
how i if ill im in into is isnt it its ive just kind know last leave leaving left legit let like
lol long look looking lot made make many may maybe me mean mid middle might minutes miss more most
movie movies much must my need needs night no not now of off ok okay on once one only or other our
out over part people picture please pls plot plus point post postcredit postcredits probably put
question quick quickly really remember right roll rolling s same saw say says scene scenes
screening sec see seeing seen prequel sequel sequence should show showing sit sitting so some
somebody someone something soon sorry spoil spoiler spoilers start stay stayed staying stick still
stinger stingers stop sure tag tease teaser tell than that thats the their theater theaters
theatre theatres them then there theres these they thing things think this those though through
til till time to today tomorrow tonight too total tv two u um until up us version very wait
waiting wanna want was watch watched watching we well were what whats when where which while who
why will with without wondering worth would ya yeah yes yesterday yet yo you your youve
"""
FRAME = NEW | frozenset(_QUESTION_WORDS.split())
"""Words of which questions about films are made. They may stand in titles too."""

_THE_FILM = FILM_WORDS | {"one"}

_OPENING_WORDS = (
    "about after and did do does film finished for has in is movie of on saw see seen the "
    "watch watched watching"
)
OPENERS = frozenset(_OPENING_WORDS.split())
"""Words right before a title that is itself made of question words."""

_CINEMA_WORDS = (
    "after cinema credit credits end ending ends film films leave movie movies post postcredit "
    "postcredits saw scene scenes seen sit sitting spoilers stay stayed staying stinger stingers "
    "theater theaters theatre wait waiting watch watched watching"
)
CINEMA = frozenset(_CINEMA_WORDS.split())
"""Words that show that a sentence is about a film at all."""

_CAPITALS = re.compile(r"\w*[A-Z]\w*[A-Z]\w*")

_NOISE = re.compile(r"<[@#:a][^>\s]*>|(?<!\w)@\w+|https?://\S+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence; ``words[start:end]`` is what is left between the question words.

    ``start`` equals ``end`` if only question words are there.
    """

    words: list[str]
    start: int
    end: int
    capitals: frozenset[str]
    """Words with two capital letters or more, of a sentence that is not all capitals."""

    @property
    def core(self) -> list[str]:
        """The words between the question words."""
        return self.words[self.start : self.end]

    @property
    def is_small_talk(self) -> bool:
        """Whether something is said around the rest, and none of it is about films."""
        around = self.words[: self.start] + self.words[self.end :]
        return bool(around) and CINEMA.isdisjoint(around)


def read(sentence: str) -> Sentence:
    """Peel the question words off both ends of a sentence."""
    text = _NOISE.sub(" ", sentence[:MAX_SENTENCE])
    words = fold(text, MAX_SENTENCE)
    start, end = 0, len(words)
    while start < end and words[start] in FRAME:
        start += 1
    while end > start and words[end - 1] in FRAME:
        end -= 1
    loud = () if text.isupper() and len(words) > 1 else _CAPITALS.findall(text)
    return Sentence(words, start, end, frozenset(word.lower() for word in loud))


def asks_newest(before: list[str], after: list[str]) -> bool:
    """Whether the words around a title ask for the newest of its series."""
    return any(word in NEW for word in (*before[-2:], *after[:1]))


def newest_named(words: list[str]) -> list[str]:
    """The name in "the new x movie" and "x latest"; no words if it asks for no newest film."""
    first, last = 0, len(words)
    while first < last and (words[first] in NEW or words[first] in ARTICLES):
        first += 1
    if not first or NEW.isdisjoint(words[:first]):
        first = _after_new(words) or first
    while last > first and (words[last - 1] in NEW or words[last - 1] in _THE_FILM):
        last -= 1
    around = (*words[:first], *words[last:])
    asks = not NEW.isdisjoint(around) or not NEW_ELSEWHERE.isdisjoint(words[:first])
    return words[first:last] if asks and not FRAME.issuperset(words[first:last]) else []


def around_maker(words: list[str]) -> tuple[int, int]:
    """Start and end of what is left without the words, at both ends, that may stand beside a
    maker's name or ask about its films.
    """
    first, last = 0, len(words)
    while first < last and (words[first] in _BESIDE_MAKER or words[first] in FRAME):
        first += 1
    while last > first and (words[last - 1] in _BESIDE_MAKER or words[last - 1] in FRAME):
        last -= 1
    return first, last


def newness(before: list[str], after: list[str]) -> Newness:
    """Which film the words around a maker's name ask for: "the last x", but not "x last night"."""
    near = set(takewhile(_BESIDE_MAKER.__contains__, reversed(before)))
    near |= set(takewhile((_BESIDE_MAKER - {"last"}).__contains__, after))
    if not near.isdisjoint(LATEST):
        return Newness.LATEST
    if not near.isdisjoint(NEW | NEW_ELSEWHERE):
        return Newness.NEW
    return Newness.UNSAID if near.isdisjoint(MANY) else Newness.ANY


def _after_new(words: list[str]) -> int:
    """How many words "la nueva de", "der neue" and "o novo filme do" are; 0 without any "new"."""
    first = 0
    while first < len(words) - 1 and words[first] in SMALL_WORDS:
        first += 1
    if NEW_ELSEWHERE.isdisjoint(words[first : first + 1]):
        return 0
    while first < len(words) - 1 and words[first] in NEW_ELSEWHERE | SMALL_WORDS | FILM_WORDS:
        first += 1
    return first
