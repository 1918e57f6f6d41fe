"""From a claimed message to the parcel that is sent: words, buttons, whom it pings."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

from cogs.reminders.cards.messages import asks, message_buttons, message_marks
from cogs.reminders.rules.messages import (
    TITLE_LIMIT,
    Telling,
    film_name,
    is_missed,
    with_mentions,
    words_for,
)
from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import Booking, Claimed, Ping, Place, Screening, instant
from cogs.shared.cards.sightings import question_lines
from cogs.shared.cards.spoilers import plain
from cogs.shared.sending.delivery import Parcel
from data.catalogue.facts import FilmFacts
from data.catalogue.verdict import Verdict
from data.contributions.store.known_films import KnownFilms
from data.locales import speaking
from data.servers.policy import Policy
from data.servers.preferences import Conduct, Preferences

Places = Callable[[int, int], Awaitable[Sequence[int]]]
"""From a server's and a channel's id to all places around it, the server first; empty where the
channel is not known."""


Languages = Callable[[int, str], Awaitable[str]]
"""From a server's id to what is spoken there; where nobody has chosen, the language given."""


async def as_asked(_server_id: int, language: str) -> str:
    """The language given: for where nothing is known of servers."""
    return language


class Composer:
    """Writes what is to be sent, from what the catalogue and the server say at that moment."""

    def __init__(
        self,
        known: KnownFilms,
        preferences: Preferences,
        places: Places,
        languages: Languages = as_asked,
    ) -> None:
        self._known = known
        self._preferences = preferences
        self._places = places
        self.languages = languages

    async def compose(self, message: Claimed, now: datetime) -> Parcel | None:
        """The parcel for a message; ``None`` if nobody is left to get it, or waits for it."""
        if not message.recipients:
            return None
        if message.phase is Phase.GO and not await self._must_wait(message, now):
            return None
        with speaking(await self._language(message)):
            return await self._parcel(message, now)

    async def _language(self, message: Claimed) -> str:
        """What a reminder was asked for in; word to a whole party is in its server's language."""
        asked = message.recipients[0].language
        if message.server_id is None or message.place is Place.DM or not message.is_party:
            return asked
        return await self.languages(message.server_id, asked)

    async def _parcel(self, message: Claimed, now: datetime) -> Parcel:
        strict = await self._hides(message, now)
        telling = await self.telling(message.screening, strict=strict, own_clocks=message.is_party)
        if message.phase is Phase.OFFER:
            telling = replace(telling, until=_kept_until(message))
        text: str = words_for(message.phase, telling, message.nominal_at, now)
        if asks(message):
            text = f"{text}\n{question_lines()}"
        named = message.place is Place.HERE and message.ping is not Ping.NONE
        mentions = [reminder.user_id for reminder in message.recipients] if named else []
        missed = is_missed(message.phase, telling.showing, now)
        return Parcel(
            place_id=message.place_id,
            user_id=message.user_id,
            nonce=message.nonce,
            content=with_mentions(text, mentions),
            buttons=message_buttons(message, missed=missed),
            marks=message_marks(message),
            mentions=mentions,
            silent=message.ping is not Ping.NORMAL or missed or message.phase is Phase.ASK,
        )

    async def facts(self, screening: Screening) -> FilmFacts | None:
        """What is known where a screening is; ``None`` for a film that is not known any more."""
        films = await self._known.at(screening.server_id)
        film = films.get(screening.film_id)
        return films.about(film) if film else None

    async def named_now(self, bookings: Sequence[Booking]) -> list[Booking]:
        """The bookings with the names that their films have now."""
        named = []
        for booking in bookings:
            screening = booking.screening
            label = film_name(screening, await self._known.at(screening.server_id))
            named.append(replace(booking, screening=replace(screening, film_label=label)))
        return named

    async def must_hide(
        self, screening: Screening, place: Place, place_id: int | None, now: datetime
    ) -> bool:
        """Whether what follows the film must not be read at a place; an unknown one must not."""
        channel_id = place_id if place is Place.HERE else None
        return await self.hides_film(screening.server_id, screening.film_id, channel_id, now)

    async def hides_film(
        self, server_id: int | None, film_id: str, channel_id: int | None, now: datetime
    ) -> bool:
        """Whether what follows a film must not be read in a channel, or by DM for ``None``."""
        conduct = Conduct()
        if server_id is not None and channel_id is not None:
            places = await self._places(server_id, channel_id)
            if not places:
                return True
            conduct = await self._preferences.conduct_at(places)
        # What is said in a channel that keeps answers private would be read by all of it.
        if conduct.policy is not Policy.STANDARD:
            return True
        film = (await self._known.at(server_id)).get(film_id)
        return film is not None and conduct.embargoes_now(film, now)

    async def telling(self, screening: Screening, *, strict: bool, own_clocks: bool) -> Telling:
        """What a message about a screening may tell."""
        films = await self._known.at(screening.server_id)
        facts = await self.facts(screening)
        return Telling(
            title=plain(film_name(screening, films), limit=TITLE_LIMIT),
            showing=screening.showing,
            judgement=facts.judgement if facts else None,
            strict=strict,
            own_clocks=own_clocks,
        )

    async def _must_wait(self, message: Claimed, now: datetime) -> bool:
        """Whether anybody stays to the end; where nothing may be told, all do.

        That there is no scene may be what members alone say; who stays can tell better.
        """
        facts = await self.facts(message.screening)
        if facts is None or facts.judgement.verdict is not Verdict.NONE:
            return True
        if facts.judgement.by_members_alone:
            return True
        return await self.must_hide(message.screening, message.place, message.place_id, now)

    async def _hides(self, message: Claimed, now: datetime) -> bool:
        by_dm = message.place is Place.DM
        if by_dm and any(reminder.details for reminder in message.recipients):
            return False
        return await self.must_hide(message.screening, message.place, message.place_id, now)


def _kept_until(message: Claimed) -> datetime | None:
    ends = [one.offer_ends_at for one in message.recipients if one.offer_ends_at is not None]
    return instant(min(ends)) if ends else None
