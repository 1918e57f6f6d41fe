"""What a reader can do with a contribution."""

from __future__ import annotations

import discord

from cogs.community.kinds.table import kind_of
from cogs.shared.items import ActionButton
from data.contributions.rules.contribution import Contribution
from data.contributions.rules.decisions import may_confirm, may_edit
from data.contributions.rules.kinds import Timestamp
from data.contributions.rules.revisions import in_own_server
from data.locales import _

OPEN = "community:open"
TURN = "community:page"
CONFIRM = "community:confirm"
WITHDRAW = "community:withdraw"
APPROVE = "community:approve"
REJECT = "community:reject"
REJECT_BURST = "community:reject-burst"
EDIT = "community:edit"
REVERT = "community:revert"
PROMOTE = "community:promote"
DEMOTE = "community:demote"
OPEN_SHARED = "community:shared"
TURN_SHARED = "community:shared-page"


def decision_buttons(
    contribution: Contribution, *, curator: bool, reader_id: int
) -> list[ActionButton]:
    """What the reader may do with a contribution."""
    number, seen = str(contribution.id), _seen(contribution)
    buttons = []
    confirm = kind_of(contribution.content).confirm
    public = in_own_server(contribution).content
    proposed = isinstance(public, Timestamp) and public != contribution.content
    # Whoever is no curator reads the approved times; a word for those must not count for others.
    if confirm and may_confirm(contribution, reader_id) and (curator or not proposed):
        buttons.append(_confirm_button(contribution, _(confirm), reader_id))
    if curator:
        buttons.append(ActionButton(APPROVE, seen, _("Approve"), disabled=contribution.approved))
        buttons.append(ActionButton(REJECT, seen, _("Reject")))
    if curator and contribution.held:
        buttons.append(ActionButton(REJECT_BURST, seen, _("Reject the whole burst")))
    if may_edit(contribution, reader_id, curator=curator):
        buttons.append(ActionButton(EDIT, number, _("Edit")))
    if curator:
        buttons.append(ActionButton(REVERT, seen, _("Revert")))
    return buttons


def _confirm_button(contribution: Contribution, label: str, reader_id: int) -> ActionButton:
    if contribution.is_confirmed_by(reader_id):
        return ActionButton(WITHDRAW, str(contribution.id), _("Take my word back"))
    return ActionButton(CONFIRM, _seen(contribution), label, style=discord.ButtonStyle.primary)


def promotion_buttons(contribution: Contribution) -> list[ActionButton]:
    """What the operator may do with a contribution."""
    shared = contribution.promoted_content == contribution.content
    seen = _seen(contribution)
    buttons = [ActionButton(PROMOTE, seen, _("Share with all servers"), disabled=shared)]
    if contribution.promoted:
        buttons.append(ActionButton(DEMOTE, seen, _("Take back from all servers")))
    return buttons


def _seen(contribution: Contribution) -> str:
    """The contribution and the revision that the reader sees, for a button's argument."""
    return f"{contribution.id},{contribution.revision}"
