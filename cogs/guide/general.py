"""General questions of newcomers, and the page that answers each.

A question must consist of nothing but such wording: one that also names a film is about that film
and none of the guide's business.
"""

from __future__ import annotations

import re

from data.lookup.query.text import fold

MOST_READ = 150
"""Characters of a message that are read; a general question is short."""

_SCENES = (
    r"(?:a |an |the |these |those )?(?:(?:(?:post|mid|after|end)(?: or | and | )?)+ ?credits?"
    r"(?: scenes?)?|credits? scenes?|stingers?)"
)
_FILMS = (
    r"(?:(?:a |the |most |all |so many |many |some |marvel )*(?:films?|movies?|cinema|studios?))"
)

_QUESTIONS = (
    (
        "faq",
        rf"(?:do|does|can|could|will|would) {_SCENES}(?: ever| really| actually)? "
        r"(?:change|alter|affect|spoil|matter|ruin)(?: (?:for|to))?"
        r"(?: anything| (?:the|its|an) (?:ending|end|story|plot|film|movie))?"
        r"(?: of (?:a|the) (?:film|movie))?",
        r"(?:do|will) i miss (?:anything|something|the plot|the story)(?: if i (?:leave|skip) .*)?",
        r"(?:what does|why does it say|whats|what is) (?:not known yet|sources disagree)(?: mean)?",
    ),
    (
        "positions",
        r"(?:whats |what is |what s )?(?:the )?(?:difference between )?(?:a )?mid(?: credits?)?"
        r"(?: scenes?)? (?:vs|versus|or|and) (?:a )?post(?: credits?)?(?: scenes?)?"
        r"(?: whats the difference| what is the difference)?",
        rf"(?:what(?: is| are|s)|whats|what does|define|explain) {_SCENES}(?: mean)?",
        r"what(?: is| are|s)? (?:an? )?extras?(?: in the credits)?",
    ),
    (
        "why",
        rf"why (?:do|are there|does|did|is there|have) "
        rf"(?:{_FILMS} (?:have|do|make|put|add) )?{_SCENES}"
        r"(?: exist| there| in (?:films|movies))?",
        rf"(?:what is|whats|what s) the (?:point|purpose) of {_SCENES}",
    ),
    (
        "confirming",
        r"how (?:do|can|could|should|would) (?:i|we|you|one) (?:verify|confirm|prove|check|test) "
        r"(?:a |my |the |these |our )?(?:theory|theories)",
        r"how (?:is|are|does) (?:a |the )?(?:theory|theories) "
        r"(?:get )?(?:verified|confirmed|proved)",
    ),
    (
        "weighing",
        r"how (?:is|are) (?:a |the |these )?(?:theory|theories|credibility) "
        r"(?:weighed|rated|scored|judged|ranked|calculated|worked out)",
        r"how does (?:the )?(?:credibility|score|scoring|rating|weighing)"
        r"(?: score| of theories)? work",
    ),
    (
        "reading",
        rf"how (?:do|can|should|to)(?: i| we| you)? (?:read|analyse|analyze|understand|interpret) "
        rf"{_SCENES}",
    ),
    ("clues", r"what (?:kinds?|types?|sorts?) of clues?(?: are there| do i look for)?"),
    (
        "eggs",
        r"(?:how (?:do|can|to)(?: i| we| you)? (?:find|spot|look for)|what are) "
        r"(?:an |the |some )?(?:easter eggs?)",
    ),
    (
        "production",
        rf"(?:who (?:makes|shoots|directs|films|writes)|when (?:are|do they (?:shoot|film|make))) "
        rf"{_SCENES}(?: made| shot| filmed)?",
    ),
    (
        "patterns",
        rf"(?:do|does|have) (?:all |every |each |most )?{_FILMS} (?:have|got) {_SCENES}",
    ),
    (
        "tips",
        r"should (?:i|we|you|one) always (?:stay|wait)(?: .*)?(?:credits|end)",
        r"how (?:do|can) (?:i|we) avoid spoilers",
    ),
)

_BEFORE = (
    r"(?:(?:so|hey|hi|hello|ok|okay|and|but|wait|please|quick question|question|just|stinger|um|"
    r"sorry|well) )*"
)
_AFTER = r"(?: (?:please|pls|thanks|though|btw|anyway|then|again|exactly|really))*"

_PATTERNS = tuple(
    (topic, re.compile(f"{_BEFORE}(?:{'|'.join(wordings)}){_AFTER}"))
    for topic, *wordings in _QUESTIONS
)


def topic_asked(text: str) -> str | None:
    """The key of the page that answers a general question; ``None`` if the text is none."""
    if len(text) > MOST_READ:
        return None
    words = " ".join(fold(text, MOST_READ))
    return next((topic for topic, wording in _PATTERNS if wording.fullmatch(words)), None)
