"""What facts are called in an answer: pure functions from values to safe sentences.

Names of sources stand in them as they are; whoever shows a sentence escapes or hides it. All is in
the language spoken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from data.catalogue.consensus import Consensus
from data.catalogue.film import Confirmation, Film, Scene, SceneText
from data.catalogue.labels import LONGEST
from data.catalogue.timings import ConfirmedTime
from data.locales import _, _n, spoken
from data.locales.formats import full_date, month_and_year


def month_of(as_of: str | None) -> str | None:
    """An ISO date, which may stop at year or month, as people say it: ``Aug 2026``."""
    if not as_of:
        return None
    year, _dash, rest = as_of.partition("-")
    return month_and_year(date(int(year), int(rest[:2]), 1)) if rest else year


def date_words(as_of: str) -> str:
    """An ISO date, which may stop at year or month, in full: ``22 Aug 2026``."""
    try:
        return full_date(date.fromisoformat(as_of))
    except ValueError:
        return month_of(as_of) or as_of


def clock_offset(seconds: int) -> str:
    """An offset from credits start as minutes and seconds: ``2:05``."""
    return f"{seconds // 60}:{seconds % 60:02}"


def runtime_words(minutes: int) -> str:
    """A runtime: ``2 h 11``, ``47 min``."""
    hours, rest = divmod(minutes, 60)
    if hours:
        in_two_digits = f"{rest:02}"
        return _("{hours} h {minutes}", hours=hours, minutes=in_two_digits)
    return _("{minutes} min", minutes=minutes)


def minutes_words(seconds: int) -> str:
    """A length as a page would say it: ``12 min``, ``9:33 min``."""
    minutes, rest = divmod(seconds, 60)
    length = f"{minutes}:{rest:02}" if rest else str(minutes)
    return _("{minutes} min", minutes=length)


def film_name(film: Film) -> str:
    """A film by its label, after its own title in the language spoken where that is known.

    ``Die Eiskönigin (Frozen, 2013)``, if that is no longer than a label can be; not made safe.
    """
    own = dict(film.own_titles).get(spoken())
    if own is None or not film.label.startswith(f"{film.title} ("):
        return film.label
    name = f"{own} ({film.title}, {film.label[len(film.title) + 2 :]}"
    return name if len(name) <= LONGEST else film.label


def jump_address(
    server_id: int | None, channel_id: int | None, message_id: int | None = None
) -> str:
    """Where Discord opens a channel or thread, or a message in it; no server is a DM."""
    place = f"https://discord.com/channels/{server_id or '@me'}/{channel_id}"
    return place if message_id is None else f"{place}/{message_id}"


def capitalised(words: str) -> str:
    """The same with a capital at its beginning alone, whatever stands in it."""
    return words[:1].upper() + words[1:]


def confirmation_title(number: int, confirmation: Confirmation) -> str:
    """Who speaks of which scene, and when: ``Scene 2 · the director, on record (May 2012)``.

    The day of a page that names none is the day on which it was seen.
    """
    published = month_of(confirmation.published)
    return _(
        "Scene {number} · {speaker}, {source_class} ({when})",
        number=number,
        speaker=_(confirmation.by),
        source_class=_(confirmation.source_class),
        when=published or _("seen {month}", month=month_of(confirmation.looked_up)),
    )


def scene_title(number: int, scene: Scene) -> str:
    """One scene's place, wait where a source states it, and purpose."""
    return f"{number} · {_(scene.position.value)}{_wait(scene)} · {_(scene.purpose)}"


def scenes_told(scenes: Sequence[Scene]) -> Iterator[tuple[str, SceneText]]:
    """Each scene's title, and what is said of it in the language spoken, else in English.

    The title of the first that is in English for readers of another language says so.
    """
    foreign = False
    for place, scene in enumerate(scenes, 1):
        title, text = scene_title(place, scene), scene.told_in(spoken())
        if text.language not in (None, spoken()) and not foreign:
            foreign = True
            # Translators: behind the title of a scene that is told in English, not in yours
            title += " " + _("(in English)")
        yield title, text


def _wait(scene: Scene) -> str:
    if scene.measured is not None:
        return f", {measured_words(scene.measured)}"
    if scene.starts is None:
        return ""
    return ", " + _("≈ {time} into the credits", time=clock_offset(scene.starts))


def measured_words(value: Consensus) -> str:
    """What members measured: ``≈ 2:05 (± 15 s, 6 members)``."""
    return _n(
        "≈ {time} (± {margin} s, {count} member)",
        "≈ {time} (± {margin} s, {count} members)",
        value.members,
        time=clock_offset(value.seconds),
        margin=value.margin,
    )


def times_line(times: Sequence[ConfirmedTime]) -> str:
    """When scenes come that nobody has told yet."""
    parts = [f"{_(time.position.value)} {measured_words(time.starts)}" for time in times]
    return _("Into the credits: {times}", times=", ".join(parts))
