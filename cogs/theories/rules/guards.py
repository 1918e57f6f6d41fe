"""What keeps new accounts from deciding: who may vote, and who counts as new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

NEW_MEMBER = timedelta(days=7)
NEW_ACCOUNT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Voter:
    """When a member's account was made and when they joined the server."""

    created: datetime
    joined: datetime

    def is_newcomer(self, now: datetime) -> bool:
        """Whether they joined less than 7 days ago or their account is under 30 days old."""
        return now - self.joined < NEW_MEMBER or now - self.created < NEW_ACCOUNT


@dataclass(frozen=True, slots=True)
class Gate:
    """How long an account and a membership must exist before their ballots are taken."""

    account_age: timedelta
    membership: timedelta

    def opens(self, voter: Voter) -> datetime:
        """The instant at which the voter may vote for the first time."""
        return max(voter.created + self.account_age, voter.joined + self.membership)
