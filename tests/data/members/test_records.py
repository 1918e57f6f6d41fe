"""What is handed out and deleted by what the tables declare, on both databases."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from data.database import Database
from data.members.records import Records, member_columns
from data.members.seen_films import SeenFilms
from data.members.typed_words import TypedWords
from data.schema.columns import Erase
from data.servers.policy import Policy
from data.servers.preferences import Preferences
from tests.films import known_films

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SERVER = 2**62 + 1


async def test_a_members_export_is_complete_and_their_deletion_too(database: Database) -> None:
    seen = SeenFilms(database, known_films(database))
    for member in (1, 2):
        await Preferences(database).change_member(member, time_zone="Europe/Berlin")
        await seen.toggle(member, "a-film", NOW)
        await TypedWords(database).keep(member, "toy:tell", "7", {"what": "a plot"}, NOW)
    records = Records(database)
    export = json.loads(json.dumps(await records.of_member(1)))
    assert export["settings"] == [{"name": "time_zone", "value": "Europe/Berlin"}]
    assert export["films seen"] == [{"film_id": "a-film", "marked_at": NOW.isoformat()}]
    assert export["typed words"][0]["texts"] == {"what": "a plot"}
    told: list[tuple[int, set[int]]] = []
    records.after_erasing_member.append(
        lambda user_id, servers: told.append((user_id, set(servers)))
    )
    assert await records.erase_member(1) == []
    assert told == [(1, set())]
    assert not any((await records.of_member(1)).values())
    assert await records.of_member(2) == export | {
        "typed words": (await records.of_member(2))["typed words"]
    }


async def test_a_servers_export_is_complete_and_exact(database: Database) -> None:
    preferences = Preferences(database)
    await preferences.change_server(SERVER, embargo_days=3, curator_role_id=SERVER)
    await preferences.set_policy(SERVER, SERVER, Policy.STRICT)
    await preferences.listening.set(SERVER, SERVER + 1, listens=True)
    await preferences.embargoes.set(SERVER, "a-film", NOW)
    records = Records(database)
    export = json.loads(json.dumps(await records.of_server(SERVER)))
    server = str(SERVER)
    assert {row["name"]: row["value"] for row in export["settings"]}["embargo_days"] == 3
    assert export["policies"] == [{"server_id": server, "place_id": server, "policy": "strict"}]
    assert export["listening"] == [{"server_id": server, "place_id": str(SERVER + 1)}]
    assert export["embargoes"][0]["ends_at"] == NOW.isoformat()
    await records.erase_server(SERVER)
    assert not any((await records.of_server(SERVER)).values())


def test_every_name_that_stays_under_a_number_or_nothing_is_told_of() -> None:
    """A member reads what is left of them, unless it is a passing tap or a decision's history."""
    silent = {
        str(column)
        for column, declared in member_columns()
        if declared.erase is not Erase.DELETE and declared.stays is None
    }
    assert silent == {"party.tapped_by", "contribution_event.actor_id"}
