"""Does a message ask for a credits scene, and in which words is the film named?

Pure: from text to a :class:`Question` or ``None``. Two modes need different care: somebody who
addresses the bot wants an answer, so a bare "night harbour credits scene" is a question; where the
bot only listens, it speaks up for nothing but a plain question that nobody could have meant
otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from cogs.answers.rules.languages import LANGUAGES, Language
from cogs.answers.rules.languages.language import folded
from cogs.answers.rules.title_place import ASKS, GOES_ON, is_about_another, title_in
from data.lookup.query.links import Link, read_links, without_links

MOST_READ = 500
"""Characters of a message that are read; a question stands in fewer."""

MOST_SENTENCES = 25
"""Sentences of a message that are read; nobody asks behind more of them."""

LONGEST_CAPTION = 12
"""Words up to which a naming without any verb ("night harbour credits scene") is a question."""

MOST_CLAUSES, MOST_TITLES = 6, 12
"""Parts of a sentence that are read apart, and what may be a title in them: each is looked up."""

HEARD = 300
"""Characters by which a message's language is told."""

MOST_BESIDE = 6
"""What may be a title in the other sentences of a message."""

MOST_SIGNS = 3
"""Signs within a title that end no sentence: "Are You There, God? It's Me, Margaret." has two."""

_HIDDEN = re.compile(r"\|\|.*?\|\||```.*?```|^>[^\n]*", re.DOTALL | re.M)
_TAGS = re.compile(r"<[@#:a][^>\s]*>|@(?:everyone|here)\b|https?://\S+")
_SENTENCE_END = re.compile(r"(?<=[?!\n])(?![?!])\s*|(?<=[a-z]{3}\.)\s+")
_WIDER = ((0, 0), (1, 0), (0, 1), (1, 1), (0, 2), (2, 0))
"""Words of the frame, before and after the rest, that may belong to a title."""
_CLAUSE_END = re.compile(r",|:\s|\s[-–—]\s")
_SENTENCE_SIGN = re.compile(r"[?!]")
_SIGNS = frozenset("?!.")

_USED_IN: defaultdict[str, list[int]] = defaultdict(list)
"""The places among :data:`LANGUAGES` of those that have a word: most have "credit", one "hat"."""
for _place, _language in enumerate(LANGUAGES):
    for _word in _language.frame:
        _USED_IN[_word].append(_place)


@dataclass(frozen=True, slots=True)
class Question:
    """A question for a film's credits scenes.

    ``sentence`` is the part that asks, ``titles`` is what remains of it without the question,
    longest first, and ``text`` the whole message: the film is named in one of them. ``plain``
    tells whether it may be answered although nobody asked the bot. ``link`` is the one that the
    message holds, to a film's page if there is such a one. ``title`` is what stands where English
    grammar wants the film, as in "does … have a scene", whatever words that are; ``beside`` is what
    the other sentences may name, and ``left`` is what of the sentence does not ask. ``frame`` are
    the words of which questions are made in its language. ``vague`` is one that speaks of neither
    scenes nor staying: only with a film, and of this bot, it can be for that.
    """

    sentence: str
    titles: tuple[str, ...]
    text: str
    plain: bool
    link: Link | None = None
    title: str = ""
    beside: tuple[str, ...] = ()
    left: str = ""
    frame: frozenset[str] = frozenset()
    vague: bool = False


def read_question(text: str) -> Question | None:
    """The question that a message asks, ``None`` for everything else.

    Statements and talk about scenes that the speaker knows are no questions, whatever sign they
    end in. The text may be hostile; what is behind spoilers, quoted or in code is not read.
    """
    text = _HIDDEN.sub(" ", text[:MOST_READ])
    link = next(read_links(text), None)
    text = _TAGS.sub(" ", without_links(text))
    parts = (part for part in _sentences(text) if any(map(str.isalnum, part)))
    said = [_Sentence.read(part) for part in islice(parts, MOST_SENTENCES)]
    for asks in (_asks_plainly, _asks_vaguely):
        for sentence in said:
            plain = asks(sentence)
            if plain is not None:
                question = _question(sentence, said, text, link, plain=plain)
                return replace(question, vague=asks is _asks_vaguely)
    return None


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, the title that stands where grammar wants one, and the words without it."""

    text: str
    title: str
    words: str
    language: Language

    @classmethod
    def read(cls, text: str) -> _Sentence:
        title, masked = title_in(text)
        words = folded(masked)
        return cls(text, title, words, _language_of(words))

    @property
    def marked(self) -> bool:
        return "?" in self.words


def _question(
    asked: _Sentence, said: Sequence[_Sentence], text: str, link: Link | None, *, plain: bool
) -> Question:
    sentence, language = asked.text, asked.language
    plain = plain and language.listens and not is_about_another(sentence)
    titles = (asked.title,) if asked.title else tuple(_around(sentence, language))
    others = (other.text for other in said if other.text != sentence)
    beside = (name for other in others for name in _around(other, language))
    names = tuple(islice(beside, MOST_BESIDE))
    left = " ".join(_unasked(folded(sentence), language))
    return Question(sentence, titles, text, plain, link, asked.title, names, left, language.frame)


def _sentences(text: str) -> list[str]:
    """Sentence by sentence; a question mark ends one, signs inside a title do not."""
    starts = [0, *(end.end() for end in _SENTENCE_END.finditer(text))]
    sentences: list[tuple[int, int]] = []
    for start, end in pairwise((*starts, len(text))):
        first = start
        if GOES_ON.match(text, start):
            before = (begun for begun, _ in sentences[: -MOST_SIGNS - 1 : -1])
            first = next((begun for begun in before if ASKS.match(text, begun)), start)
        sentences = [*(span for span in sentences if span[0] < first), (first, end)]
    return [text[start:end].strip() for start, end in sentences if text[start:end].strip()]


def _language_of(words: str) -> Language:
    """The language that most words of the sentence are used in; English if in doubt."""
    told = _told([word for word in words.split() if len(word) > 1])

    def fits(place: int) -> float:
        one = LANGUAGES[place]
        names = any(p.search(words) for p in (one.scene, one.stay, one.hints))
        return told[place] + 2 * bool(names)

    return LANGUAGES[max(range(len(LANGUAGES)), key=fits)]


def language_heard(text: str) -> str:
    """The code of the language in which a message is written, as far as its first words tell."""
    told = _told(folded(text[:HEARD]).split())
    return LANGUAGES[told.index(max(told))].code


def _told(said: list[str]) -> list[float]:
    """How much the words speak for each language; the fewer have a word, the more it tells."""
    told = [0.0] * len(LANGUAGES)
    for word in said:
        places = _USED_IN.get(word, ())
        for place in places:
            told[place] += 1 + 1 / len(places)
    return told


def _asks_plainly(sentence: _Sentence) -> bool | None:
    """Whether a sentence asks so that nobody could mean otherwise; ``None`` if it does not ask."""
    words, language, marked = sentence.words, sentence.language, sentence.marked
    scene = language.scene.search(words)
    if language.talk.search(words):
        return None
    if scene is None and language.stay.search(words) is None:
        hinted = language.hints.search(words) and (marked or language.opens.search(words))
        return False if hinted else None
    if language.within.search(words):
        return False
    placed = bool(sentence.title)
    if language.asks.search(words) and (placed or marked or language.opens.search(words)):
        return True
    caption = len(words.split()) - marked <= LONGEST_CAPTION and not language.states.search(words)
    if scene is not None and caption:
        return marked
    asked = marked or (language.asks.search(words) and not language.states.search(words))
    return False if asked else None


def _asks_vaguely(sentence: _Sentence) -> bool | None:
    """``False`` for a sentence that asks for something, whatever it is."""
    words, language = sentence.words, sentence.language
    if language.talk.search(words) or language.within.search(words):
        return None
    asks = language.asks.search(words) and (sentence.marked or language.opens.search(words))
    return False if asks else None


def _around(sentence: str, language: Language) -> Iterator[str]:
    """What is left of a sentence without its question, longest first: a title, if there is one.

    What stands before or after a comma or colon may be it, and what stands within "wait till x's
    credits".
    """
    clauses = [folded(clause) for clause in (sentence, *_CLAUSE_END.split(sentence, MOST_CLAUSES))]
    stays = [found[0] for clause in clauses for found in language.stay.finditer(clause)]
    parts = [piece for clause in clauses for piece in _unasked(clause, language)]
    trimmed = {
        title for part in (*parts, *stays) for title in _trimmed(part.split(), language.frame)
    }
    for ending in language.endings:
        trimmed |= {title.removesuffix(ending) for title in trimmed} - {""}
    trimmed -= {clauses[0], *_SIGNS}
    # Of equal ones by the alphabet, so that every process reads a question alike.
    yield from sorted(trimmed, key=lambda title: (-len(title), title))[:MOST_TITLES]


def _unasked(words: str, language: Language) -> list[str]:
    """The pieces of a sentence that do not ask."""
    pieces = [words]
    for pattern in (language.scene, language.stay, language.asks, _SENTENCE_SIGN):
        pieces = [part for piece in pieces for part in pattern.split(piece)]
    return pieces


def _trimmed(words: list[str], frame: frozenset[str]) -> Iterator[str]:
    """The words without the frame at both ends, also with some of the words before or after."""
    start, end = 0, len(words)
    while end > start and (words[end - 1] in frame or words[end - 1] in _SIGNS):
        end -= 1
    while start < end and words[start] in frame:
        start += 1
    if start < end:
        for left, right in _WIDER:
            if left <= start and end + right <= len(words):
                yield " ".join(words[start - left : end + right])
