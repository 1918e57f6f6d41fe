"""How well questions in chat are understood, on labelled messages.

The set is a CSV file with ``label`` (1: asks whether a film has a credits scene), ``text``, and for
positives ``film_title``, ``film_year`` and ``imdb_id``, empty where no film is meant. The film
counts as named in a row if its text holds a word of the film's title, or of another name that the
catalogue knows; it counts as right only if the bot would answer about that one film at once,
without asking back. ``wrong_film`` is the share of all positives that are answered about another
film at once. A column ``lang`` gives the same figures by language.

    python -m benchmarks.questions --set PATH [--json]
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.decisions import now, server_films
from cogs.answers.rules.film_mentions import answer_unasked, films_asked
from cogs.answers.rules.questions import read_question
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.contributions.store.server_films import Finder
from data.lookup.choice import FilmsMeant
from data.lookup.query.text import STOP_WORDS, fold, numbers_of
from data.settings import FILMS_FOLDER


@dataclass(frozen=True, slots=True)
class Reading:
    """What the bot makes of one message."""

    addressed: bool
    listening: bool
    meant: FilmsMeant


def read(text: str, films: Finder) -> Reading:
    """Read a message as the answers do, in both modes at once."""
    question = read_question(text)
    if question is None:
        return Reading(addressed=False, listening=False, meant=FilmsMeant())
    meant = films_asked(question, films, now().date())
    answered = not question.vague or meant.clear is not None
    return Reading(
        addressed=answered,
        listening=answer_unasked(question, meant, films, now().date()),
        meant=meant,
    )


Row = Mapping[str, str]


def measure(rows: Iterable[Row], catalogue: Catalogue) -> dict[str, Any]:
    """The shares of what was recognised, named right and answered wrongly, also by language."""
    films = server_films(catalogue)
    readings = [(row, read(row["text"], films)) for row in rows]
    languages: dict[str, list[tuple[Row, Reading]]] = defaultdict(list)
    for row, reading in readings:
        if "lang" in row:
            languages[row["lang"]].append((row, reading))
    by_language = {name: _figures(part, catalogue) for name, part in sorted(languages.items())}
    return {**_figures(readings, catalogue), "per_language": by_language}


def _figures(readings: Sequence[tuple[Row, Reading]], catalogue: Catalogue) -> dict[str, float]:
    positives = [(row, reading) for row, reading in readings if row["label"] == "1"]
    negatives = [reading for row, reading in readings if row["label"] != "1"]
    named = [
        _is_meant(row, reading.meant.clear)
        for row, reading in positives
        if reading.addressed and _names_film(row, catalogue)
    ]
    wrong = [
        reading.meant.clear is not None and not _is_meant(row, reading.meant.clear)
        for row, reading in positives
    ]
    return {
        "positives": len(positives),
        "recall_addressed": _share([reading.addressed for _, reading in positives]),
        "recall_listening": _share([reading.listening for _, reading in positives]),
        "film_right": _share(named),
        "wrong_film": _share(wrong),
        "negatives": len(negatives),
        "false_positive_rate_listening": _share([reading.listening for reading in negatives]),
    }


def _share(values: list[bool]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _names_film(row: Mapping[str, str], catalogue: Catalogue) -> bool:
    film = catalogue.by_imdb(row["imdb_id"]) if row["imdb_id"] else None
    names = [row["film_title"], *(catalogue.aliases.get(film.id, ()) if film else ())]
    words = {word for name in names for word in fold(name)} - STOP_WORDS - {"film", "movie"}
    words -= set(numbers_of(tuple(words)))
    return not words.isdisjoint(fold(row["text"], len(row["text"])))


def _is_meant(row: Mapping[str, str], film: Film | None) -> bool:
    if film is None:
        return False
    if row["imdb_id"]:
        return film.imdb_id == row["imdb_id"]
    # Without an id: one title within the other, of the same year.
    ours, theirs = "".join(fold(film.title)), "".join(fold(row["film_title"]))
    return str(film.year) == row["film_year"] and (ours in theirs or theirs in ours)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Questions in chat: understood or not")
    parser.add_argument("--set", type=Path, required=True, help="the labelled messages, CSV")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    with arguments.set.open(encoding="utf-8", newline="") as file:
        figures = measure(csv.DictReader(file), Catalogue.load(FILMS_FOLDER))
    if arguments.json:
        print(json.dumps(figures))
    else:
        by_language = figures.pop("per_language")
        print("\n".join(f"{name:>30} {figure:8.4g}" for name, figure in figures.items()))
        for language, parts in by_language.items():
            print(language, ", ".join(f"{name} {figure:.4g}" for name, figure in parts.items()))


if __name__ == "__main__":
    main()
