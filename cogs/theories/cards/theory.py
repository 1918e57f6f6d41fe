"""A theory as Discord shows it. Kind, claim, evidence, objections and links stay hidden."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import discord
from discord import ui

from cogs.shared.cards.spoilers import hide, hide_link, plain
from cogs.shared.items import ActionButton, new_card
from cogs.theories.rules.credibility import LEAST_SHOWN, Band, Credibility
from cogs.theories.rules.evidence import read_item
from cogs.theories.rules.portrait import Portrait
from cogs.theories.rules.theory import Evidence, Objection, Resolution, Status, Theory
from data.locales import N_, _, _n
from data.text import HiddenText, SafeText

RATE, EVIDENCE = "theory:rate", "theory:evidence"
OBJECTION, FOLLOW = "theory:objection", "theory:follow"
"""What members do with a theory; the argument is its id."""

SHOW, SHOW_OBJECTIONS = "theory:show", "theory:objections"
"""Showing a theory, or its objections, by its id, as if the reader had seen what to see first."""

OBJECT, BACK = "theory:object", "theory:back"
"""Writing an objection to a theory, by its id; choosing the strongest, by the objection's id."""

BANNER = N_("Hypothesis: not officially confirmed")

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
    Status.FROZEN: N_("Frozen by moderators: no ballots and no evidence for now."),
    Status.LOCKED: N_("Closed by moderators."),
    Status.WITHDRAWN: N_("Withdrawn by its author."),
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
    claim = f"{hide(_(theory.kind.value))}\n{hide(theory.claim, limit=CLAIM_ROOM)}"
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
    view = new_card()
    view.add_item(container)
    if posting or theory.status in (Status.OPEN, Status.FROZEN):
        view.add_item(ui.ActionRow(*theory_buttons(theory)))
    return view


def theory_buttons(theory: Theory) -> list[ActionButton]:
    """What members can do with a theory."""
    argument = str(theory.id)
    return [
        ActionButton(RATE, argument, _("Rate"), style=discord.ButtonStyle.primary),
        ActionButton(EVIDENCE, argument, _("Evidence")),
        ActionButton(OBJECTION, argument, _("Objection")),
        ActionButton(FOLLOW, argument, _("Follow")),
    ]


def objections_card(theory: Theory, objections: Sequence[Objection]) -> ui.LayoutView:
    """The objections to a theory, hidden, with a button to back each."""
    view = new_card()
    view.add_item(ui.TextDisplay(_("Which objection is the strongest? You can pick one.")))
    for objection in objections:
        count = _n("{count} member", "{count} members", objection.backers)
        text = f"{count}\n{hide(objection.words, limit=CHOICE_ROOM)}"
        button = ActionButton(BACK, str(objection.id), _("This one"))
        section: ui.Section[Any] = ui.Section(text, accessory=button)
        view.add_item(section)
    view.add_item(ui.ActionRow(ActionButton(OBJECT, str(theory.id), _("Write another"))))
    return view


def _banner(portrait: Portrait) -> str:
    if portrait.resolution is None or portrait.theory.outcome is None:
        note = _(_NOTES.get(portrait.theory.status, ""))
        return f"**{_(BANNER)}**\n{note}".rstrip()
    resolved = _("Resolved: {outcome}", outcome=_(portrait.theory.outcome.value))
    return f"**{resolved}**\n{resolution_words(portrait.resolution)}"


def resolution_words(resolution: Resolution) -> str:
    """On whose word a theory was resolved; the link, which may tell too much, is hidden."""
    return f"{checked_words(resolution)}\n{hidden_source(resolution.source, SOURCE_ROOM)}"


def checked_words(resolution: Resolution) -> str:
    """How good the source of a resolution is, and how many looked at it."""
    source_class = _(resolution.source_class.value)
    if resolution.seconder_id:
        return _("Checked by two curators (source: {source_class})", source_class=source_class)
    return _("Checked by one curator (source: {source_class})", source_class=source_class)


def hidden_source(source: HiddenText, room: int) -> SafeText:
    """The link that settles a theory, to be opened after a click; what is too long is cut.

    It takes at most ``room`` characters.
    """
    address = source.unwrap_for_spoiler()
    link = hide_link(read_item(address).host or _("source"), address)
    return link if len(link) <= room else hide(source, limit=room)


def _objection_text(portrait: Portrait) -> str:
    if portrait.objection is None:
        return ""
    backers = _n("{count} member", "{count} members", portrait.objection.backers)
    title = _("Strongest objection")
    words = hide(portrait.objection.words, limit=OBJECTION_ROOM)
    return f"**{title}** · {backers}\n{words}"


def _evidence_text(portrait: Portrait) -> str:
    first, *rest = evidence_pages(portrait.evidence, EVIDENCE_ROOM, item_room=ITEM_ROOM)
    if not rest:
        return first
    more = _(
        "There's more: /theory show number:{number} lists everything", number=portrait.theory.number
    )
    return f"{first}\n-# {more}"


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
        title = _("Evidence")
        heading = f"**{title} · {_(source_class.value)}**\n"
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
    ballots = _n("{count} ballot", "{count} ballots", portrait.ballots)
    parts = [ballots, _score_words(portrait)]
    author_id = portrait.theory.author_id
    author = f"<@{author_id}>"
    parts.append(_("by {author}", author=author) if author_id else _("by a former member"))
    return f"-# {' · '.join(part for part in parts if part)}"


def _score_words(portrait: Portrait) -> str:
    resolution = portrait.resolution
    if resolution is not None:
        if resolution.score is None or resolution.margin is None:
            return ""
        band = Band(resolution.score, resolution.margin)
        return _("credibility when resolved: {score}", score=band)
    if portrait.credibility is not None:
        if not portrait.credibility.shown:
            return _("score shown from {least} ballots on", least=LEAST_SHOWN)
        return _("credibility {score}", score=portrait.credibility.band)
    return _("score shown to those who have rated") if portrait.hidden else ""


def receipt(credibility: Credibility) -> str:
    """What everybody reads after voting, whatever becomes of their ballot."""
    count = credibility.ballots
    if not credibility.shown:
        return _(
            "Received. The score is shown from {least} ballots on ({count} so far).",
            least=LEAST_SHOWN,
            count=count,
        )
    score = _n(
        "Received. Credibility {score} of 100, from {count} ballot.",
        "Received. Credibility {score} of 100, from {count} ballots.",
        count,
        score=credibility.band,
    )
    parts = _(
        "Source {source} · consistency {consistency} · simplicity {simplicity}",
        source=round(credibility.source),
        consistency=round(credibility.consistency),
        simplicity=round(credibility.simplicity),
    )
    return f"{score}\n{parts}"
