"""What curators and moderators decide on, and what they did with a theory."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from cogs.shared.cards.spoilers import hide, plain
from cogs.shared.items import ActionButton, new_card, new_view
from cogs.theories.cards.theory import hidden_source
from cogs.theories.rules.theory import AGREED, ASKED_TO_DELETE, PROPOSED, Deed, Theory
from data.locales import N_, _
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

_DONE = {
    "freeze": N_("frozen"),
    "unfreeze": N_("unfrozen"),
    "release": N_("ballots released"),
    "void": N_("ballots voided"),
    "lock": N_("locked"),
    "unlock": N_("unlocked"),
    "reopen": N_("made a hypothesis again"),
    ASKED_TO_DELETE: N_("asked to delete"),
    "delete": N_("deleted"),
    PROPOSED: N_("proposed: {outcome}"),
    AGREED: N_("agreed: {outcome}"),
}


def proposal_card(theory: Theory, outcome: str, source: HiddenText, proposal: int) -> ui.LayoutView:
    """What a second curator decides on; the link, which may tell too much, is hidden."""
    asked = _(
        "A curator proposes to resolve it as **{outcome}**. Another curator checks that the source "
        "is official or on record, and agrees.",
        outcome=_(outcome),
    )
    view = new_card()
    view.add_item(
        ui.TextDisplay(f"### {plain(theory.name)}\n{asked}\n{hidden_source(source, SOURCE_ROOM)}")
    )
    agree = ActionButton(AGREE, str(proposal), _("Agree"), style=discord.ButtonStyle.primary)
    view.add_item(ui.ActionRow(agree))
    return view


def agreed_card(theory: Theory, outcome: str) -> ui.LayoutView:
    """What stands in place of a proposal once a second curator has agreed."""
    agreed = _("Agreed: theory {number} is {outcome}.", number=theory.number, outcome=_(outcome))
    view = new_card()
    view.add_item(ui.TextDisplay(agreed))
    return view


def deletion_button(deed_id: int) -> ui.View:
    """The button that deletes a theory, whose deletion that deed asked for."""
    view = new_view()
    view.add_item(
        ActionButton(DELETE, str(deed_id), _("Delete for good"), style=discord.ButtonStyle.danger)
    )
    return view


def deeds_text(deeds: Sequence[Deed]) -> str:
    """One line for each deed, the latest first; a reason may tell the plot and is hidden."""
    head = _("**What was done with it** (only moderators see this)")
    return "\n".join([head, *map(_line, deeds)])


def _line(deed: Deed) -> str:
    who = f"<@{deed.moderator_id}>" if deed.moderator_id else _("a former member")
    parts = [f"<t:{deed.done_at}:f>", _done(deed), who]
    if reason := hide(deed.reason, limit=REASON_ROOM):
        parts.append(reason.replace("\n", " "))
    return f"- {' · '.join(parts)}"


def _done(deed: Deed) -> str:
    done = _DONE.get(deed.action, deed.action)
    return _(done, outcome=_(deed.outcome)) if deed.outcome else _(done)
