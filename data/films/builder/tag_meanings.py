"""What a combination of aftercredits.com's tags means, measured on films that pages decide."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

BONUS, SETUP = "Bonus Scene", "Sequel Setup"
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

MEANING_COLUMNS = "scene_tag,extras,place,position,films,confirmed,denied,states"
LEAST_CASES, LEAST_SHARE = 10, 0.85
"""A combination states a scene if pages confirm it in this share of at least so many cases."""

MID, POST, UNPLACED = "mid", "post", "unplaced"


@dataclass(frozen=True, slots=True, order=True)
class Combination:
    """The tags of one film that bear on its scenes.

    ``scene_tag`` is the stronger of the two tags for scenes, or nothing; ``extras`` are kinds of
    extras in alphabetical order; ``place`` is ``mid``, ``post``, ``both`` or ``unplaced``.
    """

    scene_tag: str
    extras: tuple[str, ...]
    place: str

    @classmethod
    def of(cls, note: str) -> Combination:
        """The combination in a claim's note, which holds the tags."""
        tags = set(note.split(";"))
        scene_tag = BONUS if BONUS in tags else SETUP if SETUP in tags else ""
        extras = tuple(sorted({EXTRA_TAGS[tag] for tag in tags & EXTRA_TAGS.keys()}))
        mid, post = bool(tags & MID_TAGS), bool(tags & POST_TAGS)
        place = "both" if mid and post else MID if mid else POST if post else UNPLACED
        return cls(scene_tag, extras, place)

    @property
    def positions(self) -> tuple[str, ...]:
        """Where something is tagged; ``unplaced`` if nothing tells where."""
        return (MID, POST) if self.place == "both" else (self.place,)

    @property
    def only_extras(self) -> bool:
        """Whether it names sounds, songs, pictures or bloopers, and no scene.

        A dedication alone says nothing of what else is there.
        """
        return not self.scene_tag and bool(set(self.extras) - {"dedication"})

    @property
    def only_places(self) -> bool:
        """Whether it tells where something is, and not what: neither a scene nor an extra."""
        return self.place != UNPLACED and not self.scene_tag and not self.only_extras

    @property
    def names_no_scene(self) -> bool:
        """Whether what it tags is rather a sound, a song, pictures, bloopers or a line of text."""
        return bool(set(self.extras) - {"dedication"}) or self.scene_tag == SETUP


ONLY_EXTRAS, ANYWHERE = Combination("", ("any",), "any"), "any"
"""Stands for all combinations of extras without a tag for a scene, which are measured together,
since each has few cases; and for every position."""

KEYWORD = Combination("TMDB keyword", (), "any")
"""Stands for TMDB's keyword beside tags that name only a place; measured position by position."""

Meanings = frozenset[tuple[Combination, str]]
"""The combinations that state a scene, each with the position at which they do.

With :data:`ONLY_EXTRAS` it is the other way round: such tags deny a scene where they stand. With
:data:`KEYWORD` a keyword beside such tags states a scene.
"""


def is_statement(confirmed: int, denied: int) -> bool:
    """Whether so many cases for and against make a combination state what it seems to."""
    cases = confirmed + denied
    return cases >= LEAST_CASES and confirmed >= LEAST_SHARE * cases


def read_meanings(path: Path) -> Meanings:
    """The combinations that state something; none if the table is absent."""
    if not path.exists():
        return frozenset()
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(
            (_combination(row), row["position"])
            for row in csv.DictReader(file, strict=True)
            if row["states"] == "1"
        )


def _combination(row: dict[str, str]) -> Combination:
    extras = tuple(row["extras"].split(";")) if row["extras"] else ()
    return Combination(row["scene_tag"], extras, row["place"])
