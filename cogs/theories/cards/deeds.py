"""What was done with a theory, by whom and why, for the eyes of those who moderate it."""

from __future__ import annotations

from collections.abc import Sequence

from cogs.shared.cards.spoilers import hide
from cogs.theories.store.moderation import Deed

MOST_DEEDS = 10
REASON_ROOM = 300


def deeds_text(deeds: Sequence[Deed]) -> str:
    """One line for each, the latest first; a reason may tell the plot and is hidden."""
    return "\n".join(["**What was done with it** (only moderators see this)", *map(_line, deeds)])


def _line(deed: Deed) -> str:
    who = f"<@{deed.moderator_id}>" if deed.moderator_id else "a former member"
    parts = [f"<t:{deed.done_at}:f>", deed.action, who]
    if reason := hide(deed.reason, limit=REASON_ROOM):
        parts.append(reason.replace("\n", " "))
    return f"- {' · '.join(parts)}"
