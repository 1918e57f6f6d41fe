"""The page in the reader's language: its sentences are marked in its files, as `_("…")`, and the
commands that it offers, as `{{/help}}`.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parents[1] / "page"
ENGLISH = "en"

_MARKED = re.compile(r'\bN?_\("([^"]+)"')
_IN_HTML = re.compile(r'\{\{_\("([^"]+)"\)\}\}')
_COMMAND_IN_HTML = re.compile(r"\{\{(/[a-z ]+)\}\}")
_BLANK = re.compile(r"\{\{(\w+)\}\}")
_PREFERENCE = re.compile(r"\s*([A-Za-z-]+)\s*(?:;\s*q=([01](?:\.\d*)?)\s*)?")


@dataclass(frozen=True)
class Languages:
    """What the page can be read in.

    `named_by` gives the tag of the language for any tag, or None for one that is not spoken;
    `say` an English sentence in the language of such a tag, with the commands that it names.
    """

    named_by: Callable[[str], str | None]
    say: Callable[[str, str], str]

    def wanted(self, asked: str | None, accepted: str) -> str:
        """The language that the page's address asks for, else the first one that the browser's
        `Accept-Language` prefers, else English.
        """
        tags = [*([asked] if asked else []), *_by_preference(accepted)]
        return next(filter(None, map(self.named_by, tags)), ENGLISH)


ENGLISH_ONLY = Languages(
    lambda tag: ENGLISH if tag.partition("-")[0] == ENGLISH else None, lambda _language, said: said
)


def page_in(language: str, languages: Languages, **values: str) -> str:
    """The page as HTML, with all the sentences that its scripts may say; `values` fill the rest."""
    said = {sentence: languages.say(language, sentence) for sentence in _sentences()}
    text = _IN_HTML.sub(lambda found: html.escape(said[found[1]]), _read("page.html"))
    text = _COMMAND_IN_HTML.sub(lambda found: languages.say(language, found[1]), text)
    # Inside a script element, only its end has a meaning of its own.
    sentences = json.dumps(said, ensure_ascii=False).replace("<", r"\u003c")
    filled = {**values, "language": language, "sentences": sentences}
    return _BLANK.sub(lambda found: filled[found[1]], text)


def _sentences() -> Iterator[str]:
    for file in sorted(PAGE.rglob("*")):
        if file.suffix in (".html", ".js"):
            yield from _MARKED.findall(file.read_text(encoding="utf-8"))


def _by_preference(accepted: str) -> list[str]:
    """The tags of an `Accept-Language`, the most wanted one first."""
    found = [match for part in accepted.split(",") if (match := _PREFERENCE.fullmatch(part))]
    return [match[1] for match in sorted(found, key=lambda match: -float(match[2] or 1))]


def _read(name: str) -> str:
    return (PAGE / name).read_text(encoding="utf-8")
