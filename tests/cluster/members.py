"""Members of the simulated Discord: what they do, and what they read in answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.channels import message
from tests.cluster.city import COMPONENT, FORM, City
from tests.e2e.replies import components_of, shown_text

SELECT, BUTTON = 3, 2
MESSAGE, WORD, WILL_EDIT, UPDATE, MODAL = 4, 5, 6, 7, 9
"""How an interaction is answered at first."""


class AnsweredOtherwiseError(Exception):
    """Something else was answered than the one step that goes on from there; the text of it."""


@dataclass(frozen=True)
class Reply:
    """What an interaction led to: a message, or a form; ``on`` is the message as one presses it."""

    server: int
    on: Mapping[str, Any]
    form: Mapping[str, Any] | None = None

    @property
    def text(self) -> str:
        """All that stands in it."""
        return f"{self.on.get('content', '')}\n{shown_text(self.on.get('components'))}"


class Member:
    """Somebody in a server, whose account is old enough for everything."""

    def __init__(self, city: City, server: int, number: int) -> None:
        self.city = city
        self.server = server
        self.number = number

    async def use(self, name: str, **options: str | int) -> Reply:
        """Use a command and wait for what it leads to."""
        kinds = {str: 3, int: 4}
        given = [
            {"type": kinds[type(value)], "name": option, "value": value}
            for option, value in options.items()
        ]
        number = await self.city.command(self.server, name, *given, who=self.number)
        return await self._answered(number, None)

    async def press(self, on: Mapping[str, Any], action: str) -> Reply:
        """Press the button of that action on a message and wait for what it leads to."""
        return await self._answered(await self.tap(on, action), on)

    async def tap(self, on: Mapping[str, Any], action: str) -> int:
        """Press a button and wait for nothing; the id of the interaction."""
        ids = (str(part.get("custom_id", "")) for part in components_of(on["components"]))
        custom_id = next((one for one in ids if one.startswith(f"{action}:")), None)
        if custom_id is None:
            raise AnsweredOtherwiseError(Reply(self.server, on).text)
        data = {"custom_id": custom_id, "component_type": BUTTON}
        return await self.city.interact(COMPONENT, self.server, data, who=self.number, on=on)

    async def choose(self, on: Mapping[str, Any], *values: str) -> Reply:
        """Choose from the one select of a message."""
        (select,) = (part for part in components_of(on["components"]) if part["type"] == SELECT)
        data = {"custom_id": select["custom_id"], "component_type": SELECT, "values": values}
        number = await self.city.interact(COMPONENT, self.server, data, who=self.number, on=on)
        return await self._answered(number, on)

    async def fill_in(self, reply: Reply, **answers: str) -> Reply:
        """Send a form that was opened with these answers."""
        if reply.form is None:
            raise AnsweredOtherwiseError(reply.text)
        fields = []
        for label in reply.form["components"]:
            field = label["component"]
            given = {"type": field["type"], "custom_id": field["custom_id"]}
            value = answers.get(field["custom_id"], "")
            several = {"values": value.split("\n") if value else []}
            given |= several if field["type"] in _SEVERAL else {"value": value}
            fields.append({"type": 18, "component": given})
        data = {"custom_id": reply.form["custom_id"], "components": fields}
        number = await self.city.interact(
            FORM, self.server, data, who=self.number, on=reply.on or None
        )
        return await self._answered(number, reply.on or None)

    async def _answered(self, number: int, on: Mapping[str, Any] | None) -> Reply:
        """Wait for more than the word that the answer will come."""
        words = self.city.answers[number]
        await self.city.until(lambda: any(_is_final(word) for word in words))
        said = next(word for word in words if _is_final(word))
        if said.get("type") == MODAL:
            return Reply(self.server, on or {}, said["data"])
        body = said.get("data", said)
        kept = message(number, int(on["channel_id"]) if on else self.server + 1, body)
        return Reply(self.server, kept)


_SEVERAL = (19, 22)
"""Fields that hold several answers: files, and what is ticked."""


def _is_final(word: Mapping[str, Any]) -> bool:
    return word.get("type") not in (WORD, WILL_EDIT)
