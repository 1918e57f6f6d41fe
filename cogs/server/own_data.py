"""What the slice itself keeps of members and servers, for export and deletion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from data.members.refused_forms import RefusedForms
from data.members.seen_films import SeenFilms
from data.servers.preferences import Preferences


class OwnMemberData:
    """A member's settings, the films they have seen, and what they typed into refused forms."""

    def __init__(self, preferences: Preferences, seen: SeenFilms, refused: RefusedForms) -> None:
        self._preferences = preferences
        self._seen = seen
        self._refused = refused

    async def export(self, user_id: int) -> Mapping[str, Any]:
        """All that is kept of a member here."""
        return {
            "settings": asdict(await self._preferences.member(user_id)),
            "films_seen": [
                {"film": film_id, "marked_at": datetime.fromtimestamp(marked_at, UTC).isoformat()}
                for film_id, marked_at in await self._seen.of_member(user_id)
            ],
            "refused_forms": await self._refused.export(user_id),
        }

    async def delete(self, user_id: int) -> str | None:
        """Delete it; nothing stays."""
        await self._preferences.forget_member(user_id)
        await self._seen.forget(user_id)
        await self._refused.forget(user_id)
        return None


class OwnServerData:
    """What a server has set."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    async def export(self, server_id: int) -> Mapping[str, Any]:
        """All that is kept of a server here; ids as strings, because JSON rounds large numbers."""
        policies = await self._preferences.policies(server_id)
        embargoes = await self._preferences.embargoes.of_server(server_id)
        listening = await self._preferences.listening.places(server_id)
        settings = asdict(await self._preferences.server(server_id))
        return {
            "settings": {n: str(v) if n.endswith("_id") and v else v for n, v in settings.items()},
            "policies": {str(place): policy.value for place, policy in policies.items()},
            "embargoes": {film_id: ends.isoformat() for film_id, ends in embargoes.items()},
            "listening": [str(place) for place in sorted(listening)],
        }

    async def delete(self, server_id: int) -> None:
        """Delete it."""
        await self._preferences.forget_server(server_id)
