"""Every kind of reply of this slice, for the leak sweep."""

from __future__ import annotations

from cogs.films.browse import Row
from cogs.films.browse_card import browse_card
from cogs.films.browse_filter import Filter
from cogs.shared.cards.film import film_card, reasons_card
from cogs.shared.cards.leak_check import MARK
from cogs.shared.registry import SampleReply
from data.catalogue.facts import FilmFacts
from data.catalogue.film import Confirmation, Film, Scene, SceneText
from data.catalogue.verdict import Claim, Position, Verdict, judge
from data.paging import Page
from data.text import HiddenText, SafeText

FILM = Film(id="night-harbour-2026", label="Night Harbour (2026)", title="", year=2026, rank=1)


def sample_replies(hidden: HiddenText) -> list[SampleReply]:
    """The card, its reasons and a list, in an open and in a strict place."""
    address = f"https://a.example/{MARK}-returns"
    claims = [
        Claim("a.example", mid=1, post=1, extras=("audio",), url=address),
        Claim("b.example", mid=0),
    ]
    confirmation = Confirmation(
        "on record", SafeText("the director"), hidden, "c.example", address, "2026-02-03"
    )
    hint = SafeText("A short visit.")
    scene = Scene(
        *(Position.POST, 1, "sequel tease", hint, hidden),
        confirmations=(confirmation,),
        language="en",
        translations=(SceneText("de", hint, hidden),),
    )
    facts = FilmFacts(FILM, judge(claims), (scene,))
    page = Page((Row(FILM, Verdict.SCENES), Row(FILM, None)), number=0, count=2, total=2)
    samples = []
    for strict in (False, True):
        place = "strict" if strict else "open"
        samples += [
            SampleReply(f"card, {place}", view=film_card(facts, (), strict=strict)),
            SampleReply(f"reasons, {place}", view=reasons_card(facts, claims, strict=strict)),
            SampleReply(f"list, {place}", view=browse_card(page, Filter(), {}, strict=strict)),
        ]
    return samples
