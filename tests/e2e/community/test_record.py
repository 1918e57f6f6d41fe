"""``/catalogue export`` as curators of two servers use it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import simcord

from tests.e2e.community.contributors import more_members, other_club, report, said, settle_in
from tests.e2e.conftest import Club
from tests.e2e.replies import answer
from tests.films import MARK, TWO_SCENES, UNKNOWN

KEPT = "Thank you, your timestamp is kept."


async def record(who: simcord.MemberActor, place: simcord.ChannelHandle) -> bytes:
    handed = await who.slash(place, "catalogue export")
    assert handed.ephemeral
    (file,) = answer(handed).attachments
    return await file.read()


async def test_curators_of_two_servers_get_the_same_record(club: Club) -> None:
    """With what members of both measured, once it is shared, and without their names."""
    hall, carol = await other_club(club)
    (dora,) = more_members(club, "dora")
    await settle_in(club)
    for who in (club.alice, club.bob, dora):
        assert await report(club, who, UNKNOWN.id, "mid 2:05", runtime="2:00") == KEPT
    written = await record(club.admin, club.lobby)
    assert await record(carol, hall) == written
    films: dict[str, Any] = json.loads(written)["films"]
    assert films[TWO_SCENES.id]["verdict"] == "stay"
    assert UNKNOWN.id not in films, "one server's own word is not shared"
    there = replace(club, lobby=hall)
    assert await report(there, carol, UNKNOWN.id, "mid 2:09", runtime="2:00") == KEPT
    written = await record(carol, hall)
    assert await record(club.admin, club.lobby) == written
    (cut,) = json.loads(written)["films"][UNKNOWN.id]["cuts"]
    assert cut["scenes"][0]["starts"]["readings"] == [125, 125, 125, 129]
    assert MARK.encode() not in written
    for who in (club.alice, club.bob, carol, dora):
        assert str(who.id).encode() not in written
    refused = await club.alice.slash(club.lobby, "catalogue export")
    assert "Only this server's curators" in said(refused)
    assert answer(refused).ephemeral
