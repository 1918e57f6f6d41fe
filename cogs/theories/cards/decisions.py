"""What curators and moderators decide on, and what they did with a theory."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from cogs.shared.cards.spoilers import hide, plain
from cogs.shared.items import ActionButton
from cogs.theories.cards.theory import hidden_source
from cogs.theories.rules.theory import Deed, Theory
from data.text import HiddenText

AGREE = "theory:agree"
"""Agrees to a proposed resolution, by its id."""

DELETE = "theory:delete"
"""Deletes a theory, by the id of the deed that asked for it."""

SOURCE_ROOM = 2_000
"""Characters that the link may take in the card on which a second curator decides."""

MOST_DEEDS = 10
REASON_ROOM = 300
"""Characters of a reason in the list of deeds."""


def proposal_card(theory: Theory, outcome: str, source: HiddenText, proposal: int) -> ui.LayoutView:
    """What a second curator decides on; the link, which may tell too much, is hidden."""
    view = ui.LayoutView(timeout=None)
    view.add_item(
        ui.TextDisplay(
            f"### {plain(theory.name)}\nA curator proposes to resolve it: **{outcome}**. Another "
            "curator checks that the source is official or on record, and agrees.\n"
            f"{hidden_source(source, SOURCE_ROOM)}"
        )
    )
    agree = ActionButton(AGREE, str(proposal), "Agree", style=discord.ButtonStyle.primary)
    view.add_item(ui.ActionRow(agree))
    return view


def agreed_card(theory: Theory, outcome: str) -> ui.LayoutView:
    """What stands in place of a proposal once a second curator has agreed."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(f"Agreed: theory {theory.number} is {outcome}."))
    return view


def deletion_button(deed_id: int) -> ui.View:
    """The button that deletes a theory, whose deletion that deed asked for."""
    view = ui.View(timeout=None)
    view.add_item(
        ActionButton(DELETE, str(deed_id), "Delete for good", style=discord.ButtonStyle.danger)
    )
    return view


def deeds_text(deeds: Sequence[Deed]) -> str:
    """One line for each deed, the latest first; a reason may tell the plot and is hidden."""
    return "\n".join(["**What was done with it** (only moderators see this)", *map(_line, deeds)])


def _line(deed: Deed) -> str:
    who = f"<@{deed.moderator_id}>" if deed.moderator_id else "a former member"
    parts = [f"<t:{deed.done_at}:f>", deed.action, who]
    if reason := hide(deed.reason, limit=REASON_ROOM):
        parts.append(reason.replace("\n", " "))
    return f"- {' · '.join(parts)}"
