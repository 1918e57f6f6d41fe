"""What a row of the public lists says about a film's credits, and what it does not say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from data.films.raw import RawClaim

AFTERCREDITS = "aftercredits.com"
TMDB = "TMDB"

SOME = "+"
"""In the claims file: a scene, its number not stated."""

SCENE_TAGS = frozenset({"Bonus Scene", "Sequel Setup"})
EXTRA_TAGS = {
    "Audio": "audio",
    "Blooper": "blooper",
    "Outtake": "blooper",
    "Dedications/In Memoriam": "dedication",
    "Still Images": "still",
    "Musical": "music",
    "Art": "art",
}
MID_TAGS = frozenset({"During Credits", "Both During & After Credits"})
POST_TAGS = frozenset({"After Credits", "Both During & After Credits"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of the claims file, without its film.

    ``mid``, ``post`` and ``total`` hold ``""`` for "says nothing", ``"0"`` for a denial, a number,
    or :data:`SOME`.
    """

    source: str
    url: str = ""
    as_of: str = ""
    mid: str = ""
    post: str = ""
    total: str = ""
    extras: tuple[str, ...] = ()
    kind_unstated: bool = False
    note: str = ""

    @property
    def says_nothing(self) -> bool:
        """Whether nothing about the credits is left of it."""
        return not (self.mid or self.post or self.total or self.extras or self.kind_unstated)


PAGE_NOTES: dict[str, Callable[[Statement], Statement]] = {
    "source says it has one": lambda page: replace(page, total=SOME),
    "at least one": lambda page: replace(page, total=SOME),
    "source: gag scene in or after the credits": lambda page: replace(page, total=SOME),
    "count not stated beyond one": lambda page: replace(page, post=SOME),
    "a scene after the credits": lambda page: replace(page, post=SOME),
    "scenes during and after the credits": lambda page: replace(page, mid=SOME, post=SOME),
    "audio sound after the credits": lambda page: replace(page, extras=("audio",)),
    "animation during the credits": lambda page: replace(page, extras=("art",)),
    "bloopers during the credits": lambda page: replace(page, extras=("blooper",)),
    "the first is a written tribute": lambda page: replace(page, mid="", extras=("dedication",)),
    "footage during the end credits and after the credits": lambda page: replace(
        page, kind_unstated=True
    ),
    "footage during and after the credits": lambda page: replace(page, kind_unstated=True),
    "clip from another film": lambda page: replace(page, kind_unstated=True),
}
"""What a web page's note adds to its numbers, or takes back; read note by note by hand.

"Footage" and a clip from another film may or may not be a scene, so their kind is left open. Of
two "scenes" whose first is a written tribute, one is a dedication.
"""


def read_claim(raw: RawClaim) -> Statement:
    """The meaning of one row.

    Raises:
        ValueError: if the source is not one that rules exist for.
    """
    if raw.source not in RULES:
        raise ValueError(f"no rules for the source {raw.source!r}")
    return RULES[raw.source](raw)


def site(url: str) -> str:
    """The name by which pages of one publisher count as one source: the domain, bare."""
    domain = (urlsplit(url).hostname or "").rstrip(".")
    return domain.removeprefix("www.").removeprefix("amp.")


def _from_tags(raw: RawClaim) -> Statement:
    """Tags decide; one position alone tagged denies the other, whatever the tagged thing is."""
    tags = set(raw.note.split(";")) - {""}
    scene = bool(tags & SCENE_TAGS)
    extras = tuple(dict.fromkeys(EXTRA_TAGS[tag] for tag in EXTRA_TAGS if tag in tags))
    in_mid, in_post = bool(tags & MID_TAGS), bool(tags & POST_TAGS)
    return Statement(
        source=AFTERCREDITS,
        url=raw.url,
        as_of=raw.as_of,
        mid=_tagged(scene, here=in_mid, elsewhere=in_post),
        post=_tagged(scene, here=in_post, elsewhere=in_mid),
        total=SOME if scene and not in_mid and not in_post else "",
        extras=extras,
        kind_unstated=not scene and not extras,
        note=raw.note,
    )


def _tagged(scene: bool, *, here: bool, elsewhere: bool) -> str:
    if here:
        return SOME if scene else ""
    return "0" if elsewhere else ""


def _from_keywords(raw: RawClaim) -> Statement:
    return Statement(
        source=TMDB,
        url=raw.url,
        as_of=raw.as_of,
        mid=SOME if raw.has_mid else "",
        post=SOME if raw.has_post else "",
    )


def _from_numbers(raw: RawClaim) -> Statement:
    """Numbers as stated; a sum that only repeats both positions is left out."""
    repeats = raw.mid and raw.post and raw.total == str(int(raw.mid) + int(raw.post))
    return Statement(
        source=raw.source,
        url=raw.url,
        as_of=raw.as_of,
        mid=raw.mid,
        post=raw.post,
        total="" if repeats else raw.total,
        note=raw.note,
    )


def _from_page(raw: RawClaim) -> Statement:
    page = replace(_from_numbers(raw), source=site(raw.url))
    return PAGE_NOTES[raw.note](page) if raw.note in PAGE_NOTES else page


RULES = {
    AFTERCREDITS: _from_tags,
    "TMDB keywords": _from_keywords,
    "mcuapi": _from_numbers,
    "web page": _from_page,
}
"""The list's name for a source → how its rows are read."""
