"""What the tests of the store share: who says what, and where."""

from __future__ import annotations

from datetime import UTC, datetime

from data.catalogue.verdict import Position
from data.contributions.rules.contribution import Contribution
from data.contributions.rules.kinds import Content, Timed, Timestamp, ToldScene
from data.contributions.rules.witnesses import Witness
from data.contributions.store.contributions import Contributions
from data.contributions.store.submissions import Submission
from data.text import HiddenText, SafeText
from tests.films import UNKNOWN

NOW = datetime(2026, 3, 1, 20, tzinfo=UTC)
HERE, THERE = 1, 2


def old(user_id: int, party_id: int | None = None) -> Witness:
    return Witness(user_id, established=True, party_id=party_id)


def timestamp(starts: int, *, runtime: int = 7200, version: str = "theatrical") -> Timestamp:
    return Timestamp(version, runtime, runtime - 600, (Timed(Position.MID, starts, starts + 60),))


def scene(words: str = "The gull returns.") -> ToldScene:
    return ToldScene(
        Position.POST, 1, "tone change", SafeText("A quiet ending."), HiddenText(words)
    )


async def add(
    store: Contributions,
    content: Content,
    reporter: Witness,
    *,
    server: int = HERE,
    film: str = UNKNOWN.id,
    now: datetime = NOW,
) -> Contribution:
    return await store.add(Submission(server, [film] if film else [], reporter, content), now)
