"""Reads what is said of scenes in other languages than English: our own words, translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from data.catalogue.files.tables import table
from data.catalogue.film import Scene, SceneText
from data.locales import languages
from data.text import HiddenText, SafeText

SCENE_TEXT_COLUMNS = "film_id,scene,language,english,hint,hidden"

LONGEST_HINT = 170
LONGEST_HIDDEN = 800
"""A third more characters than in English, which is the shortest of the languages."""

Scenes = Mapping[str, tuple[Scene, ...]]


def stamp(scene: Scene) -> str:
    """Eight hex digits that stand for a scene's English text, and change with it."""
    words = f"{scene.hint}\n{scene.hidden.unwrap_for_spoiler()}"
    return f"{crc32(words.encode()):08x}"


def with_texts(scenes: Scenes, path: Path) -> Scenes:
    """The told scenes by film id, with the translations of a table, which may be missing.

    A translation whose English has been changed since is left out: it may say what is wrong.

    Raises:
        CatalogueError: for a broken row.
    """
    if not path.exists():
        return scenes
    told = {(id_, scene.order): scene for id_, group in scenes.items() for scene in group}
    seen: set[tuple[str, int, str]] = set()
    with table(path, SCENE_TEXT_COLUMNS) as rows:
        for film_id, number, language, english, hint, hidden in rows:
            key = film_id, int(number)
            if (scene := told.get(key)) is None:
                raise ValueError(f"scene {number} of {film_id!r} is not told")
            if (*key, language) in seen:
                raise ValueError("the scene has a text in that language already")
            seen.add((*key, language))
            text = _text(language, hint, hidden)
            if english == stamp(scene):
                told[key] = replace(scene, translations=(*scene.translations, text))
    return {
        film_id: tuple(told[film_id, scene.order] for scene in group)
        for film_id, group in scenes.items()
    }


def _text(language: str, hint: str, hidden: str) -> SceneText:
    if language not in languages()[1:]:
        raise ValueError(f"{language!r} is no language that texts are translated into")
    if not 0 < len(hint) <= LONGEST_HINT or not 0 < len(hidden) <= LONGEST_HIDDEN:
        raise ValueError(
            f"hint or hidden text is missing or too long ({LONGEST_HINT} and {LONGEST_HIDDEN})"
        )
    return SceneText(language, SafeText(hint), HiddenText(hidden))
