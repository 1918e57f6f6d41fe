"""Every kind of reply of this slice, for the leak sweep."""

from __future__ import annotations

from cogs.guide.cards import page
from cogs.guide.film_steps import film_steps
from cogs.guide.topics import READING, TOPICS
from cogs.shared.registry import SampleReply
from data.catalogue.facts import FilmFacts
from data.catalogue.film import Film, Scene, SceneText
from data.catalogue.verdict import Claim, Position, judge
from data.text import HiddenText, SafeText

FILM = Film(id="night-harbour-2026", label="Night Harbour (2026)", title="", year=2026, rank=1)


def sample_replies(hidden: HiddenText) -> list[SampleReply]:
    """Every page, and the five steps with a film in an open and a strict place."""
    hint = SafeText("A short visit.")
    scene = Scene(
        *(Position.POST, 1, "sequel tease", hint, hidden),
        language="en",
        translations=(SceneText("de", hint, hidden),),
    )
    facts = FilmFacts(FILM, judge([Claim("a.example", mid=0, post=1)]), (scene,))
    samples = [SampleReply(topic.title, view=page(topic)) for topic in TOPICS.values()]
    for strict in (False, True):
        place = "strict" if strict else "open"
        steps = film_steps(facts, (), strict=strict)
        samples.append(SampleReply(f"five steps, {place}", view=page(TOPICS[READING], FILM, steps)))
    return samples
