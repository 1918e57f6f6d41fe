"""What a film and its scenes are; the catalogue holds them, everybody else reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from data.catalogue.consensus import Consensus
from data.catalogue.verdict import Position
from data.locales import N_
from data.text import HiddenText, SafeText

IN_CINEMAS = timedelta(days=45)
"""How long a film counts as in cinemas: nobody publishes programmes, and most run six weeks."""

PURPOSES = (N_("sequel tease"), N_("easter egg"), N_("tone change"), N_("universe link"))
"""What a scene is for, as people read it in English."""

CLUES = (
    N_("easter egg placement"),
    N_("credits sequence change"),
    N_("after-credits stinger"),
    N_("mid-credits tease"),
    N_("sequel setup"),
)
"""What kinds of clue a scene gives."""

EGG_GROUPS = (
    N_("visual callback"),
    N_("score or sound cue"),
    N_("cast cameo"),
    N_("location hint"),
    N_("dialogue tag"),
)
"""The five groups of Easter eggs."""


@dataclass(frozen=True, slots=True)
class Film:
    """One film of the catalogue.

    ``id`` is a readable slug, unique and stable (``ballerina-2025``, at most 80 characters).
    ``label`` is unique among all films and at most 100 characters: ``Title (Year)``, with the
    runtime and then the id added where films share it. ``rank`` is 1 for the best known film.
    ``runtime`` is in minutes.
    ``vouched`` is ``False`` for a title that a member typed and nobody has approved: it names no
    event and no thread, and stands in no message that pings a role.
    ``own_titles`` are languages with its release title there, where a source names the language.
    """

    id: str
    label: str
    title: str
    year: int
    rank: int
    original_title: str | None = None
    release_date: date | None = None
    runtime: int | None = None
    imdb_id: str | None = None
    tmdb_id: int | None = None
    language: str | None = None
    franchise: str | None = None
    vouched: bool = True
    own_titles: tuple[tuple[str, str], ...] = ()


SPEAKER_CLASSES = (N_("official"), N_("on record"))
"""The source classes whose word settles what a scene means."""

SPEAKERS = (
    N_("a producer"),
    N_("an actor"),
    N_("one of the directors"),
    N_("one of the editors"),
    N_("one of the producers"),
    N_("one of the writers"),
    N_("the director"),
    N_("the directors"),
    N_("the leading actor"),
    N_("the producer"),
    N_("the producers"),
    N_("the writer"),
    N_("the writers"),
)
"""Who may say what a scene means: roles, since a name may tell too much."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What somebody who made the film said of what a scene means.

    ``source_class`` is one of :data:`SPEAKER_CLASSES`. ``by`` is one of :data:`SPEAKERS`;
    who it was may tell too much and stands in ``says``. ``published`` is an ISO date,
    which may stop at year or month, or ``None`` where the page names none; ``looked_up`` is whole.
    """

    source_class: str
    by: SafeText
    says: HiddenText
    source: str
    url: str
    looked_up: str
    published: str | None = None


@dataclass(frozen=True, slots=True)
class NeededFilm:
    """A film that a source says one should have seen before another."""

    film: Film
    source: str
    url: str
    as_of: str


@dataclass(frozen=True, slots=True)
class StatedCredits:
    """How many seconds of credits a source says that a film ends with, in its first release."""

    seconds: int
    source: str
    url: str
    as_of: str


@dataclass(frozen=True, slots=True)
class SceneText:
    """A scene in one language, given by its tag; ``None`` for a member's words, which may be any.

    ``hint`` is safe: no names, no plot.
    """

    language: str | None
    hint: SafeText
    hidden: HiddenText


@dataclass(frozen=True, slots=True)
class Scene:
    """One stinger: where it stands, what it is for, and what happens in it.

    ``order`` counts from 1 within the film. ``hint`` is safe: no names, no plot. It and ``hidden``
    are in ``language``, as in :class:`SceneText`; ``translations`` in others. ``starts`` and
    ``ends`` are seconds from credits start, where a source states them or members ``measured`` the
    start.
    """

    position: Position
    order: int
    purpose: str
    hint: SafeText
    hidden: HiddenText
    clues: tuple[str, ...] = ()
    starts: int | None = None
    ends: int | None = None
    measured: Consensus | None = None
    confirmations: tuple[Confirmation, ...] = ()
    language: str | None = None
    translations: tuple[SceneText, ...] = ()

    def told_in(self, language: str) -> SceneText:
        """What is said of it in a language, or where that is missing, as it was first told."""
        for text in self.translations:
            if text.language == language:
                return text
        return SceneText(self.language, self.hint, self.hidden)


@dataclass(frozen=True, slots=True)
class ToldEgg:
    """An Easter egg of a film, told from a page.

    ``group`` is one of :data:`EGG_GROUPS`. ``hint`` says where to look and is safe: no names, no
    plot. ``looked_up`` and ``published`` are as in :class:`Confirmation`.
    """

    group: str
    hint: SafeText
    hidden: HiddenText
    source: str
    url: str
    looked_up: str
    published: str | None = None
