"""Scenes in other languages: read beside the English, refused by line, left out once outdated."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.catalogue.catalogue import Catalogue, CatalogueError
from data.catalogue.files.scene_texts import LONGEST_HIDDEN, LONGEST_HINT, SCENE_TEXT_COLUMNS, stamp
from data.films.scene_texts import untranslated
from data.text import HiddenText
from tests.data.catalogue.harbours import BY_HAND, TABLES, write

HARBOUR = "harbour-2-2021"
FIRST, SECOND = "cac11854", "ccbeac13"
"""Stand for the English of the two scenes."""

ROW = f"{HARBOUR},1,de,{FIRST},Kurz und bald.,Ein Boot kommt heim."


def load(folder: Path, *rows: str) -> Catalogue:
    table = "\n".join((SCENE_TEXT_COLUMNS, *rows, ""))
    return Catalogue.load(write(folder, {**TABLES, **BY_HAND, "scene_texts.csv": table}))


def test_a_scene_is_told_in_its_languages_and_else_in_english(tmp_path: Path) -> None:
    french = f"{HARBOUR},1,fr,{FIRST},Bref.,Un bateau rentre."
    first, second = load(tmp_path, ROW, french).scenes(HARBOUR)
    told = first.told_in("de")
    assert (told.language, told.hint) == ("de", "Kurz und bald.")
    assert told.hidden == HiddenText("Ein Boot kommt heim.")
    assert first.told_in("fr").hint == "Bref."
    assert (first.told_in("it").language, first.told_in("it").hint) == ("en", "Short, and soon.")
    assert first.told_in("en").hidden == first.hidden
    assert second.told_in("de").language == "en"
    assert "Boot" not in f"{told}"


def test_a_text_whose_english_has_changed_is_left_out(tmp_path: Path) -> None:
    outdated = f"{HARBOUR},2,de,{FIRST},Ganz am Ende.,Das Boot legt ab."
    second = load(tmp_path, ROW, outdated).scenes(HARBOUR)[1]
    assert stamp(second) == SECOND
    assert second.translations == ()


def test_what_is_not_translated_is_listed_with_its_english(tmp_path: Path) -> None:
    catalogue = load(tmp_path, ROW)
    missing = [HARBOUR, "2", "de", SECOND, "At the very end.", "The boat leaves."]
    assert list(untranslated(catalogue, "de")) == [missing]
    assert len(list(untranslated(catalogue, "fr"))) == 2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (HARBOUR, "quay-2020", "scene 1 of 'quay-2020' is not told"),
        (",1,", ",3,", f"scene 3 of '{HARBOUR}' is not told"),
        (",1,", ",one,", "'one'"),
        (",de,", ",xx,", "'xx' is no language"),
        (",de,", ",en,", "'en' is no language"),
        (",de,", ",fr,", "already"),
        ("Kurz und bald.", "", "missing or too long"),
        ("Kurz und bald.", "K" * (LONGEST_HINT + 1), "missing or too long"),
        ("Ein Boot kommt heim.", "", "missing or too long"),
        ("Ein Boot kommt heim.", "E" * (LONGEST_HIDDEN + 1), "missing or too long"),
        (",Ein Boot", "", "5 fields instead of 6"),
    ],
)
def test_a_broken_row_is_refused_by_its_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    french = f"{HARBOUR},1,fr,{FIRST},Bref.,Un bateau rentre."
    with pytest.raises(CatalogueError, match=rf"scene_texts\.csv:3: .*{message}"):
        load(tmp_path, french, ROW.replace(old, new, 1))
