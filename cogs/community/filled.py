"""Contributions as their forms show them; only for whoever may read what happens."""

from __future__ import annotations

from cogs.community.forms import SEPARATOR
from cogs.community.offsets import film_clock, scenes_text
from data.contributions.kinds import Egg, Timestamp, ToldScene


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
