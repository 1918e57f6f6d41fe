"""From a claimed message to the parcel that is sent: words, buttons, whom it pings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from cogs.reminders.delivery.naming import film_name
from cogs.reminders.rules.messages import Telling, is_missed, with_mentions, words_for
from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import Claimed, Ping, Place
from cogs.shared.cards.spoilers import plain
from cogs.shared.items import ActionButton
from cogs.shared.sending.delivery import Parcel
from data.catalogue.film import Film
from data.contributions.known_films import KnownFilms
from data.servers.policy import Policy
from data.servers.preferences import Conduct, Preferences

REPEATED = "\n-# possibly repeated"
TITLE_LIMIT = 90

STOP = "remind:stop"
MINE = "remind:mine"
LATER = "remind:later"
RIGHT = "remind:right"
OFF = "remind:off"
NO_SCENE = "remind:none"
BEGAN = "party:began"

Places = Callable[[int, int], Sequence[int]]
"""From a server's and a channel's id to all places around it, the server first; empty where the
channel is not known."""


class Composer:
    """Writes what is to be sent, from what the catalogue and the server say at that moment."""

    def __init__(self, known: KnownFilms, preferences: Preferences, places: Places) -> None:
        self._known = known
        self._preferences = preferences
        self._places = places

    async def compose(self, message: Claimed, now: datetime) -> Parcel | None:
        """The parcel for a message; ``None`` if nobody is left to get it."""
        if not message.recipients:
            return None
        telling = await self._telling(message, now)
        text = words_for(message.phase, telling, message.nominal_at, now)
        named = message.place is Place.HERE and message.ping is not Ping.NONE
        mentions = [member.user_id for member in message.recipients] if named else []
        missed = is_missed(message.phase, telling.showing, now)
        return Parcel(
            place_id=message.place_id,
            user_id=message.user_id,
            nonce=message.nonce,
            content=with_mentions(text, mentions),
            buttons=_buttons(message, missed=missed),
            marks=frozenset(f"{action}:{message.id}" for action in (STOP, MINE, RIGHT)),
            mentions=mentions,
            silent=message.ping is not Ping.NORMAL or missed or message.phase is Phase.ASK,
        )

    async def must_hide(
        self,
        film: Film | None,
        place: Place,
        server_id: int | None,
        place_id: int | None,
        now: datetime,
    ) -> bool:
        """Whether what follows a film must not be read at a place; an unknown one must not."""
        conduct = Conduct()
        if place is Place.HERE and server_id is not None and place_id is not None:
            places = self._places(server_id, place_id)
            if not places:
                return True
            conduct = await self._preferences.conduct_at(places)
        # What is said in a channel that keeps answers private would be read by all of it.
        if conduct.policy is not Policy.STANDARD:
            return True
        return film is not None and conduct.embargoes_now(film, now)

    async def _telling(self, message: Claimed, now: datetime) -> Telling:
        films = await self._known.at(message.server_id)
        film = films.get(message.screening.film_id)
        return Telling(
            title=plain(film_name(message.screening, films), limit=TITLE_LIMIT),
            showing=message.screening.showing,
            judgement=films.about(film).judgement if film else None,
            strict=await self._hides(message, film, now),
            own_clocks=message.is_party,
        )

    async def _hides(self, message: Claimed, film: Film | None, now: datetime) -> bool:
        by_dm = message.place is Place.DM
        if by_dm and any(member.details for member in message.recipients):
            return False
        return await self.must_hide(film, message.place, message.server_id, message.place_id, now)


def as_repeated(parcel: Parcel) -> Parcel:
    """The parcel, saying that its reader may have it already."""
    return replace(parcel, content=parcel.content + REPEATED)


def _buttons(message: Claimed, *, missed: bool) -> list[ActionButton]:
    row = str(message.id)
    mine = ActionButton(MINE, row, "My reminders")
    if missed or message.phase in (Phase.CANCELLED, Phase.GO, Phase.MOVED):
        return [mine]
    if message.phase is Phase.ASK:
        return [
            ActionButton(RIGHT, row, "Right"),
            ActionButton(OFF, row, "Off by…"),
            ActionButton(NO_SCENE, row, "No scene"),
        ]
    stop = ActionButton(STOP, row, "No more of these")
    if message.is_party:
        return [ActionButton(BEGAN, str(message.screening.id), "Credits started"), stop]
    if message.phase is Phase.STAY:
        return [ActionButton(LATER, row, "Not yet: 5 more minutes"), stop]
    return [stop]
