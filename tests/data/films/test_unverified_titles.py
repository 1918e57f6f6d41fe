"""Release titles of general knowledge: each is a name of its film that nothing else has."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from data import films
from data.catalogue.catalogue import Catalogue
from data.lookup import Lookup
from data.lookup.query.text import fold, wording

FOLDER = Path(films.__file__).parent
FILE = "unverified_titles.csv"
LATIN = ("de", "es", "fr", "it", "pl", "pt", "tr")
ROMANISED = "-Latn"
"""The end of the language of a title that is told in Latin letters instead of its own."""
SCRIPTS = {
    "ar": "\u0600-\u06ff",
    "bn": "\u0980-\u09ff",
    "el": "\u0370-\u03ff",
    "fa": "\u0600-\u06ff",
    "he": "\u0590-\u05ff",
    "hi": "\u0900-\u097f",
    "ja": "\u3040-\u30ff\u4e00-\u9fff",
    "kn": "\u0c80-\u0cff",
    "ko": "\uac00-\ud7a3",
    "ml": "\u0d00-\u0d7f",
    "ru": "\u0400-\u04ff",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "th": "\u0e00-\u0e7f",
    "zh": "\u4e00-\u9fff",
}
"""Language → the letters of which a title has one at least."""
OTHER_LETTERS = re.compile("[^\u0000-\u024f\u2010-\u2027]")
SHORTEST, SHORTEST_LATIN = 2, 4
"""Shorter keys would be found in sentences that name no film."""


def rows() -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of the file, with file and line."""
    with (FOLDER / FILE).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        for row in reader:
            yield f"{FILE}:{reader.line_num}", row


def key(name: str) -> str:
    return wording(fold(name)).key


def test_the_rows_are_in_order() -> None:
    told = [(row["film_id"], row["alias"]) for _, row in rows()]
    assert told == sorted(told)
    assert len(told) >= 7_000


def test_every_row_has_a_film_a_kind_and_a_title_in_the_script_of_its_language(
    catalogue: Catalogue,
) -> None:
    for where, row in rows():
        title, language = row["alias"], row["lang"]
        film = catalogue.get(row["film_id"])
        assert film is not None and film.id == row["film_id"], where
        assert row["kind"] == "unverified", where
        own = language.removesuffix(ROMANISED)
        assert own in (*LATIN, *SCRIPTS), where
        if language in LATIN or own != language:
            assert not OTHER_LETTERS.search(title), where
            assert len(key(title)) >= SHORTEST_LATIN, where
        else:
            assert re.search(f"[{SCRIPTS[language]}]", title.casefold()), where
            assert len(key(title)) >= SHORTEST, where


def test_no_row_repeats_a_name_of_its_film_or_takes_one_of_another(catalogue: Catalogue) -> None:
    """A film may share a title with its remake, and with a lesser known film."""
    held = names_held(catalogue)
    titles = {film_id: key(names[0]) for film_id, names in held.items()}
    rank = {film_id: place for place, film_id in enumerate(held)}
    owners: dict[str, set[str]] = defaultdict(set)
    for film_id, (title, original, *_) in held.items():
        owners[key(title)].add(film_id)
        owners[key(original or title)].add(film_id)
    known: dict[str, set[str]] = defaultdict(set)
    for film_id, names in held.items():
        for name in filter(None, names):
            known[key(name)].add(film_id)
    seen: set[tuple[str, str]] = set()
    for where, row in rows():
        film_id, folded = row["film_id"], key(row["alias"])
        assert (film_id, folded) not in seen, f"{where}: it stands twice"
        seen.add((film_id, folded))
        assert film_id not in known[folded], f"{where}: the film is held under it"
        others = {other for other in owners[folded] if titles[other] != titles[film_id]}
        assert not others, f"{where}: it is the title of {min(others)}"
        better = {
            other
            for other in known[folded]
            if titles[other] != titles[film_id] and rank[other] < rank[film_id]
        }
        assert not better, f"{where}: it is a name of {min(better)}"


def names_held(catalogue: Catalogue) -> dict[str, list[str]]:
    """Film id → title, original title or nothing, and the other names that were read somewhere."""
    held = {film.id: [film.title, film.original_title or ""] for film in catalogue.films}
    for table in ("aliases.csv", "release_titles.csv", "nicknames.csv"):
        with (FOLDER / table).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                held[row["film_id"]].append(row["alias"])
    return held


def test_nearly_every_title_leads_to_its_film(lookup: Lookup) -> None:
    told = [row for _, row in rows()]
    lost = [
        f"{row['film_id']}: {row['alias']}"
        for row in told
        if row["film_id"] not in {match.film.id for match in lookup.search(row["alias"], 5)}
    ]
    assert len(lost) < 0.01 * len(told), lost[:20]
