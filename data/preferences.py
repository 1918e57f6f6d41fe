"""What servers, channels and members have decided; safe defaults before anybody has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Executable, delete, select

from data.database import Database, upsert
from data.policy import EMBARGO_DAYS, Policy, policy_at
from data.schema import place_policy, server_embargo


@dataclass(frozen=True, slots=True)
class Conduct:
    """How Stinger behaves at one place: its policy, and the server's embargo in days."""

    policy: Policy = Policy.STANDARD
    embargo_days: int = EMBARGO_DAYS


class Preferences:
    """Reads and keeps preferences. Outside servers, the defaults of :class:`Conduct` hold."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def conduct_at(self, places: Sequence[int]) -> Conduct:
        """How to behave in the innermost of ``places``: server, category, channel, thread.

        Places that do not exist in a case are left out; no places at all stand for a DM.
        """
        if not places:
            return Conduct()
        server_id = places[0]
        policies = select(place_policy.c.place_id, place_policy.c.policy).where(
            place_policy.c.server_id == server_id, place_policy.c.place_id.in_(places)
        )
        embargo = select(server_embargo.c.days).where(server_embargo.c.server_id == server_id)
        async with self._database.reading() as connection:
            rows = (await connection.execute(policies)).all()
            days = await connection.scalar(embargo)
        known = {place: Policy(policy) for place, policy in rows}
        return Conduct(policy_at(places, known), EMBARGO_DAYS if days is None else days)

    async def set_policy(self, server_id: int, place_id: int, policy: Policy | None) -> None:
        """Set the policy of a place, of the whole server for ``place_id == server_id``.

        ``None`` takes the setting back, so that the place follows what surrounds it.
        """
        key = (place_policy.c.server_id == server_id) & (place_policy.c.place_id == place_id)
        statement: Executable = delete(place_policy).where(key)
        if policy is not None:
            statement = upsert(
                place_policy, server_id=server_id, place_id=place_id, policy=policy.value
            )
        async with self._database.transaction() as connection:
            await connection.execute(statement)

    async def set_embargo(self, server_id: int, days: int) -> None:
        """Set how many days (0 to 365) from release a server treats a film as strict."""
        async with self._database.transaction() as connection:
            await connection.execute(upsert(server_embargo, server_id=server_id, days=days))
