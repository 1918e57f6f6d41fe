"""Every scene and Easter egg that is shipped, in every language."""

from __future__ import annotations

import re

from data.catalogue.catalogue import Catalogue
from data.catalogue.files.scene_texts import stamp
from data.catalogue.film import EGG_GROUPS
from data.locales import languages
from tests.data.films.shipped.rows import rows


def test_the_best_known_told_films_have_easter_eggs(catalogue: Catalogue) -> None:
    told = [film.id for film in catalogue.films if catalogue.scenes(film.id)][:20]
    assert [film_id for film_id in told if not catalogue.eggs(film_id)] == []
    eggs = [egg for film_id in told for egg in catalogue.eggs(film_id)]
    assert {egg.group for egg in eggs} == set(EGG_GROUPS)


def test_who_confirms_a_scene_is_named_by_role_alone(catalogue: Catalogue) -> None:
    role = re.compile("(the|an?|one of the) [a-z -]+")
    odd = [
        (film.id, said.by)
        for film in catalogue.films
        for scene in catalogue.scenes(film.id)
        for said in scene.confirmations
        if not role.fullmatch(said.by)
    ]
    assert not odd


def test_every_translated_scene_is_told_anew_when_its_english_changes(catalogue: Catalogue) -> None:
    outdated = [
        f"scene_texts.csv:{line}: {row['film_id']}, scene {row['scene']}, {row['language']}"
        for line, row in rows("scene_texts.csv")
        if row["english"] != stamp(catalogue.scenes(row["film_id"])[int(row["scene"]) - 1])
    ]
    assert not outdated, "translate them again, and put the new stamp beside each"


def test_a_translated_film_is_told_whole_and_in_every_language(catalogue: Catalogue) -> None:
    told = {(r["film_id"], r["scene"], r["language"]) for _line, r in rows("scene_texts.csv")}
    whole = {
        (film_id, str(scene.order), language)
        for film_id in {film_id for film_id, _scene, _language in told}
        for scene in catalogue.scenes(film_id)
        for language in {language for _film_id, _scene, language in told}
    }
    assert told and told == whole


def test_translated_scenes_fit_on_their_card_uncut(catalogue: Catalogue) -> None:
    for film in catalogue.told_films:
        scenes = catalogue.scenes(film.id)
        for language in languages():
            texts = [scene.told_in(language) for scene in scenes]
            room = 3_200 // max(len(scenes), 1)
            for text in texts:
                assert len(text.hint) < room // 3, (film.id, language)
                assert len(text.hint) + len(text.hidden.unwrap_for_spoiler()) < room - 100, film.id
