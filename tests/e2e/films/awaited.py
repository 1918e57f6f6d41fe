"""Waiting for news of a film, and what then comes of it."""

from __future__ import annotations

from dataclasses import replace

import simcord

from data.catalogue.catalogue import Catalogue
from data.catalogue.verdict import Claim
from data.lookup import Lookup
from tests.e2e.conftest import Club, make_bot
from tests.e2e.reminders.evenings import MINUTE, later, press, said
from tests.e2e.replies import answer
from tests.films import CLAIMS, FILMS

BUTTON = "Tell me when known"
NOTHING = (Claim("screens.example", mid=0, post=0, official=True),)
SCENE = (Claim("screens.example", mid=1, post=0, official=True),)


def knowing(claims: dict[str, tuple[Claim, ...]]) -> Catalogue:
    """The catalogue with these claims in place of the films' own."""
    return Catalogue(FILMS, {}, CLAIMS | claims, {})


async def wait_for(
    club: Club,
    film: str,
    who: simcord.MemberActor | None = None,
    place: simcord.ChannelHandle | None = None,
) -> str:
    who, place = who or club.alice, place or club.lobby
    pressed = await press(who, await who.slash(place, "stinger", film=film), BUTTON)
    assert answer(pressed).ephemeral
    return said(pressed)


async def learn(club: Club, claims: dict[str, tuple[Claim, ...]]) -> None:
    """A running bot is given a newer catalogue."""
    newer = knowing(claims)
    club.bot.take_catalogue(newer, Lookup.of(newer))
    await later(club, MINUTE)


async def forget(club: Club, film: str) -> None:
    """Start the bot anew on a catalogue in which the film is not known yet."""
    before = knowing({film: ()})
    await club.env.restart_bot(
        make_bot(replace(club.resources, catalogue=before, lookup=Lookup.of(before)))
    )


async def my_list(club: Club) -> str:
    return said(await club.alice.slash(club.lobby, "me awaited"))
