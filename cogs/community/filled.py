"""Contributions as their forms show them; only for whoever may read what happens."""

from __future__ import annotations

from cogs.community.forms import egg_fields, film_fields, scene_fields, timestamp_fields
from cogs.community.offsets import film_clock, scenes_text
from cogs.shared.forms import SEPARATOR, Answers, Fields
from data.contributions.kinds import AddedFilm, Content, Egg, Timestamp, ToldScene


def form_of(content: Content) -> tuple[Fields, Answers]:
    """The fields of a contribution's form, and what is filled in."""
    match content:
        case ToldScene():
            return scene_fields, filled_scene(content)
        case Egg():
            return egg_fields, filled_egg(content)
        case Timestamp():
            return timestamp_fields, filled_timestamp(content)
        case AddedFilm():
            return film_fields, filled_film(content)


def filled_film(film: AddedFilm) -> dict[str, str]:
    """A film; its link is known by its ids only."""
    return {
        "title": film.title,
        "year": str(film.year),
        "runtime": film_clock(film.runtime * 60) if film.runtime else "",
        "released": film.release_date.isoformat() if film.release_date else "",
    }


def filled_timestamp(timestamp: Timestamp) -> dict[str, str]:
    """A timestamp."""
    return {
        "version": timestamp.version,
        "runtime": film_clock(timestamp.runtime),
        "credits": film_clock(timestamp.credits_start),
        "scenes": scenes_text(timestamp.scenes, timestamp.denied),
        "method": timestamp.method,
    }


def filled_scene(scene: ToldScene) -> dict[str, str]:
    """A scene."""
    return {
        "purpose": scene.purpose,
        "hint": scene.hint,
        "hidden": scene.hidden.unwrap_for_spoiler(),
        "clues": SEPARATOR.join(scene.clues),
        "source": scene.source,
    }


def filled_egg(egg: Egg) -> dict[str, str]:
    """An Easter egg."""
    return {
        "group": egg.group,
        "hint": egg.hint,
        "answer": egg.answer.unwrap_for_spoiler(),
    }
