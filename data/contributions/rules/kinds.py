"""What members can add, and the values that are impossible. Offsets are seconds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.catalogue.film import CLUES, EGG_GROUPS, PURPOSES, Film
from data.catalogue.verdict import Position
from data.locales import N_, _
from data.text import HiddenText, SafeText

VERSIONS = (
    N_("theatrical"),
    N_("extended"),
    N_("director's cut"),
    N_("re-release"),
    # Translators: a version of a film
    N_("other"),
)
"""Versions of a film, as people read them in English; its cuts differ by runtime too."""

LIVE_FORM = N_("live form")
METHODS = (N_("stopwatch"), N_("player's clock"), LIVE_FORM, N_("from memory"))
"""How somebody measured."""

SEEN_MYSELF = N_("seen myself")
"""The source of a scene that is no page; it may be read by everybody."""

LONGEST_TITLE = 90
LONGEST_HINT = 120
LONGEST_HIDDEN = 1_000
LONGEST_ANSWER = 250
LONGEST_SOURCE = 300
LONGEST_RUNTIME = 900 * 60
LONGEST_CREDITS = 30 * 60
LONGEST_SCENE = 15 * 60
MOST_SCENES = 10

SLACK = 60
"""Seconds by which a scene may outlast the stated runtime, which is mostly rounded."""


class ImpossibleError(ValueError):
    """A value that cannot be; the text is a sentence that says which and why."""


@dataclass(frozen=True, slots=True)
class AddedFilm:
    """A film that the catalogue lacks; ``runtime`` in minutes."""

    title: str
    year: int
    runtime: int | None = None
    release_date: date | None = None
    imdb_id: str | None = None
    tmdb_id: int | None = None

    def __post_init__(self) -> None:
        if not self.title.strip() or len(self.title) > LONGEST_TITLE:
            raise ImpossibleError(_("A title has 1 to {most} characters.", most=LONGEST_TITLE))
        if not 1880 <= self.year <= 2100:
            raise ImpossibleError(_("The year lies between 1880 and 2100."))
        if self.runtime is not None and not 1 <= self.runtime <= 900:
            raise ImpossibleError(_("The runtime is 1 to 900 minutes."))
        if self.release_date and abs(self.release_date.year - self.year) > 1:
            raise ImpossibleError(
                _("The release date must be in that year, or the year before or after.")
            )


@dataclass(frozen=True, slots=True)
class ToldScene:
    """A scene as a member tells it; ``order`` counts from 1 within the film."""

    position: Position
    order: int
    purpose: str
    hint: SafeText
    hidden: HiddenText
    clues: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.order <= MOST_SCENES:
            raise ImpossibleError(_("The order is 1 to {most}.", most=MOST_SCENES))
        if self.purpose not in PURPOSES or not set(self.clues) <= set(CLUES):
            raise ImpossibleError(_("Pick the purpose and the clues from the lists."))
        if len(self.hint) > LONGEST_HINT or len(self.source) > LONGEST_SOURCE:
            raise ImpossibleError(_("A hint has at most {most} characters.", most=LONGEST_HINT))


@dataclass(frozen=True, slots=True)
class Timed:
    """One scene's start, and its end if it was seen, from credits start."""

    position: Position
    starts: int
    ends: int | None = None


@dataclass(frozen=True, slots=True)
class Timestamp:
    """What one member measured of one cut.

    ``credits_start`` counts from the film's first picture. ``denied`` are positions of which the
    member says that they hold no scene; what is neither timed nor denied is left open.
    """

    version: str
    runtime: int
    credits_start: int | None
    scenes: tuple[Timed, ...] = ()
    denied: tuple[Position, ...] = ()
    method: str = METHODS[0]

    def __post_init__(self) -> None:
        if self.version not in VERSIONS or self.method not in METHODS:
            raise ImpossibleError(_("Pick the version and how you measured from the lists."))
        if not 60 <= self.runtime <= LONGEST_RUNTIME:
            raise ImpossibleError(_("The runtime is 1 minute to 15 hours."))
        if self.credits_start is not None:
            self._check_credits(self.credits_start)
        if self.credits_start is None and not self.scenes and not self.denied:
            raise ImpossibleError(
                _("Tell when the credits start, or at least one scene, or “none”.")
            )
        self._check_scenes()

    @property
    def credits_length(self) -> int | None:
        """Seconds from the credits' start to the film's end."""
        return None if self.credits_start is None else self.runtime - self.credits_start

    def _check_credits(self, start: int) -> None:
        length = self.runtime - start
        if length <= 0:
            raise ImpossibleError(_("The credits cannot start after the film has ended."))
        if length > min(LONGEST_CREDITS, self.runtime // 2):
            raise ImpossibleError(
                _(
                    "Credits of {minutes} minutes are longer than any film's. The credits' start "
                    "counts from the film's first picture, for example 2:01:30.",
                    minutes=length // 60,
                )
            )

    def _check_scenes(self) -> None:
        if len(self.scenes) > MOST_SCENES:
            raise ImpossibleError(_("At most {most} scenes.", most=MOST_SCENES))
        latest = (self.credits_length or LONGEST_CREDITS) + SLACK
        before = 0
        for scene in self.scenes:
            if scene.starts < before:
                raise ImpossibleError(_("The scenes overlap or are not in order."))
            before = scene.starts if scene.ends is None else scene.ends
            if before < scene.starts:
                raise ImpossibleError(_("A scene cannot end before it starts."))
            if before - scene.starts > LONGEST_SCENE:
                raise ImpossibleError(_("No scene in the credits lasts longer than 15 minutes."))
            if before > latest:
                raise ImpossibleError(
                    _(
                        "A scene lies after the end of the film. Scenes count from the start of "
                        "the credits, for example mid 2:05-3:10."
                    )
                )
        positions = [scene.position for scene in self.scenes]
        if positions != sorted(positions, key=list(Position).index):
            raise ImpossibleError(_("Mid-credits scenes come before post-credits scenes."))
        if set(positions) & set(self.denied):
            raise ImpossibleError(_("A position cannot hold a scene and none."))


@dataclass(frozen=True, slots=True)
class Egg:
    """An Easter egg: a hint for everybody, and the answer."""

    group: str
    hint: SafeText
    answer: HiddenText

    def __post_init__(self) -> None:
        if self.group not in EGG_GROUPS:
            raise ImpossibleError(_("Pick the group from the list."))
        if not self.hint.strip() or len(self.hint) > LONGEST_HINT or not self.answer:
            raise ImpossibleError(_("An Easter egg needs a short hint and an answer."))


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one member saw at a showing: the positions with a scene, and those without.

    With neither there was a scene, and nobody has said where. ``worth`` is whether the wait was
    worth it. ``blind`` tells that no source but members had spoken of the film by then, so that it
    foretold something.
    """

    scenes: tuple[Position, ...] = ()
    denied: tuple[Position, ...] = ()
    worth: bool | None = None
    blind: bool = True

    def __post_init__(self) -> None:
        if set(self.scenes) & set(self.denied):
            raise ImpossibleError(_("A position cannot hold a scene and none."))
        if self.worth is not None and not self.saw_scene:
            raise ImpossibleError(_("Where no scene came, there was no wait for one."))

    @property
    def is_bare(self) -> bool:
        """Whether it says no more than that there was a scene."""
        return not self.scenes and not self.denied

    @property
    def saw_scene(self) -> bool:
        """Whether there was a scene."""
        return len(self.denied) < len(Position)


Content = AddedFilm | ToldScene | Timestamp | Egg | Sighting
KINDS: dict[str, type[Content]] = {
    "film": AddedFilm,
    "scene": ToldScene,
    "timestamp": Timestamp,
    "egg": Egg,
    "sighting": Sighting,
}


def kind_name(content: Content) -> str:
    """The kind's name, as it is kept."""
    return next(name for name, kind in KINDS.items() if isinstance(content, kind))


def check_runtime(timestamp: Timestamp, film: Film) -> None:
    """Raise :class:`ImpossibleError` for a runtime that no cut of this film can have."""
    if film.runtime and not 0.5 <= timestamp.runtime / (film.runtime * 60) <= 2:
        raise ImpossibleError(
            _(
                "That is not the runtime of {film}, which runs about {minutes} minutes.",
                film=film.label,
                minutes=film.runtime,
            )
        )


def pack(content: Content) -> str:
    """The content as JSON, which :func:`unpack` reads back."""
    return json.dumps(as_dict(content), ensure_ascii=False, sort_keys=True)


def as_dict(content: Content) -> dict[str, Any]:
    """The content for JSON, hidden text included: for the store and an operator's export."""
    names = content.__dataclass_fields__
    return {name: _plain(getattr(content, name)) for name in names}


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
    match value:
        case HiddenText():
            return value.unwrap_for_spoiler()
        case Position():
            return value.name
        case date():
            return value.isoformat()
        case Timed():
            return [value.position.name, value.starts, value.ends]
        case tuple():
            return [_plain(item) for item in value]
        case _:
            return value


def unpack(kind: str, text: str) -> Content:
    """The content of a kind from its JSON."""
    fields = json.loads(text)
    match kind:
        case "film":
            released = fields["release_date"]
            fields["release_date"] = date.fromisoformat(released) if released else None
            return AddedFilm(**fields)
        case "scene":
            fields |= {"position": Position[fields["position"]], "clues": tuple(fields["clues"])}
            return ToldScene(**fields | {"hidden": HiddenText(fields["hidden"])})
        case "timestamp":
            fields["scenes"] = tuple(Timed(Position[p], s, e) for p, s, e in fields["scenes"])
            fields["denied"] = tuple(Position[name] for name in fields["denied"])
            return Timestamp(**fields)
        case "sighting":
            for name in ("scenes", "denied"):
                fields[name] = tuple(Position[position] for position in fields[name])
            return Sighting(**fields)
        case _:
            return Egg(**fields | {"answer": HiddenText(fields["answer"])})
