"""The queue, the lists, what only the operator does, and what is not of this server."""

from __future__ import annotations

import discord

from tests.conftest import ON_SQLITE
from tests.e2e.community.contributors import (
    SECRET,
    add_film,
    add_scene,
    more_members,
    operated_by,
    other_club,
    report,
    said,
    tap,
)
from tests.e2e.conftest import Club
from tests.films import TWO_SCENES, UNKNOWN

VERBS = (
    *("open", "approve", "reject", "reject-burst"),
    *("edit", "revert", "confirm", "withdraw"),
)

pytestmark = ON_SQLITE


async def test_only_the_operator_exports(club: Club) -> None:
    refused = await club.admin.slash(club.lobby, "operator export")
    assert "Only the operator" in said(refused)


async def test_the_operator_exports_with_provenance_and_promotes(club: Club) -> None:
    await add_scene(club, club.alice)
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    opened = await tap(club.admin, queue, "Open")
    await tap(club.admin, opened, "Approve")
    await operated_by(club, club.bob)
    result = await club.bob.slash(club.lobby, "operator export")
    assert result.ephemeral
    history = await club.bot.known.contributions.everything()
    assert [one.kind for one in history] == ["scene"]
    hall, carol = await other_club(club)
    before = await carol.slash(hall, "stinger", film=UNKNOWN.id)
    assert "KINGFISHER" not in said(before)
    shown = await club.bob.slash(club.lobby, "operator promote", number=1)
    assert "KINGFISHER" not in said(await carol.slash(hall, "stinger", film=UNKNOWN.id))
    await tap(club.bob, shown, "Share with all servers")
    after = await carol.slash(hall, "stinger", film=UNKNOWN.id)
    assert f"||{SECRET}||" in said(after)


async def test_the_operator_hears_what_promoting_does(club: Club) -> None:
    await add_scene(club, club.alice)
    await report(club, club.alice, TWO_SCENES.id, "mid 2:05")
    await add_film(club, club.alice, title="Copper Comet", year=2026)
    await operated_by(club, club.bob)

    async def promote(number: int, label: str = "Share with all servers") -> str:
        opened = await club.bob.slash(club.lobby, "operator promote", number=number)
        return said(await tap(club.bob, opened, label)).partition("\n")[0]

    assert await promote(1) == (
        "#1 (scene, Paper Lantern (2021)) counts in all servers as soon as a curator of its own "
        "server approves it."
    )
    assert await promote(1, "Take back from all servers") == (
        "#1 (scene, Paper Lantern (2021)) now counts in its own server only."
    )
    assert (await promote(2)).endswith(
        "in all servers. Times are shown once 3 independent members agree, and 0 of them stand "
        "behind this report."
    )
    assert (await promote(3)).endswith("Copper Comet (2026, added)) now counts in all servers.")
    unknown = await club.bob.slash(club.lobby, "operator promote", number=4)
    assert "no contribution of that number" in said(unknown)
    hall, carol = await other_club(club)
    assert "Copper Comet" in said(await carol.slash(hall, "stinger", film="copper comet 2026"))


async def test_forged_ids_of_another_server_find_nothing(club: Club) -> None:
    await add_scene(club, club.alice)
    hall, carol = await other_club(club)
    channel = club.bot.get_channel(hall.id)
    assert isinstance(channel, discord.TextChannel)
    for verb in VERBS:
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Button(label="x", custom_id=f"community:{verb}:1"))
        await channel.send("forged", view=view)
        pressed = await carol.click(hall.history()[-1], custom_id=f"community:{verb}:1")
        assert "not there any more" in said(pressed)


async def test_lists_turn_their_pages(club: Club) -> None:
    for number in range(7):
        await add_film(club, club.alice, title=f"Comet {'I' * (number + 1)}", year=2026)
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    turned = await tap(club.admin, queue, "Next (page 1 of 2)")
    assert said(turned).count("Film: ") == 2
    for number in range(6):
        await report(club, club.alice, TWO_SCENES.id, f"mid 2:0{number}")
    shelf = await club.bob.slash(club.lobby, "timestamp history", film=TWO_SCENES.id)
    turned = await tap(club.bob, shelf, "Next (page 1 of 2)")
    assert said(turned).count("independent member") == 1


async def rush(club: Club) -> list[str]:
    """Three who have just joined report the same."""
    members = more_members(club, "dora", "emil", "fred")
    return [await report(club, one, TWO_SCENES.id, "mid 2:05") for one in members]


async def test_without_a_channel_for_it_the_owner_is_told_of_a_burst(club: Club) -> None:
    await club.bot.preferences.change_server(club.server.id, theory_alerts_id=club.server.id + 1)
    await rush(club)
    await club.env.advance_time(1)
    owner = club.server.owner
    assert owner.dm_channel is not None
    (alert,) = owner.dm_channel.history()
    assert alert.content.startswith("**Night Harbour (2024)**: 3 reports by new accounts")


async def test_where_nobody_can_be_told_the_reports_are_held_all_the_same(club: Club) -> None:
    alerts = club.server.create_text_channel("moderators-only")
    await club.bot.preferences.change_server(club.server.id, theory_alerts_id=alerts.id)
    path = f"/channels/{alerts.id}/messages"
    club.env.inject_error("POST", path, status=403, code=50013, times=None)
    club.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    *_, last = await rush(club)
    assert "A curator of this server looks" in last
    await club.env.advance_time(60)
    queue = said(await club.admin.slash(club.lobby, "catalogue queue"))
    assert queue.count("held until a curator has looked") == 3


async def test_what_new_accounts_wrote_is_not_in_the_word_to_moderators(club: Club) -> None:
    alerts = club.server.create_text_channel("moderators-only")
    await club.bot.preferences.change_server(club.server.id, theory_alerts_id=alerts.id)
    for number, member in enumerate(more_members(club, "dora", "emil", "fred")):
        link = f"https://www.imdb.com/title/tt990000{number}/"
        await add_film(club, member, title="The KINGFISHER dies", year=2026, link=link)
    await club.env.advance_time(1)
    (alert,) = alerts.history()
    assert "KINGFISHER" not in alert.content
    assert alert.content.startswith("**A film that members add**: 3 reports")


async def test_a_burst_is_rejected_as_a_whole_and_one_of_it_taken_back(club: Club) -> None:
    await rush(club)
    await report(club, club.bob, TWO_SCENES.id, "mid 9:05")
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    opened = await tap(club.admin, queue, "Open")
    rejected = await tap(club.admin, opened, "Reject the whole burst")
    assert " · rejected · " in said(rejected)
    assert said(await club.admin.slash(club.lobby, "catalogue queue")).endswith(
        "Nothing is waiting."
    )
    history = said(await club.bob.slash(club.lobby, "timestamp history", film=TWO_SCENES.id))
    assert history.count(" · rejected · ") == 3
    approved = await tap(club.admin, rejected, "Approve")
    assert " · approved · " in said(approved)
    refused = await club.bob.slash(club.lobby, "catalogue queue")
    assert "Only this server's curators" in said(refused)


async def test_a_curator_can_look_an_added_film_up(club: Club) -> None:
    link = "https://www.imdb.com/title/tt9912345/"
    about = {"runtime": "1:52", "release_date": "2026-12-18", "link": link}
    await add_film(club, club.alice, title="Copper Comet", year=2026, **about)
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    assert "Film: Copper Comet (2026)" in said(queue)
    opened = said(await tap(club.admin, queue, "Open"))
    assert f"1 h 52 · released 18 Dec 2026 · <{link}>" in opened


async def test_held_reports_are_among_what_waits(club: Club) -> None:
    assert await club.bot.known.contributions.health() is None
    await rush(club)
    assert await club.bot.known.contributions.health() == "3 contributions wait for curators."
