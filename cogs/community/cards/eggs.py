"""The Easter-egg checklist: hints in clear, answers hidden, the reader's own ticks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import discord
from discord import ui

from cogs.shared.cards.budget import TEXT_LIMIT, fit
from cogs.shared.cards.paging import add_paging
from cogs.shared.cards.spoilers import hide, hide_link, plain
from cogs.shared.cards.wording import capitalised, film_name
from cogs.shared.items import ActionButton, ActionSelect, new_card
from data.catalogue.film import EGG_GROUPS, Film, ToldEgg
from data.contributions.rules.kinds import Egg
from data.locales import _, _n
from data.paging import Page
from data.text import SafeText

TICK = "eggs:tick"
SUGGEST = "eggs:suggest"
TURN = "eggs:page"

PAGE_SIZE = 6
LABEL_ROOM = 120


@dataclass(frozen=True, slots=True)
class ListedEgg:
    """An Easter egg as one member sees it: whether they have seen it, and how many have."""

    id: int
    egg: Egg
    seen: bool
    count: int


def in_order(eggs: Sequence[ListedEgg]) -> list[ListedEgg]:
    """By group, then as they were added."""
    return sorted(eggs, key=lambda listed: (EGG_GROUPS.index(listed.egg.group), listed.id))


def title_of(film: Film) -> SafeText:
    """What the checklist of a film is called."""
    title = _("Easter eggs")
    return SafeText(f"{title} · {plain(film_name(film), limit=LABEL_ROOM)}")


def eggs_card(
    film: Film, told: Sequence[ToldEgg], page: Page[ListedEgg], *, strict: bool
) -> ui.LayoutView:
    """A page of the checklist; the first one has the eggs told from pages as well."""
    total = page.total + len(told)
    known = _("None is known here yet.")
    if total:
        known = _n("{count} egg known here", "{count} eggs known here", total)
    head = f"### {title_of(film)}\n{known}"
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(head))
    titles = sum(len(f"**{_(group)}**\n") for group in EGG_GROUPS)
    first = [(egg.group, _told_line(egg, strict)) for egg in told if page.number == 0]
    taken = len(head) + titles + sum(len(line) + 1 for _group, line in first)
    room = (TEXT_LIMIT - taken) // max(len(page.rows), 1) - 1
    for group in EGG_GROUPS:
        lines = [line for of_group, line in first if of_group == group]
        lines += [_line(listed, room, strict) for listed in page.rows if listed.egg.group == group]
        if lines:
            text = "\n".join([f"**{capitalised(_(group))}**", *lines])
            container.add_item(ui.TextDisplay(text))
    view = new_card()
    view.add_item(container)
    if page.rows:
        view.add_item(ui.ActionRow(ActionSelect(TICK, "", _select(page.rows, strict))))
        # One of the eggs names the film, whose id and a number may be too long for a button.
        add_paging(view, page, TURN, lambda number: f"{number}:{page.rows[0].id}")
    view.add_item(ui.ActionRow(ActionButton(SUGGEST, film.id, _("Suggest"))))
    return view


def _told_line(egg: ToldEgg, strict: bool) -> str:
    hint = (hide if strict else plain)(egg.hint)
    # As below, the answer begins a line.
    return f"- {hint}\n{hide(egg.hidden)} · {hide_link(egg.source, egg.url)}"


def _line(listed: ListedEgg, room: int, strict: bool) -> str:
    mark = "- ✓ " if listed.seen else "- "
    seen = ""
    if listed.count:
        seen = " · " + _n("{count} member saw it", "{count} members saw it", listed.count)

    def hint(space: int) -> str:
        words = (hide if strict else plain)(listed.egg.hint, space - len(mark) - len(seen))
        return f"{mark}{words}{seen}"

    # The hint may end in a bar of its own; the answer begins a line so that they never touch.
    return "\n".join(fit([hint, partial(hide, listed.egg.answer)], room))


def _select(rows: Sequence[ListedEgg], strict: bool) -> ui.Select[Any]:
    options = [
        discord.SelectOption(
            label=f"{_(listed.egg.group)} {listed.id}" if strict else listed.egg.hint[:100],
            value=str(listed.id),
        )
        for listed in rows
    ]
    return ui.Select(
        placeholder=_("I saw, or take back …"),
        options=options,
        min_values=1,
        max_values=len(options),
    )
