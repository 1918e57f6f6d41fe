"""What a reader sees of a film's card."""

from __future__ import annotations

from discord import ui

from data.catalogue.facts import FilmFacts, facts_about
from data.catalogue.film import PURPOSES, Film
from data.catalogue.verdict import Verdict
from tests.cogs.shared import readers
from tests.e2e.replies import components, components_of, shown_text
from tests.films import (
    small_catalogue,
)

STRICTLY_HIDDEN = [
    *(verdict.value for verdict in Verdict),
    *PURPOSES,
    *("1 mid-credits", "1 post-credits", "2 scenes", "Somebody comes home", "2:05", "dedication"),
    *("No mid-credits", "That doesn't mean", "a scene, says", "no mid-credits", "at least 1"),
]


def facts(film: Film) -> FilmFacts:
    return facts_about(small_catalogue(), film)


def raw(view: ui.LayoutView) -> str:
    return shown_text(components(view))


def in_clear(view: ui.LayoutView) -> str:
    """What a reader sees before the first click, each text component read on its own."""
    texts = [c["content"] for c in components_of(components(view)) if "content" in c]
    return "\n".join(readers.preview(text).shown for text in texts)


def revealed(view: ui.LayoutView) -> str:
    texts = [c["content"] for c in components_of(components(view)) if "content" in c]
    return "\n".join(readers.preview(text).revealed for text in texts)
