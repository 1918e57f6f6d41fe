"""Every kind of reply of this slice, for the leak sweep."""

from __future__ import annotations

from cogs.answers.cards import (
    HELP,
    NO_FILM,
    ROLE_MENTIONED,
    already_answered,
    answer_card,
    awaited_card,
    awaiting_words,
    known_words,
    private_notice,
    which_film,
)
from cogs.answers.rules.awaited import Awaited
from cogs.answers.rules.spoiler_cover import covered_messages, file_name, webhook_name
from cogs.shared.cards.spoilers import plain
from cogs.shared.registry import SampleReply
from data.catalogue.facts import FilmFacts
from data.catalogue.film import Film, Scene
from data.catalogue.verdict import Claim, Position, judge
from data.locales import _
from data.paging import Page
from data.text import HiddenText, SafeText

AWAITED = Awaited(1, 2, "night-harbour-2026", None, None)
FILM = Film(id="night-harbour-2026", label="Night Harbour (2026)", title="", year=2026, rank=1)


def sample_replies(hidden: HiddenText) -> list[SampleReply]:
    """Answers in an open and a strict place, the questions back, and covered words."""
    claims = [Claim("a.example", mid=1, post=1, extras=("audio",)), Claim("b.example", mid=0)]
    scene = Scene(Position.POST, 1, "sequel tease", SafeText("A short visit."), hidden)
    facts = FilmFacts(FILM, judge(claims), (scene,))
    words = hidden.unwrap_for_spoiler()
    names = (webhook_name("Ada"), file_name(1, f"{words}.png"))
    return [
        SampleReply("answer, open", view=answer_card(facts, (), strict=False)),
        SampleReply("answer, strict", view=answer_card(facts, (), strict=True)),
        SampleReply("private notice", view=private_notice(plain(FILM.label), ())),
        SampleReply("which film", view=which_film([FILM])),
        SampleReply("put on the list", awaiting_words(FILM, here=True)),
        SampleReply("list", view=awaited_card(Page(((AWAITED, FILM),), 0, 1, 1))),
        SampleReply("known, open", known_words([facts], [False])),
        SampleReply("known, strict", known_words([facts], [True])),
        SampleReply("known, private", known_words([facts], None)),
        SampleReply("later asker", already_answered("https://discord.com/channels/1/2/3")),
        *(SampleReply("help", _(line)) for line in (HELP, NO_FILM, ROLE_MENTIONED)),
        *(
            SampleReply(f"covered words, part {number}", content, names=names)
            for number, content in enumerate(covered_messages("-# Spoiler", words), 1)
        ),
    ]
