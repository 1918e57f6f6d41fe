"""What ``/config leaktest`` found, as admins read it."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from cogs.shared.cards.leak_check import Leak
from cogs.shared.items import new_card
from data.locales import N_, _, _n

MOST_LEAKS = 20
"""Leaks told about; one is reason enough to act."""

NO_LEAK = N_("No hidden text can be read in any of them before a click.")
WHAT_TO_DO = N_(
    "Please tell the operator of this bot. Until it is mended, `/config policy` with the mode "
    "*off* keeps my answers private."
)


def leak_report(replies: int, leaks: Sequence[Leak]) -> ui.LayoutView:
    """The verdict on so many kinds of replies."""
    title = _("Leak test")
    made = _n(
        "I made {count} kind of reply with marked spoilers.",
        "I made {count} kinds of reply with marked spoilers.",
        replies,
    )
    lines = [f"### {title}", made]
    if leaks:
        lines.append(
            _n(
                "**{count} place** may show hidden text:",
                "**{count} places** may show hidden text:",
                len(leaks),
            )
        )
        lines += [f"- {leak.slice}, {leak.reply}: {leak.part}" for leak in leaks[:MOST_LEAKS]]
        lines.append(_(WHAT_TO_DO))
    else:
        lines.append(_(NO_LEAK))
    view = new_card()
    view.add_item(ui.Container(ui.TextDisplay("\n".join(lines))))
    return view
