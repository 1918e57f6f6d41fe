"""``python -m data.locales update``: take the sentences out of the code into ``locales/``.

``missing`` lists, for each language, what has no translation yet, and what is wrong with one;
``start fr`` begins another language. ``merge`` is for git, as CONTRIBUTING.md says.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from data.locales.files import begin, faults, merge, missing, template, update
from data.locales.languages import languages

LISTED = 20
"""Sentences listed for each language, unless all are asked for."""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks for; returns 1 if something is missing or wrong."""
    parser = argparse.ArgumentParser(prog="python -m data.locales", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update", help="take the sentences out of the code into all files")
    listing = commands.add_parser("missing", help="list what is not translated, or wrongly")
    listing.add_argument("--all", action="store_true", help="list every sentence")
    commands.add_parser("start", help="begin a language").add_argument("language")
    merging = commands.add_parser("merge", help="put two versions of a file into the first")
    merging.add_argument("ours", type=Path)
    merging.add_argument("theirs", type=Path)
    asked = parser.parse_args(argv)
    match asked.command:
        case "update":
            update()
        case "start":
            begin(asked.language)
        case "merge":
            merge(asked.ours, asked.theirs)
        case _:
            return _list_missing(sys.maxsize if asked.all else LISTED)
    return 0


def _list_missing(most: int) -> int:
    """Write what is missing and wrong to standard output."""
    total, found = len(template()), False
    for language in languages()[1:]:
        lacking, wrong = missing(language), faults(language)
        found = found or bool(lacking or wrong)
        sys.stdout.write(f"{language}: {total - len(lacking)} of {total} translated\n")
        sys.stdout.writelines(f"  wrong: {fault}\n" for fault in wrong)
        sys.stdout.writelines(f"  missing: {sentence!r}\n" for sentence in lacking[:most])
        if len(lacking) > most:
            sys.stdout.write(f"  … and {len(lacking) - most} more\n")
    return int(found)


if __name__ == "__main__":
    sys.exit(main())
