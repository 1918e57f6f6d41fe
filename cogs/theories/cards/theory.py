"""A theory as Discord shows it. Kind, claim, evidence, objections and links stay hidden."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import discord
from discord import ui

from cogs.shared.cards.spoilers import hide, hide_link, plain
from cogs.shared.cards.wording import number_of
from cogs.shared.items import ActionButton
from cogs.theories.rules.credibility import LEAST_SHOWN, Band, Credibility
from cogs.theories.rules.evidence import read_item
from cogs.theories.rules.portrait import Portrait
from cogs.theories.rules.theory import Evidence, Objection, Resolution, Status, Theory
from data.text import HiddenText, SafeText

RATE, EVIDENCE = "theory:rate", "theory:evidence"
OBJECTION, FOLLOW = "theory:objection", "theory:follow"
"""What members do with a theory; the argument is its id."""

OBJECT, BACK = "theory:object", "theory:back"
"""Writing an objection to a theory, by its id; choosing the strongest, by the objection's id."""

BANNER = "Hypothesis: not officially confirmed"

COLOURS = {
    "open": discord.Colour(0x4F7CC0),
    "frozen": discord.Colour(0x7FB2D9),
    "locked": discord.Colour(0x6B7280),
    "withdrawn": discord.Colour(0x6B7280),
    "confirmed": discord.Colour(0x2E9E5B),
    "debunked": discord.Colour(0xB4483F),
    "partly": discord.Colour(0xC98A1B),
    "unknowable": discord.Colour(0x6B7280),
}

_NOTES = {
    Status.OPEN: "",
    Status.FROZEN: "\nFrozen by moderators: no ballots and no evidence for now.",
    Status.LOCKED: "\nClosed by moderators.",
    Status.WITHDRAWN: "\nWithdrawn by its author.",
}

CLAIM_ROOM = 900
OBJECTION_ROOM = 600
CHOICE_ROOM = 700
ITEM_ROOM = 400
EVIDENCE_ROOM = 1_450
SOURCE_ROOM = 450
"""Characters that parts of a card may take, so that none can push out another."""


def theory_card(portrait: Portrait, *, posting: bool = False) -> ui.LayoutView:
    """A theory's first message, and what ``/theory show`` answers.

    A theory that is just being posted has its buttons already, although it is a draft until then.
    """
    theory = portrait.theory
    container: ui.Container[Any] = ui.Container(
        accent_colour=COLOURS["open" if posting else theory.standing]
    )
    head = f"### {plain(theory.name)}\n{_banner(portrait)}"
    claim = f"{hide(theory.kind.value)}\n{hide(theory.claim, limit=CLAIM_ROOM)}"
    container.add_item(ui.TextDisplay(head))
    container.add_item(ui.Separator())
    container.add_item(ui.TextDisplay(claim))
    if portrait.objection is not None:
        container.add_item(ui.TextDisplay(_objection_text(portrait)))
    if portrait.evidence:
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(_evidence_text(portrait)))
    container.add_item(ui.Separator())
    container.add_item(ui.TextDisplay(_closing_text(portrait)))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    if posting or theory.status in (Status.OPEN, Status.FROZEN):
        view.add_item(ui.ActionRow(*theory_buttons(theory)))
    return view


def theory_buttons(theory: Theory) -> list[ActionButton]:
    """What members can do with a theory."""
    argument = str(theory.id)
    return [
        ActionButton(RATE, argument, "Rate", style=discord.ButtonStyle.primary),
        ActionButton(EVIDENCE, argument, "Evidence"),
        ActionButton(OBJECTION, argument, "Objection"),
        ActionButton(FOLLOW, argument, "Follow"),
    ]


def objections_card(theory: Theory, objections: Sequence[Objection]) -> ui.LayoutView:
    """The objections to a theory, hidden, with a button to back each."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("Which objection is the strongest? You have one choice."))
    for objection in objections:
        count = number_of(objection.backers, "member")
        text = f"{count}\n{hide(objection.words, limit=CHOICE_ROOM)}"
        button = ActionButton(BACK, str(objection.id), "This one")
        section: ui.Section[Any] = ui.Section(text, accessory=button)
        view.add_item(section)
    view.add_item(ui.ActionRow(ActionButton(OBJECT, str(theory.id), "Write another")))
    return view


def _banner(portrait: Portrait) -> str:
    if portrait.resolution is None or portrait.theory.outcome is None:
        return f"**{BANNER}**{_NOTES.get(portrait.theory.status, '')}"
    return f"**Resolved: {portrait.theory.outcome.value}**\n{resolution_words(portrait.resolution)}"


def resolution_words(resolution: Resolution) -> str:
    """On whose word a theory was resolved; the link, which may tell too much, is hidden."""
    return f"{checked_words(resolution)}:\n{hidden_source(resolution.source, SOURCE_ROOM)}"


def checked_words(resolution: Resolution) -> str:
    """How good the source of a resolution is, and how many looked at it."""
    curators = "two curators" if resolution.seconder_id else "one curator"
    return f"{resolution.source_class.value.capitalize()} source, checked by {curators}"


def hidden_source(source: HiddenText, room: int) -> SafeText:
    """The link that settles a theory, to be opened after a click; what is too long is cut.

    It takes at most ``room`` characters.
    """
    address = source.unwrap_for_spoiler()
    link = hide_link(read_item(address).host or "source", address)
    return link if len(link) <= room else hide(source, limit=room)


def _objection_text(portrait: Portrait) -> str:
    if portrait.objection is None:
        return ""
    backers = number_of(portrait.objection.backers, "member")
    words = hide(portrait.objection.words, limit=OBJECTION_ROOM)
    return f"**Strongest objection** · {backers}\n{words}"


def _evidence_text(portrait: Portrait) -> str:
    first, *rest = evidence_pages(portrait.evidence, EVIDENCE_ROOM, item_room=ITEM_ROOM)
    if not rest:
        return first
    return f"{first}\n-# and more: /theory show number:{portrait.theory.number} lists everything"


def holds_all_evidence(portrait: Portrait) -> bool:
    """Whether a theory's card shows all of its evidence, nothing cut."""
    whole = evidence_pages(portrait.evidence, EVIDENCE_ROOM, item_room=EVIDENCE_ROOM - 60)
    return len(whole) == 1 and whole == evidence_pages(portrait.evidence, EVIDENCE_ROOM, ITEM_ROOM)


def evidence_pages(evidence: Sequence[Evidence], room: int, item_room: int) -> list[str]:
    """The evidence grouped by source class, hidden, in texts of at most ``room`` characters.

    Each item takes at most ``item_room``, which must leave space for a group's heading.
    """
    pages: list[str] = []
    page = ""
    for source_class, items in groupby(evidence, key=lambda item: item.source_class):
        heading = f"**Evidence · {source_class.value}**\n"
        for place, item in enumerate(items):
            line = "- " + hide(item.words, limit=item_room - 3).replace("\n", " ") + "\n"
            # The gap keeps a heading from being read as part of the item above it.
            block = line if place else ("\n" if page else "") + heading + line
            if page and len(page) + len(block) > room:
                pages.append(page.rstrip())
                page, block = "", heading + line
            page += block
    return [*pages, page.rstrip()]


def _closing_text(portrait: Portrait) -> str:
    parts = [number_of(portrait.ballots, "ballot"), _score_words(portrait)]
    theory = portrait.theory
    author = f"<@{theory.author_id}>" if theory.author_id else "a former member"
    parts.append(f"by {author}")
    return f"-# {' · '.join(part for part in parts if part)}"


def _score_words(portrait: Portrait) -> str:
    resolution = portrait.resolution
    if resolution is not None:
        if resolution.score is None or resolution.margin is None:
            return ""
        return f"credibility when resolved {Band(resolution.score, resolution.margin)}"
    if portrait.credibility is not None:
        if not portrait.credibility.shown:
            return f"score from {LEAST_SHOWN} ballots on"
        return f"credibility {portrait.credibility.band}"
    return "score shown to those who have rated" if portrait.hidden else ""


def receipt(credibility: Credibility) -> str:
    """What everybody reads after voting, whatever becomes of their ballot."""
    count = credibility.ballots
    if not credibility.shown:
        return f"Received. The score is shown from {LEAST_SHOWN} ballots on ({count} so far)."
    return (
        f"Received. Credibility {credibility.band} of 100, from {number_of(count, 'ballot')}.\n"
        f"Source {credibility.source:.0f} · consistency {credibility.consistency:.0f} · "
        f"simplicity {credibility.simplicity:.0f}"
    )
