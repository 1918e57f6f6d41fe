"""What ``/config leaktest`` found, as admins read it."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from cogs.shared.cards.leak_check import Leak
from cogs.shared.cards.wording import number_of

MOST_LEAKS = 20
"""Leaks told about; one is reason enough to act."""

NO_LEAK = "No hidden text can be read in any of them before a click."
WHAT_TO_DO = (
    "Please tell the operator of this bot. Until it is mended, `/config policy` with the mode "
    "*off* keeps my answers private."
)


def leak_report(replies: int, leaks: Sequence[Leak]) -> ui.LayoutView:
    """The verdict on so many kinds of replies."""
    lines = ["### Leak test", f"I made {number_of(replies, 'kind')} of reply with marked spoilers."]
    if leaks:
        lines.append(f"**{number_of(len(leaks), 'place')}** may show hidden text:")
        lines += [f"- {leak.slice}, {leak.reply}: {leak.part}" for leak in leaks[:MOST_LEAKS]]
        lines.append(WHAT_TO_DO)
    else:
        lines.append(NO_LEAK)
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay("\n".join(lines))))
    return view
