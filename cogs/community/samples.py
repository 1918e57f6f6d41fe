"""Every kind of reply of this slice, for the leak sweep."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from cogs.community.cards.contributions.buttons import decision_buttons
from cogs.community.cards.contributions.card import contribution_card
from cogs.community.cards.contributions.lists import ListedContribution, list_card
from cogs.community.cards.eggs import ListedEgg, eggs_card
from cogs.community.cards.messages import thanks
from cogs.community.cards.timestamps import live_card, timestamp_card
from cogs.community.rules.live_form import Tap, Tapped
from cogs.shared.registry import SampleReply
from data.catalogue.film import Film, ToldEgg
from data.catalogue.verdict import Position
from data.contributions.rules.contribution import Contribution, Event, State
from data.contributions.rules.kinds import Content, Egg, Timed, Timestamp, ToldScene
from data.contributions.rules.witnesses import Witness
from data.paging import page_of
from data.text import HiddenText, SafeText

FILM = Film(id="night-harbour-2026", label="Night Harbour (2026)", title="", year=2026, rank=1)
WHEN = datetime(2026, 1, 2, tzinfo=UTC)


def sample_replies(hidden: HiddenText) -> list[SampleReply]:
    """Lists, cards, the live form and the checklist, in an open and in a strict place."""
    page = f"https://pages.example/{hidden.unwrap_for_spoiler()}"
    scene = ToldScene(Position.POST, 1, "tone change", SafeText("A joke."), hidden, source=page)
    egg = Egg("cast cameo", SafeText("Look at the bar."), hidden)
    told = ToldEgg(
        "cast cameo", SafeText("Look at the door."), hidden, "a page", page, "2026-01-02"
    )
    timestamp = Timestamp("theatrical", 7860, 7400, (Timed(Position.MID, 125),))
    contributions = [
        _contribution(scene),
        _contribution(egg),
        _contribution(timestamp),
        replace(_contribution(scene), content=replace(scene, hidden=HiddenText("Another one."))),
    ]
    taps = [Tapped(Tap.CREDITS, 1_767_300_000), Tapped(Tap.SCENE, 1_767_300_125)]
    samples = [
        SampleReply("live form", view=live_card(FILM, taps)),
        *(
            SampleReply(f"thanks for a {sample.kind}", content=thanks(sample))
            for sample in contributions
        ),
    ]
    for strict in (False, True):
        place = "strict" if strict else "open"
        listed = [ListedEgg(1, egg, seen=True, count=3)]
        rows = [ListedContribution(sample, True, strict, FILM.label) for sample in contributions]
        samples += [
            SampleReply(
                f"list, {place}", view=list_card("Scenes", page_of(rows, 0, 5), "x", nothing="")
            ),
            SampleReply(f"timestamps, {place}", view=timestamp_card(FILM, (), strict=strict)),
            SampleReply(
                f"eggs, {place}", view=eggs_card(FILM, [told], page_of(listed, 0, 8), strict=strict)
            ),
            *(_card(sample, strict=strict) for sample in contributions),
        ]
    return samples


def _card(sample: Contribution, *, strict: bool) -> SampleReply:
    history = [Event("added", 1, sample.content, State.OPEN, WHEN)]
    buttons = decision_buttons(sample, curator=True, reader_id=0)
    view = contribution_card(sample, FILM.label, history, buttons, tell=True, strict=strict)
    return SampleReply(f"{sample.kind}, {'strict' if strict else 'open'}", view=view)


def _contribution(content: Content) -> Contribution:
    return Contribution(
        id=1,
        server_id=1,
        film_id=FILM.id,
        content=content,
        state=State.APPROVED,
        held=False,
        reporter=Witness(1, established=True),
        confirmed_by=(Witness(2, established=True),),
        created_at=WHEN,
        approved_content=content,
    )
