"""What a Discord on the loopback keeps of the messages that a bot sends."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from tests.loopback import ME

DISCORD_EPOCH = 1_420_070_400
NONCE_SECONDS = 180


def message(number: int, channel: int, body: Mapping[str, Any]) -> dict[str, Any]:
    """A message as Discord answers it to the bot that sent ``body``.

    ``allowed`` is no field of Discord's: tests read there whom a message might mention.
    """
    return {
        "id": str(number),
        "channel_id": str(channel),
        "author": ME,
        "content": body.get("content") or "",
        "components": body.get("components", []),
        "nonce": body.get("nonce"),
        "allowed": body.get("allowed_mentions"),
        "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "flags": body.get("flags", 0),
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
    }


class Channels:
    """Messages by channel, at Discord's own clock, which gives Unix seconds.

    A nonce that is to be enforced is honoured for :data:`NONCE_SECONDS`.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.messages: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
        self._clock = clock
        self._nonces: dict[tuple[int, str], tuple[float, dict[str, Any]]] = {}
        self._serial = itertools.count(1)

    def now(self) -> float:
        """What Discord's clock says."""
        return self._clock()

    def snowflake(self) -> int:
        """The next id, which tells its instant."""
        millis = int((self._clock() - DISCORD_EPOCH) * 1000)
        return millis << 22 | next(self._serial) & 0xFFF

    def take(self, channel: int, body: Mapping[str, Any]) -> dict[str, Any]:
        """Keep a message, unless its nonce says that it is known; as Discord answers it."""
        key = channel, str(body.get("nonce"))
        known = self._nonces.get(key)
        if body.get("enforce_nonce") and known and self._clock() - known[0] < NONCE_SECONDS:
            return known[1]
        taken = message(self.snowflake(), channel, body)
        self.messages[channel].append(taken)
        self._nonces[key] = self._clock(), taken
        return taken

    def find(self, channel: int, number: int) -> dict[str, Any] | None:
        """A message by its id."""
        return next((m for m in self.messages[channel] if m["id"] == str(number)), None)

    def edit(self, channel: int, number: int, body: Mapping[str, Any]) -> dict[str, Any] | None:
        """Change what a message says; ``None`` where it is gone."""
        found = self.find(channel, number)
        if found is not None:
            changed = {name: body[name] for name in ("content", "components") if name in body}
            found.update({name: value or type(found[name])() for name, value in changed.items()})
        return found

    def delete(self, channel: int, number: int) -> None:
        """Take a message away."""
        kept = [m for m in self.messages[channel] if m["id"] != str(number)]
        self.messages[channel][:] = kept

    def history(self, channel: int, query: Mapping[str, str]) -> list[dict[str, Any]]:
        """The messages after an id, at most so many, newest first."""
        after, limit = int(query.get("after", 0)), int(query.get("limit", 50))
        newer = [one for one in self.messages[channel] if int(one["id"]) > after]
        return newer[:limit][::-1]

    def forget(self) -> None:
        """All of it, as if nothing had been sent."""
        self.messages.clear()
        self._nonces.clear()
