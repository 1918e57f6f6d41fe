"""What a row of the public lists says about a film's credits, and what it does not say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from data.films.builder.raw import RawClaim
from data.films.builder.tag_meanings import (
    ANYWHERE,
    KEYWORD,
    MID,
    ONLY_EXTRAS,
    POST,
    UNPLACED,
    Combination,
    Meanings,
)

AFTERCREDITS = "aftercredits.com"
TMDB = "TMDB"

KEYWORDS = {MID: "duringcreditsstinger", POST: "aftercreditsstinger"}
"""TMDB's keyword for a scene at each position."""

SOME = "+"
"""In the claims file: a scene, its number not stated."""


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


def read_claim(raw: RawClaim, meanings: Meanings) -> Statement:
    """The meaning of one row; ``meanings`` are the combinations of tags that state a scene.

    Raises:
        ValueError: if the source is not one that rules exist for.
    """
    if raw.source == AFTERCREDITS:
        return from_tags(raw.note, raw.url, raw.as_of, meanings)
    if raw.source not in RULES:
        raise ValueError(f"no rules for the source {raw.source!r}")
    return RULES[raw.source](raw)


def site(url: str) -> str:
    """The name by which pages of one publisher count as one source: the domain, bare."""
    domain = (urlsplit(url).hostname or "").rstrip(".")
    return domain.removeprefix("www.").removeprefix("amp.")


def beside_tags(keyword: Statement, tags: Statement, meanings: Meanings) -> Statement:
    """What a keyword says of a film of which a list tags something else, or only a place.

    A keyword alone never makes a scene of a sound, a song or the like; beside a place it states a
    scene if that was measured. Else the position is left open.
    """
    doubted = _doubted(Combination.of(tags.note), meanings)
    mid = "" if MID in doubted and tags.mid != SOME else keyword.mid
    post = "" if POST in doubted and tags.post != SOME else keyword.post
    if (mid, post) == (keyword.mid, keyword.post):
        return keyword
    return replace(keyword, mid=mid, post=post, kind_unstated=True)


def _doubted(tags: Combination, meanings: Meanings) -> set[str]:
    """The positions at which a keyword beside these tags says nothing."""
    if tags.names_no_scene:
        return {MID, POST} if tags.place == UNPLACED else set(tags.positions)
    if tags.only_places:
        return {place for place in tags.positions if (KEYWORD, place) not in meanings}
    return set()


def from_tags(note: str, url: str, as_of: str, meanings: Meanings) -> Statement:
    """What a film's tags, joined by ``;`` in ``note``, state.

    Measured combinations state; one position alone tagged denies the other, whatever is there.

    A combination that states nothing leaves open what kind of thing is there; extras alone deny a
    scene if that is what they mean.
    """
    tags = Combination.of(note)
    if tags.only_extras and (ONLY_EXTRAS, ANYWHERE) in meanings:
        return Statement(AFTERCREDITS, url, as_of, "0", "0", extras=tags.extras, note=note)
    stated = [place for place in tags.positions if tags.scene_tag and (tags, place) in meanings]
    left_open = {*tags.positions, *((MID, POST) if tags.place == UNPLACED else ())}
    mid, post = (
        SOME if place in stated else "" if place in left_open else "0" for place in (MID, POST)
    )
    open_places = len(tags.positions) - len(stated)
    return Statement(
        source=AFTERCREDITS,
        url=url,
        as_of=as_of,
        mid=mid,
        post=post,
        total=SOME if UNPLACED in stated else "",
        extras=tags.extras,
        kind_unstated=open_places > 0 if tags.scene_tag else not tags.extras,
        note=note,
    )


def _from_keywords(raw: RawClaim) -> Statement:
    """A keyword is a scene; the note keeps it where the rules leave its position open."""
    mid, post = (SOME if has else "" for has in (raw.has_mid, raw.has_post))
    set_ones = [KEYWORDS[place] for place, said in ((MID, mid), (POST, post)) if said]
    return Statement(TMDB, raw.url, raw.as_of, mid, post, note=";".join(set_ones))


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
    if page.source in MIRRORS:
        return Statement(page.source)
    return PAGE_NOTES[raw.note](page) if raw.note in PAGE_NOTES else page


MIRRORS = frozenset(
    {
        "aggregoctt.github.io",
        "aldiyarlondon.com",
        "anhngunewlight.edu.vn",
        "bitcoinethereumnews.com",
        "cdcgsy.com",
        "citigist.com",
        "daily8.com",
        "dx.laptrinhhocsinh.com",
        "editorials24.com",
        "exbulletin.com",
        "gettpc.com",
        "gonetrending.com",
        "headtopics.com",
        "healthywellness.site",
        "internewscast.com",
        "italianpost.news",
        "mdsite.deno.dev",
        "mexc.fm",
        "netcost-security.fr",
        "newstextarea.com",
        "nhub.news",
        "ojikoffiv.pages.dev",
        "smarttoolstore.com",
        "startingbusinesseasy.com",
        "themoneytimes.media",
        "topdaily.news",
        "vtvcabtaidanang.com",
        "world-journal.net",
        "worldnl.com",
    }
)
"""Sites that only repeat what others published; what their pages say is left out."""

RULES = {
    "TMDB keywords": _from_keywords,
    "mcuapi": _from_numbers,
    "web page": _from_page,
}
"""The list's name for a source → how its rows are read; tags have rules of their own."""
