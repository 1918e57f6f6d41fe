"""Where English grammar wants a film's title: what stands there is one, whatever words it has."""

from __future__ import annotations

import re

from data.lookup.query.text import fold

ASKS = re.compile(r"(?:\S+ ){0,3}?(?:does|do|did|will|would)\b", re.IGNORECASE)
"""How a sentence begins that asks what a film has."""
GOES_ON = re.compile(r"(?:have|has|had|get|got|contain|include)\b")
"""What a sentence does not begin with: the sign before it ended a title, as in "Airplane!"."""
_LAUGHS = re.compile(r"\s(?:lol|lmao|haha\w*)\W*$", re.IGNORECASE)
"""What may follow a question whose title is known, and then makes no joke of it."""
_PLACE = re.compile(
    r"\b(?:does|did|will|would) (?P<title>(?:\S+ ){0,11}?\S+)\s+"
    r"(?:have|has|had|get|got|contain|include) "
    r"(?=an?\b|any|the\b|some|extra|post|mid|after|end|credit|stinger|bloopers|anything|more|\d|"
    r"one\b|two\b|no\b)",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"(?:scenes?|stingers?|credits?|anything|something) (?:in|of|for|after|from) "
    r"(?P<title>[A-Z]\w{1,5})\W*$"
)
_AROUND = re.compile(
    r"^(?:any ?(?:one|body)|some ?(?:one|body)|you(?: guys)?|u|y'?all)(?: \w+)? "
    r"(?:know|think|remember) (?:if|whether) (?:that )?|^(?:the |this )?(?:movie|film) (?=\S)|"
    r"(?: (?:even|actually|really|still|also|too|tonight|today|now))+$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:does|did|will|would) .*\b(?:have|has|get|got) .*\b(?:scenes?|credits?|stingers?)\b.*\b"
    r"(?:in|of|from) (?!(?:it|imax|3d|there|case|(?:the )?(?:end|credits|movies?|films?|"
    r"theat(?:er|re)s?|cinemas?)|total)\b)\w|\bcameos?\b",
    re.IGNORECASE,
)
_SUBJECTS = """
the this that these those new whole a it they he she we you i yall ya u there movie film one ones
first second third next last latest sequel prequel trilogy credit credits scene scenes even really
actually still also any anyone anybody anything everyone everything some someone somebody something
body thing guys
"""
_NO_TITLE = frozenset(_SUBJECTS.split())
_OTHER_THINGS = frozenset("flick trailer show game series episode season finale".split())


def title_in(sentence: str) -> tuple[str, str]:
    """The words between "does" and "have a", and the sentence with "it" in their place.

    No words if they are "it", "the movie" or "the show"; "IT" in capitals is a title. A short word
    in capitals at the end of "a scene in …" is one, too.
    """
    found = _PLACE.search(sentence) or _LAST.search(sentence)
    title = _AROUND.sub("", found["title"]) if found else ""
    words = fold(title)
    loud = title.isupper() and len(title) > 1 and not sentence.isupper()
    other = not words or words[-1] in _OTHER_THINGS or (_NO_TITLE.issuperset(words) and not loud)
    if found is None or other:
        return "", sentence
    masked = f"{sentence[: found.start('title')]}it{sentence[found.end('title') :]}"
    return title, _LAUGHS.sub("", masked)


def is_about_another(sentence: str) -> bool:
    """Whether a sentence asks if somebody is in the scene of a film: "does x have one in y?"."""
    return _ELSEWHERE.search(sentence) is not None
