"""Embargoes of single films, beside that of all new releases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from data.database import Database
from data.servers.policy import Policy
from data.servers.preferences import Conduct, Preferences
from tests.films import TWO_SCENES, UPCOMING

SERVER, OTHER, CHANNEL = 10, 11, 20
NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)


async def conduct(database: Database, server_id: int = SERVER) -> Conduct:
    return await Preferences(database).conduct_at([server_id, CHANNEL])


async def test_by_default_new_releases_are_under_embargo_for_two_weeks(database: Database) -> None:
    here = await conduct(database)
    assert here.embargoes_now(UPCOMING, NOW)
    assert not here.embargoes_now(UPCOMING, datetime(2026, 1, 16, tzinfo=UTC))
    assert not here.embargoes_now(TWO_SCENES, NOW)


async def test_a_server_puts_an_old_film_under_embargo_until_an_instant(database: Database) -> None:
    preferences = Preferences(database)
    ends = NOW + timedelta(days=3)
    assert not (await preferences.conduct_at([SERVER, CHANNEL])).is_strict(TWO_SCENES, NOW)
    await preferences.embargoes.set(SERVER, TWO_SCENES.id, ends)
    for here in (await preferences.conduct_at([SERVER, CHANNEL]), await conduct(database)):
        assert here.is_strict(TWO_SCENES, NOW)
        assert here.is_strict(TWO_SCENES, ends - timedelta(seconds=1))
        assert not here.is_strict(TWO_SCENES, ends)
    assert not (await conduct(database, OTHER)).is_strict(TWO_SCENES, NOW)


async def test_a_film_is_set_free_early_and_given_back_to_the_rule(database: Database) -> None:
    preferences = Preferences(database)
    await preferences.embargoes.set(SERVER, UPCOMING.id, NOW)
    assert not (await conduct(database)).embargoes_now(UPCOMING, NOW)
    await preferences.embargoes.set(SERVER, UPCOMING.id, None)
    assert (await conduct(database)).embargoes_now(UPCOMING, NOW)
    await preferences.embargoes.set(SERVER, UPCOMING.id, None)


@pytest.mark.parametrize("policy", list(Policy))
def test_a_strict_place_is_strict_about_every_film(policy: Policy) -> None:
    assert Conduct(policy).is_strict(TWO_SCENES, NOW) is (policy is Policy.STRICT)
