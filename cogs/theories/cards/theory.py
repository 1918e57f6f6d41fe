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
from cogs.theories.rules.credibility import LEAST_SHOWN, Credibility
from cogs.theories.rules.evidence import read_item
from cogs.theories.rules.theory import Evidence, Resolution, Status, Theory
from cogs.theories.store.portrait import Portrait
from data.text import HiddenText, SafeText

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
ITEM_ROOM = 400
EVIDENCE_ROOM = 1_450
SOURCE_ROOM = 450
"""Characters that parts of a card may take, so that none can push out another."""


def theory_card(shown: Portrait, *, posting: bool = False) -> ui.LayoutView:
    """A theory's first message, and what ``/theory show`` answers.

    A theory that is just being posted has its buttons already, although it is a draft until then.
    """
    theory = shown.theory
    container: ui.Container[Any] = ui.Container(
        accent_colour=COLOURS["open" if posting else theory.standing]
    )
    head = f"### {plain(theory.name)}\n{_banner(shown)}"
    claim = f"{hide(theory.kind.value)}\n{hide(theory.claim, limit=CLAIM_ROOM)}"
    container.add_item(ui.TextDisplay(head))
    container.add_item(ui.Separator())
    container.add_item(ui.TextDisplay(claim))
    if shown.objection is not None:
        container.add_item(ui.TextDisplay(_objection_text(shown)))
    if shown.evidence:
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(_evidence_text(shown)))
    container.add_item(ui.Separator())
    container.add_item(ui.TextDisplay(_closing_text(shown)))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    if posting or theory.status in (Status.OPEN, Status.FROZEN):
        view.add_item(ui.ActionRow(*theory_buttons(theory)))
    return view


def theory_buttons(theory: Theory) -> list[ActionButton]:
    """What members can do with a theory."""
    argument = str(theory.id)
    return [
        ActionButton("theory:rate", argument, "Rate", style=discord.ButtonStyle.primary),
        ActionButton("theory:evidence", argument, "Evidence"),
        ActionButton("theory:objection", argument, "Objection"),
        ActionButton("theory:follow", argument, "Follow"),
    ]


def _banner(shown: Portrait) -> str:
    if shown.resolution is None or shown.theory.outcome is None:
        return f"**{BANNER}**{_NOTES.get(shown.theory.status, '')}"
    return f"**Resolved: {shown.theory.outcome.value}**\n{resolution_words(shown.resolution)}"


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


def _objection_text(shown: Portrait) -> str:
    if shown.objection is None:
        return ""
    backers = number_of(shown.objection.backers, "member")
    words = hide(shown.objection.words, limit=OBJECTION_ROOM)
    return f"**Strongest objection** · {backers}\n{words}"


def _evidence_text(shown: Portrait) -> str:
    first, *rest = evidence_pages(shown.evidence, EVIDENCE_ROOM, item_room=ITEM_ROOM)
    if not rest:
        return first
    return f"{first}\n-# and more: /theory show number:{shown.theory.number} lists everything"


def holds_all_evidence(shown: Portrait) -> bool:
    """Whether a theory's card shows all of its evidence, nothing cut."""
    whole = evidence_pages(shown.evidence, EVIDENCE_ROOM, item_room=EVIDENCE_ROOM - 60)
    return len(whole) == 1 and whole == evidence_pages(shown.evidence, EVIDENCE_ROOM, ITEM_ROOM)


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


def _closing_text(shown: Portrait) -> str:
    parts = [number_of(shown.ballots, "ballot"), _score_words(shown)]
    theory = shown.theory
    author = f"<@{theory.author_id}>" if theory.author_id else "a former member"
    parts.append(f"by {author}")
    return f"-# {' · '.join(part for part in parts if part)}"


def _score_words(shown: Portrait) -> str:
    resolution = shown.resolution
    if resolution is not None:
        if resolution.score is None or resolution.margin is None:
            return ""
        return f"credibility when resolved {band_words(resolution.score, resolution.margin)}"
    if shown.credibility is not None:
        if not shown.credibility.shown:
            return f"score from {LEAST_SHOWN} ballots on"
        return f"credibility {band_words(shown.credibility.score, shown.credibility.margin)}"
    return "score shown to those who have rated" if shown.hidden else ""


def band_words(score: float, margin: float) -> str:
    """A score with its margin."""
    return f"{score:.0f} ± {margin:.0f}"


def receipt(found: Credibility) -> str:
    """What everybody reads after voting, whatever becomes of their ballot."""
    if not found.shown:
        return (
            f"Received. The score is shown from {LEAST_SHOWN} ballots on ({found.ballots} so far)."
        )
    return (
        f"Received. Credibility {band_words(found.score, found.margin)} of 100, from "
        f"{number_of(found.ballots, 'ballot')}.\n"
        f"Source {found.source:.0f} · consistency {found.consistency:.0f} · "
        f"simplicity {found.simplicity:.0f}"
    )
