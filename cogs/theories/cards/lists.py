"""Several theories at once: the list, and what a new theory may repeat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import ui

from cogs.shared.cards.paging import add_paging
from cogs.shared.cards.spoilers import hide, plain
from cogs.shared.cards.wording import number_of
from cogs.shared.items import ActionButton
from cogs.theories.cards.theory import band_words
from cogs.theories.rules.lists import Band, Wanted
from cogs.theories.rules.theory import Theory
from data.catalogue.film import Film
from data.paging import Page

TURN = "theory:page"
"""The action of the paging buttons; its argument is a :class:`Wanted`."""

START = "theory-new"
"""The entry that opens the form for a film."""


def list_card(
    page: Page[Theory],
    wanted: Wanted,
    *,
    film: Film | None,
    counts: Mapping[int, int],
    bands: Mapping[int, Band],
    buttons: Sequence[ActionButton] = (),
) -> ui.LayoutView:
    """One page: a neutral row for each theory. ``bands`` holds the scores that may be shown."""
    head = f"### {_title(wanted, film)}\n{_total(page.total)}"
    if wanted.sort != "newest" and not bands and page.total:
        head += "\n-# Newest first: scores are shown to those who have rated."
    rows = [_row(theory, counts.get(theory.id, 0), bands.get(theory.id)) for theory in page.rows]
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(head))
    container.add_item(
        ui.TextDisplay("\n".join(rows) or "No theory fits. Start one with /theory new.")
    )
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    add_paging(view, page, TURN, lambda number: wanted.at(number).argument)
    if buttons:
        view.add_item(ui.ActionRow(*buttons))
    return view


def duplicates_card(draft: Theory, alike: Sequence[Theory]) -> ui.LayoutView:
    """What a new theory may repeat, for its author: claims hidden, links to the threads."""
    view = ui.LayoutView(timeout=None)
    count = "One theory" if len(alike) == 1 else f"{len(alike)} theories"
    view.add_item(
        ui.TextDisplay(f"{count} about {plain(draft.film_name)} may say the same. Have a look:")
    )
    for theory in alike:
        text = f"**Theory {theory.number}** · {theory.standing}\n{hide(theory.claim, limit=600)}"
        link: ui.Button[Any] = ui.Button(label="Open", url=thread_link(theory))
        view.add_item(ui.Section(text, accessory=link))
    post = ActionButton(
        "theory:post", str(draft.id), "Post anyway", style=discord.ButtonStyle.primary
    )
    view.add_item(ui.ActionRow(post))
    return view


def thread_link(theory: Theory) -> str:
    """The address of a theory's thread."""
    return f"https://discord.com/channels/{theory.server_id}/{theory.thread_id}"


def _title(wanted: Wanted, film: Film | None) -> str:
    parts = ["Theories"]
    if film is not None:
        parts.append(plain(film.label))
    if wanted.kind is not None:
        parts.append(wanted.kind.value)
    if wanted.standing is not None:
        parts.append(wanted.standing)
    return " · ".join(parts)


def _total(count: int) -> str:
    return "1 theory" if count == 1 else f"{count} theories"


def _row(theory: Theory, ballots: int, band: Band | None) -> str:
    name = f"[Theory {theory.number}](<{thread_link(theory)}>) · {plain(theory.film_name)}"
    parts = [name, theory.standing, number_of(ballots, "ballot")]
    if band is not None:
        parts.append(f"credibility {band_words(band.score, band.margin)}")
    return f"- {' · '.join(parts)}"
