"""A list of theories: neutral rows without hidden text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from cogs.shared.cards.horizon import see_first
from cogs.shared.cards.paging import add_paging
from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import film_name
from cogs.shared.items import ActionButton, new_card
from cogs.theories.rules.credibility import Band
from cogs.theories.rules.lists import NEWEST, ListRequest
from cogs.theories.rules.theory import Theory
from data.catalogue.film import Film, NeededFilm
from data.locales import _, _n
from data.paging import Page

TURN = "theory:page"
"""The action that shows another page; its argument is a :class:`ListRequest`."""

START = "theory-new"
"""The entry that opens the form for a film."""


def open_and_held(theories: int, held: int) -> str | None:
    """How many theories are open and how many ballots held, in sentences; ``None`` without any."""
    told = []
    if theories:
        told.append(_n("{count} theory is open.", "{count} theories are open.", theories))
    if held:
        told.append(_n("{count} ballot is held.", "{count} ballots are held.", held))
    return " ".join(told) or None


def list_card(
    page: Page[Theory],
    request: ListRequest,
    *,
    film: Film | None,
    counts: Mapping[int, int],
    bands: Mapping[int, Band],
    first: Mapping[int, Sequence[NeededFilm]],
    buttons: Sequence[ActionButton] = (),
) -> ui.LayoutView:
    """One page: a neutral row for each theory. ``bands`` holds the scores that may be shown.

    ``first`` are the films that the reader should see before a theory's, by its id: of such a
    theory it is told only that it is there.
    """
    head = f"### {_title(request, film)}\n{_total(page.total)}"
    if request.sort != NEWEST and not bands and page.total:
        why = _("Newest first, because scores are shown only to those who have rated.")
        head += f"\n-# {why}"
    rows = [
        _closed_row(theory, to_see)
        if (to_see := first.get(theory.id))
        else _row(theory, counts.get(theory.id, 0), bands.get(theory.id))
        for theory in page.rows
    ]
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(head))
    none = _("No theory fits. Start one with /theory new.")
    container.add_item(ui.TextDisplay("\n".join(rows) or none))
    view = new_card()
    view.add_item(container)
    add_paging(view, page, TURN, lambda number: request.at(number).argument)
    if buttons:
        view.add_item(ui.ActionRow(*buttons))
    return view


def _title(request: ListRequest, film: Film | None) -> str:
    parts = [_("Theories")]
    if film is not None:
        parts.append(plain(film_name(film)))
    if request.kind is not None:
        parts.append(_(request.kind.value))
    if request.standing is not None:
        parts.append(_(request.standing))
    return " · ".join(parts)


def _total(count: int) -> str:
    return _n("{count} theory", "{count} theories", count)


def _name(theory: Theory) -> str:
    return f"- [{theory.bare_name}](<{theory.thread_link}>) · {plain(theory.film_name)}"


def _closed_row(theory: Theory, first: Sequence[NeededFilm]) -> str:
    return f"{_name(theory)}\n-# {see_first(first)}"


def _row(theory: Theory, ballots: int, band: Band | None) -> str:
    parts = [_name(theory), _(theory.standing), _n("{count} ballot", "{count} ballots", ballots)]
    if band is not None:
        parts.append(_("credibility {score}", score=band))
    return " · ".join(parts)
