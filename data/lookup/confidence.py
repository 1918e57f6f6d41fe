"""How sure a ranking is: the probability that a hit is the film meant.

A logistic model, fitted to queries of three kinds: for a film of the catalogue (misspelt,
shortened, reordered, in a sentence), the same with that film taken out, and for no film at all
(numbered sequels that do not exist, letters at random, small talk). Fitted to one half at a time,
what it called 0.5 to 0.6 was right in 0.55 to 0.70 of the other half's cases. The weights below
come from both halves together, rounded, and have not been checked on queries of their own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from data.lookup.evidence import DOUBTFUL, NO_EVIDENCE, SERIES_WORDS, WELL_KNOWN, Evidence
from data.lookup.index.keys import Keys, word_weight
from data.lookup.index.score import unmatched_share
from data.lookup.query.sentence import FRAME
from data.lookup.query.text import ARTICLES, NUMBERS, consonants, numbers_of
from data.lookup.search import GUESS, Hit

WIDEST_GAP = 0.3
"""A lead larger than this makes no difference."""

LIKELY, AMBIGUOUS = 0.15, 0.45
"""Of several films that share the nickname which was typed, each is as sure as this, at least and
at most."""
SAME_NAME_GAP, SUBTITLE_GAP = 0.15, 0.025
"""How far the others of that nickname or subtitle may fall behind: a typed year lies outside, and
among subtitles whatever is less than a third as well known."""

OTHER_YEAR = 0.4
"""At most as sure as this is a film more than a year off the typed year, and one whose title is
only like the typed one: who types a year mostly knows the title."""
SAME_TITLE = 0.86
"""From this fit on, a title is the typed one but for a slip."""

UNLIKE, HARDLY_LIKE = 0.76, 0.6
"""Below the first, a title none of whose words was typed as it is spelt is only guessed; below the
second, any."""
ONE_SLIP = 0.86
"""Below this, a nickname is another word."""
MOSTLY = 0.6
"""An alias of which a smaller share was typed is another title that begins like it."""
MERE_WORDS = 2
"""So few words of questions are hardly a title ("this movie", "what"), nor are the first words of
one ("i don't know")."""
UNKNOWN = 15_000
"""A film of a lower rank is known to few."""
FAR_BETTER_KNOWN = 20
"""A film is far better known than another if the other's rank is so many times its own."""
BETTER_KNOWN = 4
"""The same, where both begin with what was typed."""
EXACT = 0.91
"""From this fit on, a name of the film, or a part of its title, is what was typed."""

HOPELESS = -7.0
"""Evidence for a probability of one in a thousand."""

BIAS = -16.5
FIT, GAP, PRIOR, UNMATCHED, OTHER_NUMBERS, LEADS = 13.2, 8.4, 5.3, -3.0, -5.6, 4.2
"""Weights of the likeness, the lead over the best other film, how well known the film is, the
share of well-spelt words that are not in its title, other numbers in it, and being the first."""


def certainties(hits: Sequence[Hit], keys: Keys, evidence: Evidence = NO_EVIDENCE) -> list[float]:
    """The probability, 0 to 1, of each of the ranked hits."""
    sure = [
        0.0
        if _is_hopeless(hits, place, keys)
        else min(
            _dated(certainty(hits, place, keys), hit),
            _limit(hit, keys, evidence),
            _fit(hit, keys),
            hit.most,
        )
        for place, hit in enumerate(hits)
    ]
    sharing = _sharing_a_nickname(hits, keys) or _beginning_alike(hits, keys)
    if len(sharing) > 1:
        for place in sharing:
            sure[place] = min(max(sure[place], LIKELY), AMBIGUOUS)
    return sure


def _limit(hit: Hit, keys: Keys, evidence: Evidence) -> float:
    """What speaks against the film; a year that was typed, and is its own, speaks for it."""
    if hit.years_apart is not None and hit.years_apart <= 1:
        return 1.0
    said = hit.query.said
    theirs = keys.spaced[hit.row].split()
    if any(word in SERIES_WORDS and word not in theirs for word in said.words):
        return DOUBTFUL
    few = len(said.words) <= MERE_WORDS or said.words == tuple(theirs[: len(said.words)])
    if few and FRAME.issuperset(said.words) and not _is_known_title(hit, keys):
        return DOUBTFUL
    if _is_another_part(hit, keys) or _is_part_of_unknown(hit, keys):
        return DOUBTFUL
    article = int(keys.article[hit.row])
    named = hit.fit >= EXACT and article in (0, ARTICLES["the"], said.article)
    return evidence.limit(
        (said.key, said.plain_key),
        hit.film + 1,
        named=named,
        spelt=named and keys.text[hit.row] in hit.query.forms,
        whole=keys.is_whole_name(hit.row),
        film_said=hit.is_film,
    )


def _is_known_title(hit: Hit, keys: Keys) -> bool:
    """Whether a title that is made of words of questions is a well-known film's, word by word."""
    title = keys.text[hit.row] in hit.query.forms and keys.is_whole_name(hit.row)
    return title and hit.film < WELL_KNOWN


def _is_another_part(hit: Hit, keys: Keys) -> bool:
    """Whether "x 2" led to a little known film, and a film called x is far better known.

    Either the film is no part of the other's series, but only called so ("Titanic II"), or it is
    another name a letter away.
    """
    said = hit.query.said.words
    if hit.film < WELL_KNOWN or len(said) < 2 or said[-1] not in NUMBERS:
        return False
    rows = keys.equal_to("".join(said[:-1]))
    best = min((int(keys.film[row]) for row in rows if keys.is_title(row)), default=hit.film)
    return (best + 1) * FAR_BETTER_KNOWN < hit.film


def _is_part_of_unknown(hit: Hit, keys: Keys) -> bool:
    """Whether the words before a colon led to a film that hardly anybody knows.

    They are mostly the name of a person or a series, of which there is more than this.
    """
    part = not keys.is_whole_name(hit.row) and not keys.is_subtitle(hit.row)
    return part and not keys.numbers[hit.row] and hit.film > UNKNOWN


def _fit(hit: Hit, keys: Keys) -> float:
    """How sure a film can be at most by how little its name is like what was typed."""
    said, theirs = hit.query.said.words, keys.spaced[hit.row].split()
    if _is_alias_of_another_part(hit, keys):
        return GUESS
    if hit.fit >= SAME_TITLE:
        return 1.0
    if keys.is_nickname(hit.row) and hit.fit < ONE_SLIP:
        return GUESS
    foreign = not hit.query.forms[0].isascii()
    unlike = hit.fit < UNLIKE and (foreign or set(said).isdisjoint(theirs))
    if unlike and not _is_short_for(hit, theirs):
        return GUESS
    if hit.fit < HARDLY_LIKE:
        return GUESS
    if keys.is_alias(hit.row):
        typed = sum(word_weight(word) for word in theirs if word in said)
        if typed < MOSTLY * sum(map(word_weight, theirs)) and len(theirs) > len(said):
            return GUESS
    return 1.0


def _beginning_alike(hits: Sequence[Hit], keys: Keys) -> list[int]:
    """The places of the first hit and of far better known films that begin with what was typed.

    "Super Mario" is the beginning of a film of 1993, or another name of it, and the beginning of a
    better known one of 2023.
    """
    form = hits[0].query.forms[0] if hits else ""
    another = bool(hits) and keys.is_alias(hits[0].row)
    another = another and not any(keys.is_title(row) for row in keys.equal_to(form))
    if not form or (hits[0].fit >= EXACT and not another):
        return []
    begin = [place for place, hit in enumerate(hits) if keys.text[hit.row].startswith(form)]
    better = [place for place in begin if hits[place].film * BETTER_KNOWN < hits[0].film]
    if hits[0].fit >= EXACT:
        better = [place for place in better if keys.is_title(hits[place].row)]
    return [0, *better] if better and begin[0] == 0 else []


def _is_alias_of_another_part(hit: Hit, keys: Keys) -> bool:
    """Whether an alias goes on where what was typed ends, or has a number that was not typed.

    Of two parts of a series, the index may know only the later one in that language.
    """
    if not keys.is_alias(hit.row) or hit.fit >= EXACT:
        return False
    said, theirs = hit.query.said.words, keys.spaced[hit.row].split()
    if tuple(theirs[: len(said)]) == said and len(theirs) > len(said):
        return True
    return bool(keys.numbers[hit.row]) and not numbers_of(said)


def _is_short_for(hit: Hit, theirs: Sequence[str]) -> bool:
    """Whether what was typed are the initials of the words, or all their consonants."""
    if hit.query.forms[0].startswith("".join(word[0] for word in theirs)):
        return True
    return consonants(hit.query.forms[0]) == consonants("".join(theirs))


def _dated(sure: float, hit: Hit) -> float:
    if hit.years_apart is None or (hit.years_apart <= 1 and hit.fit >= SAME_TITLE):
        return sure
    return min(sure, OTHER_YEAR)


def certainty(hits: Sequence[Hit], place: int, keys: Keys) -> float:
    """The probability, 0 to 1, of the hit at this place of the ranking."""
    hit = hits[place]
    evidence = _bound(hits, place, keys)
    evidence += UNMATCHED * unmatched_share(hit.query, hit.row, keys)
    if _has_other_numbers(hit, keys):
        evidence += OTHER_NUMBERS
    return 1.0 / (1.0 + math.exp(min(30.0, -evidence)))


def _has_other_numbers(hit: Hit, keys: Keys) -> bool:
    """Whether the query has numbers, and the title others; the first of a series may have none."""
    ours, theirs = numbers_of(hit.query.said.words), int(keys.numbers[hit.row])
    if keys.text[hit.row] in hit.query.forms:
        return False
    if not ours or keys.number_id.get(ours) == theirs:
        return False
    last = keys.spaced[hit.row].split()[-1]
    if len(ours) == 1 and (last == ours[0] or last[-2:] == ours[0]):
        return False  # "fnaf 2": the title's other number is a word of it; "ww84": a year
    return not (ours == ("one",) and theirs == 0)


def _is_hopeless(hits: Sequence[Hit], place: int, keys: Keys) -> bool:
    """Whether nothing that is left to look at could make the hit at this place worth a question."""
    return _bound(hits, place, keys) < HOPELESS


def _bound(hits: Sequence[Hit], place: int, keys: Keys) -> float:
    """The evidence for a hit before its words and numbers are compared, which can only lower it."""
    hit = hits[place]
    rival = hits[1 if place == 0 else 0].total if len(hits) > 1 else 0.0
    return (
        BIAS
        + FIT * hit.fit
        + GAP * min(max(hit.total - rival, -WIDEST_GAP), WIDEST_GAP)
        + PRIOR * float(keys.prior[hit.film])
        + LEADS * (place == 0)
    )


def _sharing_a_nickname(hits: Sequence[Hit], keys: Keys) -> list[int]:
    """The places of the hits that are called like the first, if that is by nickname or subtitle.

    Two films of one title are told apart by how well known they are; "DH" is as good a name for
    either part of a film, and so is "Breaking Dawn".
    """
    best = hits[0] if hits else None
    if best is None or not (keys.is_nickname(best.row) or keys.is_subtitle(best.row)):
        return []
    gap = SUBTITLE_GAP if keys.is_subtitle(best.row) else SAME_NAME_GAP
    return [
        place
        for place, hit in enumerate(hits)
        if keys.text[hit.row] == keys.text[best.row]
        and keys.is_subtitle(hit.row) == keys.is_subtitle(best.row)
        and (keys.is_subtitle(hit.row) or keys.is_whole_name(hit.row))
        and best.total - hit.total < gap
    ]
