"""What the slice keeps, exported and deleted, on both databases."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from cogs.server.own_data import OwnMemberData, OwnServerData
from data.database import Database
from data.members.refused_forms import RefusedForms
from data.members.seen_films import SeenFilms
from data.servers.policy import Policy
from data.servers.preferences import Preferences
from tests.films import known_films

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SERVER = 2**62 + 1


async def test_a_members_export_is_complete_and_their_deletion_too(database: Database) -> None:
    preferences, seen = Preferences(database), SeenFilms(database, known_films(database))
    refused = RefusedForms(database)
    own = OwnMemberData(preferences, seen, refused)
    await preferences.change_member(1, time_zone="Europe/Berlin", share="only me")
    await seen.toggle(1, "a-film", NOW)
    await refused.keep(1, "toy:tell", "7", {"what": "a plot"}, NOW)
    export = json.loads(json.dumps(await own.export(1)))
    assert export["settings"]["time_zone"] == "Europe/Berlin"
    assert export["settings"]["share"] == "only me"
    assert export["films_seen"] == [{"film": "a-film", "marked_at": NOW.isoformat()}]
    assert export["refused_forms"] == [{"what": "a plot"}]
    assert await own.delete(1) is None
    assert (await own.export(1))["refused_forms"] == []
    assert (await own.export(1))["films_seen"] == []
    assert (await preferences.member(1)).time_zone is None


async def test_a_servers_export_is_complete_and_exact(database: Database) -> None:
    preferences = Preferences(database)
    own = OwnServerData(preferences)
    await preferences.change_server(SERVER, embargo_days=3, curator_role_id=SERVER)
    await preferences.set_policy(SERVER, SERVER, Policy.STRICT)
    await preferences.listening.set(SERVER, SERVER + 1, listens=True)
    await preferences.embargoes.set(SERVER, "a-film", NOW)
    export = json.loads(json.dumps(await own.export(SERVER)))
    assert export["settings"]["embargo_days"] == 3
    assert export["settings"]["curator_role_id"] == str(SERVER)
    assert export["policies"] == {str(SERVER): "strict"}
    assert export["listening"] == [str(SERVER + 1)]
    assert export["embargoes"] == {"a-film": NOW.isoformat()}
    await own.delete(SERVER)
    empty = await own.export(SERVER)
    assert (empty["policies"], empty["listening"], empty["embargoes"]) == ({}, [], {})
    assert empty["settings"]["embargo_days"] == 14
