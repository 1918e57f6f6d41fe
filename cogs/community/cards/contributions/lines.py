"""What is said of a contribution in lists and on its card: what it is about, where it stands."""

from __future__ import annotations

from cogs.community.kinds.table import kind_of
from cogs.community.rules.text import HINT_ROOM
from cogs.shared.cards.spoilers import hide, plain
from data.contributions.rules.contribution import Contribution, State
from data.locales import N_, _, _n
from data.locales.formats import labelled

NAME_ROOM = 80
SUMMARY_ROOM = 400
STATES = {
    State.OPEN: N_("waits for a curator"),
    State.APPROVED: N_("approved"),
    State.REJECTED: N_("rejected"),
    State.REPLACED: N_("replaced by a newer report"),
}


def summary_line(
    contribution: Contribution, tell: bool, strict: bool, room: int = SUMMARY_ROOM + HINT_ROOM
) -> str:
    """What it is about, in a line; a hint only with ``tell``, hidden if no curator approved it."""
    line = kind_of(contribution.content).summary(contribution.content)
    words = (hide if strict else plain)(line.words, min(room, SUMMARY_ROOM))
    left = min(room - len(labelled(words, "")), HINT_ROOM)
    if not (tell and line.hint) or left <= 0:
        return words
    careful = strict or not contribution.approved
    return labelled(words, (hide if careful else plain)(line.hint, left))


def status_line(contribution: Contribution) -> str:
    """Where it stands and who stands behind it, in numbers."""
    undecided = contribution.state is State.OPEN and not contribution.held
    parts = [f"#{contribution.id}"]
    unread = contribution.kind in ("timestamp", "sighting")  # which count without a curator
    if not (undecided and unread):
        parts.append(_status(contribution))
    if contribution.kind in ("scene", "timestamp", "sighting"):
        parts.append(_support(contribution.independent))
    if contribution.approved_content not in (None, contribution.content):
        parts.append(_("until then everybody reads what was approved before"))
    if contribution.promoted_content == contribution.content:
        parts.append(_("shared with all servers"))
    elif contribution.promoted:
        parts.append(_("shared with all servers as it was before"))
    return " · ".join(parts)


def _status(contribution: Contribution) -> str:
    if contribution.held:
        return _("held until a curator has looked")
    return _(STATES[contribution.state])


def _support(independent: int) -> str:
    if not independent:
        return _("no independent member yet")
    return _n("{count} independent member", "{count} independent members", independent)
