"""``/me`` as members use it, in servers and in DMs."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.server.cards.me import DELETE
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club, archived_thread
from tests.e2e.replies import button_ids, full_text
from tests.films import FILMS, HOSTILE, MARK, TWO_SCENES

pytestmark = ON_SQLITE


async def me(club: Club, command: str, **options: str) -> str:
    result = await club.alice.slash(club.lobby, f"me {command}", **options)
    assert result.ephemeral
    return full_text(result)


@pytest.mark.parametrize("typed", ["Europe/Berlin", "europe/berlin", "berlin", " Berlin "])
async def test_a_time_zone_is_understood_as_people_type_it(club: Club, typed: str) -> None:
    assert await me(club, "timezone") == "You haven't set a time zone yet."
    assert (
        await me(club, "timezone", zone=typed)
        == "Your time zone is Berlin · Central European Time."
    )
    assert (await club.bot.preferences.member(club.alice.id)).time_zone == "Europe/Berlin"


@pytest.mark.parametrize("typed", [" ", "x", "Mars/Base", "||@everyone||", "\u202eab"])
async def test_an_unknown_time_zone_changes_nothing(club: Club, typed: str) -> None:
    assert "I know no time zone of that name" in await me(club, "timezone", zone=typed)
    assert (await club.bot.preferences.member(club.alice.id)).time_zone is None
    assert club.env.errors


@pytest.mark.parametrize("typed", ["America", "EST", "Portland"])
async def test_what_may_be_several_time_zones_changes_nothing(club: Club, typed: str) -> None:
    asked = await me(club, "timezone", zone=typed)
    assert "That may be several time zones, for example " in asked
    assert "Eastern Time" in asked
    assert (await club.bot.preferences.member(club.alice.id)).time_zone is None
    assert club.env.errors


async def test_an_offset_is_the_same_all_year(club: Club) -> None:
    assert await me(club, "timezone", zone="UTC+2") == "Your time zone is UTC+2."
    assert (await club.bot.preferences.member(club.alice.id)).time_zone == "Etc/GMT-2"


async def test_zones_are_offered_while_typing(club: Club) -> None:
    offered = await club.alice.autocomplete(club.lobby, "me timezone", "zone", "new y")
    assert [choice["value"] for choice in offered][:1] == ["America/New_York"]
    assert 1 <= len(await club.alice.autocomplete(club.lobby, "me timezone", "zone", "")) <= 25


async def test_the_default_audience_decides_where_the_command_does_not_say(club: Club) -> None:
    async def private(**options: str) -> bool:
        return (
            await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id, **options)
        ).ephemeral

    assert "everybody sees my answer" in await me(club, "defaults")
    assert not await private()
    assert "only you see my answer" in await me(club, "defaults", share="only me")
    assert await private()
    assert not await private(share="everyone")
    assert not (await club.bob.slash(club.lobby, "stinger", film=TWO_SCENES.id)).ephemeral


async def test_a_seen_film_is_ticked_in_private_cards_only_and_shows_no_more(club: Club) -> None:
    assert "None yet" in await me(club, "seen")
    assert await me(club, "seen", film=TWO_SCENES.id) == "Night Harbour (2024) is marked as seen."
    card = full_text(
        await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id, share="only me")
    )
    assert "You have seen it" in card
    assert all(MARK not in part for part in card.split("||")[::2])
    public = full_text(await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id))
    assert "You have seen it" not in public
    others = await club.bob.slash(club.lobby, "stinger", film=TWO_SCENES.id, share="only me")
    assert "You have seen it" not in full_text(others)
    assert "no longer marked as seen" in await me(club, "seen", film=TWO_SCENES.id)
    assert "None yet" in await me(club, "seen")


async def test_the_list_of_seen_films_is_harmless_and_turns_its_pages(club: Club) -> None:
    for film in (*FILMS[:3], HOSTILE):
        await me(club, "seen", film=film.id)
    shown = await me(club, "seen")
    assert "4 films" in shown
    assert "||" not in shown
    assert "@everyone" not in shown


async def test_a_film_that_is_not_clear_is_asked_about_and_then_marked(club: Club) -> None:
    asked = await club.alice.slash(club.lobby, "me seen", film="the twin 1999")
    assert asked.ephemeral
    assert asked.response is not None
    chosen = await club.alice.select(
        asked.response.message, ["the-twin-1999-104"], custom_id="select/film:choose:seen"
    )
    assert "104 min) is marked as seen" in full_text(chosen)


async def test_the_export_comes_by_dm(club: Club) -> None:
    assert "in a DM" in await me(club, "export")
    user = club.bot.get_user(club.alice.id) or await club.bot.fetch_user(club.alice.id)
    channel = user.dm_channel or await user.create_dm()
    (message,) = [m async for m in channel.history()]
    (file,) = message.attachments
    assert file.filename == "SPOILER_my-data.json"


async def test_with_closed_dms_the_export_is_handed_over_in_private(club: Club) -> None:
    club.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    result = await club.alice.slash(club.lobby, "me export")
    assert result.ephemeral
    assert result.response is not None
    assert "I may not write to you" in result.response.content
    (file,) = result.response.attachments
    assert file.filename == "SPOILER_my-data.json"


async def test_deleting_asks_first_and_says_what_stays(club: Club) -> None:
    await me(club, "seen", film=TWO_SCENES.id)
    await me(club, "timezone", zone="Europe/Berlin")
    question = await club.alice.slash(club.lobby, "me delete")
    assert question.ephemeral
    assert question.response is not None
    assert button_ids(question.response.components) == {"Delete everything": f"{DELETE}:"}
    await club.restart()
    done = await club.alice.click(question.response.message, custom_id=f"{DELETE}:")
    assert full_text(done) == "### Deleted\nI keep nothing of yours any more."
    assert (await club.bot.preferences.member(club.alice.id)).time_zone is None
    assert "None yet" in await me(club, "seen")


async def test_a_deletion_that_fails_deletes_nothing_and_is_told(club: Club) -> None:
    async def fails(_connection: AsyncConnection, _user_id: int) -> None:
        raise OSError("disk full of secrets")

    await me(club, "seen", film=TWO_SCENES.id)
    club.bot.records.before_erasing_member.append(fails)
    question = await club.alice.slash(club.lobby, "me delete")
    assert question.response is not None
    failed = await club.alice.click(question.response.message, custom_id=f"{DELETE}:")
    (said,) = [reply.content for reply in failed.followups]
    assert said.startswith("Something went wrong on my side")
    assert "secrets" not in said
    assert TWO_SCENES.title in await me(club, "seen")


async def test_everything_works_in_an_archived_thread(club: Club) -> None:
    thread = await archived_thread(club)
    for command in ("timezone", "defaults", "seen", "delete", "export"):
        assert (await club.alice.slash(thread, f"me {command}")).ephemeral


async def test_everything_works_in_a_dm(club: Club) -> None:
    carol = club.env.create_user("carol")
    for command in ("timezone", "defaults", "seen", "delete", "export"):
        assert (await carol.slash(f"me {command}")).response is not None
    assert "Night Harbour (2024) is marked" in full_text(
        await carol.slash("me seen", film=TWO_SCENES.id)
    )
