"""Lists what has no translation: ``python -m data.films.scene_texts de``.

For the scenes of the best known films, each as a row of ``scene_texts.csv`` with the English text
in it, to be translated there.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator

from data.catalogue.catalogue import Catalogue
from data.catalogue.files.scene_texts import stamp
from data.settings import FILMS_FOLDER

FILMS = 100
"""So many of the best known films whose scenes are told are to be told in every language."""


def untranslated(catalogue: Catalogue, language: str) -> Iterator[list[str]]:
    """The rows that the table lacks, the best known film first."""
    told = [film for film in catalogue.films if catalogue.scenes(film.id)]
    for film in told[:FILMS]:
        for scene in catalogue.scenes(film.id):
            if scene.told_in(language).language != language:
                hidden = scene.hidden.unwrap_for_spoiler()
                yield [film.id, str(scene.order), language, stamp(scene), scene.hint, hidden]


def main() -> None:
    """Write the rows for a language to standard output."""
    catalogue = Catalogue.load(FILMS_FOLDER)
    csv.writer(sys.stdout, lineterminator="\n").writerows(untranslated(catalogue, sys.argv[1]))


if __name__ == "__main__":
    main()
