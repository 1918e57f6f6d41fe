"""Which revision of a contribution is public, and where: whatever is shown of one goes by this.

Each change of what a contribution says makes a revision. In its own server the revision counts that
a curator has approved, until another one is approved; in all other servers the one that the
operator has shared. Scenes and Easter eggs that no curator has approved are told nowhere; films
and times count in their own server before a curator looks, unless they are held.
"""

from __future__ import annotations

from dataclasses import replace

from data.contributions.rules.contribution import Contribution, State
from data.contributions.rules.kinds import Content, Timestamp


def seen_in(contribution: Contribution, server_id: int) -> Contribution:
    """A contribution as it counts in a server: its own, or one with which it is shared.

    Raises as :func:`everywhere`.
    """
    own = contribution.server_id == server_id
    return in_own_server(contribution) if own else everywhere(contribution)


def in_own_server(contribution: Contribution) -> Contribution:
    """A contribution as it counts in its own server: as a curator has approved it, if one has."""
    approved = contribution.approved_content
    if approved is None:
        return contribution
    return replace(saying(contribution, approved), state=State.APPROVED)


def everywhere(contribution: Contribution) -> Contribution:
    """A contribution as it counts in other servers; it does so only while it does in its own.

    ``ValueError`` for one that is not shared.
    """
    shared = contribution.promoted_content
    if shared is None:
        raise ValueError("This contribution is not shared with all servers.")
    own = in_own_server(contribution)
    return replace(saying(own, shared), approved_content=shared if own.approved else None)


def saying(contribution: Contribution, content: Content) -> Contribution:
    """The contribution with another content; nobody has confirmed the new times of a timestamp."""
    if isinstance(content, Timestamp) and content != contribution.content:
        return replace(contribution, content=content, confirmed_by=())
    return replace(contribution, content=content)
