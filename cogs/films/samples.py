"""Every kind of reply of this slice, for the leak sweep."""

from __future__ import annotations

from dataclasses import replace

from cogs.films.browse import Row, franchise_key
from cogs.films.browse_card import browse_card
from cogs.films.browse_filter import Filter
from cogs.shared.cards.film import film_card, reasons_card
from cogs.shared.cards.horizon import SHOW_ANYWAY, see_first_card
from cogs.shared.cards.leak_check import MARK
from cogs.shared.items import ActionButton
from cogs.shared.registry import SampleReply
from data.catalogue.facts import FilmFacts
from data.catalogue.film import Confirmation, Film, NeededFilm, Scene, SceneText
from data.catalogue.verdict import Claim, Position, Verdict, judge
from data.locales import _
from data.members.horizon import Standing, within_horizon
from data.paging import Page
from data.text import HiddenText, SafeText

FILM = Film(id="night-harbour-2026", label="Night Harbour (2026)", title="", year=2026, rank=1)
KEY = franchise_key("Harbour")


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
    needed = (NeededFilm(FILM, "c.example", address, "2026-02-03"),)
    mine = Page(
        (
            Row(FILM, Verdict.SCENES, place=1, standing=Standing.SEEN),
            Row(FILM, Verdict.SCENES, place=2, standing=Standing.NEXT, told=2),
            Row(FILM, None, place=3, needed=needed, standing=Standing.LATER),
        ),
        *(0, 1, 3),
    )
    listed = browse_card(mine, Filter(franchise=KEY), {KEY: FILM.title}, strict=False)
    facts = replace(facts, needed=needed)
    own = film_card(within_horizon(facts, ()), (), strict=False, first=needed)
    anyway = ActionButton("anyway:film", FILM.id, _(SHOW_ANYWAY))
    return [
        *samples,
        SampleReply("list, a member's own", view=listed),
        SampleReply(
            "list, a franchise", view=browse_card(page, Filter(franchise=KEY), {}, strict=False)
        ),
        SampleReply("card, with what to see first", view=own),
        SampleReply("what to see first", view=see_first_card(SafeText(FILM.label), needed, anyway)),
    ]
