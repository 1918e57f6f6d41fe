"""Theories as curators, moderators and admins use them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from data.schema import theory, theory_deed
from tests.conftest import ON_SQLITE
from tests.e2e.replies import reads, sees
from tests.e2e.theories.theatre import Theatre, first, labels_of, said, text_of


def tags_of(theatre: Theatre) -> list[str]:
    (thread,) = theatre.board.threads
    board = theatre.env.backend.channels[theatre.board.id]
    names = {int(tag["id"]): tag["name"] for tag in board.available_tags}
    return [names[tag] for tag in theatre.env.backend.channels[thread.id].applied_tags]


async def test_a_second_curator_resolves(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    for voter in theatre.members(5):
        await theatre.rate(voter, thread)
    page = "https://studio.example/ZEBRAFISH"
    proposed = await theatre.propose("confirmed", source=page, source_class="on record")
    assert proposed.ephemeral
    proposal = thread.history()[-1]
    assert "**confirmed**" in text_of(proposal)
    assert "||[studio.example](<https://studio.example/ZEBRAFISH>)||" in text_of(proposal)
    assert "ZEBRAFISH" not in sees(proposal)
    own = await theatre.club.admin.click(proposal, label="Agree")
    assert "another curator" in said(own)
    stranger = await theatre.club.bob.click(proposal, label="Agree")
    assert said(stranger) == "Only curators can do this."
    await theatre.restart()
    await theatre.other_admin.click(proposal, label="Agree")
    await theatre.env.advance_time(30)
    text = text_of(first(thread))
    assert "**Resolved: confirmed**\nChecked by two curators (source: on record)" in text
    assert "credibility when resolved: 58 ± " in text
    assert labels_of(first(thread)) == {}
    assert tags_of(theatre) == ["Confirmed"]
    (agreed,) = (m for m in thread.history() if m.id == proposal.id)
    assert text_of(agreed) == "Agreed: theory 1 is confirmed."
    assert labels_of(agreed) == {}


@ON_SQLITE
async def test_a_server_may_let_one_curator_decide(theatre: Theatre) -> None:
    await theatre.set(theory_two_curators=False)
    thread = await theatre.post(theatre.club.alice)
    result = await theatre.propose("unknowable")
    assert said(result) == "Theory 1 is resolved: unknowable."
    await theatre.env.advance_time(30)
    assert "Checked by one curator" in text_of(first(thread))


@ON_SQLITE
@pytest.mark.parametrize("source", ["no link", "https://", "ftp://a.example/x", "||x||"])
async def test_a_resolution_needs_a_link(theatre: Theatre, source: str) -> None:
    await theatre.post(theatre.club.alice)
    result = await theatre.propose("partly", source=source)
    assert "must be a link" in said(result)


@ON_SQLITE
async def test_the_curator_role_counts(theatre: Theatre) -> None:
    await theatre.post(theatre.club.alice)
    lobby = theatre.club.lobby
    ask = {"number": 1, "outcome": "partly", "source": "https://studio.example/x"}
    refused = await theatre.club.moderator.slash(lobby, "theory resolve", **ask)
    assert said(refused) == "Only curators can do this."
    role = next(role for name, role in theatre.club.server.roles.items() if name == "Moderators")
    await theatre.club.admin.slash(lobby, "theory setup", curators=role)
    allowed = await theatre.club.moderator.slash(lobby, "theory resolve", **ask)
    assert "Proposed" in said(allowed)


@ON_SQLITE
@pytest.mark.parametrize("right", ["curators", "waiver"])
async def test_the_role_that_all_members_have_gives_no_right(theatre: Theatre, right: str) -> None:
    club = theatre.club
    given = {right: club.server.roles["@everyone"]}
    refused = await club.admin.slash(club.lobby, "theory setup", account_days=3, **given)
    assert "Choose a role that only those have whom you trust" in said(refused)
    settings = await club.bot.preferences.server(club.server.id)
    assert (settings.curator_role_id, settings.theory_waiver_role_id) == (None, None)
    assert settings.theory_account_days == 0


@ON_SQLITE
async def test_reopening_makes_it_a_hypothesis_again(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    await theatre.resolve("debunked")
    await theatre.env.advance_time(30)
    refused = await theatre.rate(theatre.club.bob, thread) if labels_of(first(thread)) else None
    assert refused is None
    result = await theatre.club.admin.slash(
        theatre.club.lobby, "theory moderate", number=1, action="reopen", reason="retracted"
    )
    assert "hypothesis again" in said(result)
    await theatre.env.advance_time(30)
    assert "**Hypothesis: not officially confirmed**" in text_of(first(thread))
    assert tags_of(theatre) == ["Open"]
    assert "Received" in said(await theatre.rate(theatre.club.bob, thread))


@ON_SQLITE
async def test_freezing_and_locking(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    moderator, lobby = theatre.club.moderator, theatre.club.lobby

    async def act(action: str) -> str:
        result = await moderator.slash(
            lobby, "theory moderate", number=1, action=action, reason="a reason"
        )
        assert result.ephemeral
        assert "ZEBRAFISH" not in said(result)
        return said(result)

    button = first(thread)
    assert "frozen" in await act("freeze")
    refused = await theatre.club.bob.click(button, custom_id="theory:rate:1")
    assert "frozen this theory for now" in said(refused)
    assert "open again" in await act("unfreeze")
    assert "this can't be done" in await act("unfreeze")
    assert "its thread is locked" in await act("lock")
    metadata = theatre.env.backend.channels[thread.id].thread_metadata
    assert metadata is not None
    assert metadata.locked
    refused = await theatre.club.bob.click(button, custom_id="theory:rate:1")
    assert "closed this theory" in said(refused)
    assert "its thread too" in await act("unlock")
    assert "No ballots" in await act("void")
    async with theatre.club.resources.database.reading() as connection:
        deeds = (await connection.execute(select(theory_deed).order_by(theory_deed.c.id))).all()
    assert [deed.action for deed in deeds] == ["freeze", "unfreeze", "lock", "unlock"]
    assert {deed.reason for deed in deeds} == {"a reason"}
    assert {deed.moderator_id for deed in deeds} == {moderator.id}


@ON_SQLITE
async def test_members_cannot_moderate(theatre: Theatre) -> None:
    await theatre.post(theatre.club.alice)
    result = await theatre.club.alice.slash(
        theatre.club.lobby, "theory moderate", number=1, action="delete", reason="mine"
    )
    assert said(result).startswith("Only moderators")


@ON_SQLITE
async def test_a_deed_that_discord_refuses_is_not_on_record(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    theatre.env.inject_error("PATCH", f"/channels/{thread.id}", status=403, code=50013)
    refused = await theatre.club.moderator.slash(
        theatre.club.lobby, "theory moderate", number=1, action="lock", reason="a reason"
    )
    assert "Manage Threads" in said(refused)
    async with theatre.club.resources.database.reading() as connection:
        assert (await connection.execute(select(theory_deed))).all() == []


@ON_SQLITE
async def test_deleting_asks_and_takes_thread_and_rows(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    await theatre.rate(theatre.club.bob, thread)
    moderator, lobby = theatre.club.moderator, theatre.club.lobby
    asked = await moderator.slash(
        lobby, "theory moderate", number=1, action="delete", reason="off topic"
    )
    assert "can't be undone" in said(asked)
    assert asked.response is not None
    deleted = await moderator.click(asked.response.message, label="Delete for good")
    assert "is deleted" in said(deleted)
    assert theatre.board.threads == []
    async with theatre.club.resources.database.reading() as connection:
        assert (await connection.execute(select(theory))).all() == []
        reasons = list(await connection.scalars(select(theory_deed.c.reason)))
    assert reasons == ["off topic", "off topic"]
    twice = await moderator.click(asked.response.message, label="Delete for good")
    assert "There is no theory 1 here" in said(twice)


@ON_SQLITE
async def test_setup_shows_and_takes_back(theatre: Theatre) -> None:
    admin, lobby = theatre.club.admin, theatre.club.lobby
    role = next(role for name, role in theatre.club.server.roles.items() if name == "Moderators")
    shown = said(
        await admin.slash(
            lobby,
            "theory setup",
            waiver=role,
            alerts=lobby,
            account_days=3,
            two_curators=False,
            results_hidden=False,
        )
    )
    assert f"- Board: {theatre.board.mention}" in shown
    assert "accounts at least 3 days old" in shown
    assert role.mention in shown
    assert "To resolve a theory: one curator" in shown
    assert "everybody" in shown
    shown = said(await admin.slash(lobby, "theory setup", remove="board"))
    assert "- Board: none" in shown
    refused = await theatre.club.moderator.slash(lobby, "theory setup", account_days=0)
    assert said(refused) == "Only members who may manage this server can do this."


@ON_SQLITE
async def test_the_board_gets_the_tags_it_lacks(theatre: Theatre) -> None:
    names = [tag["name"] for tag in theatre.env.backend.channels[theatre.board.id].available_tags]
    assert names == [
        *("Open", "Closed"),
        *("Confirmed", "Debunked", "Partly", "Unknowable"),
    ]
    again = await theatre.club.admin.slash(theatre.club.lobby, "theory setup", board=theatre.board)
    assert "Tags added" not in said(again)


@ON_SQLITE
async def test_moderators_read_what_was_done_by_whom_and_why(theatre: Theatre) -> None:
    await theatre.post(theatre.club.alice)
    moderator, admin, lobby = theatre.club.moderator, theatre.club.admin, theatre.club.lobby
    for action in ("freeze", "unfreeze"):
        await theatre.env.advance_time(60)
        await moderator.slash(
            lobby, "theory moderate", number=1, action=action, reason="the ZEBRAFISH quarrel"
        )
    await theatre.env.advance_time(60)
    await theatre.resolve("partly")
    shown = await moderator.slash(lobby, "theory show", number=1)
    *_, deeds = shown.followups
    lines = reads(deeds).splitlines()
    agreed, proposed, unfrozen, frozen = (line.split(" · ")[1:] for line in lines[1:])
    assert agreed == ["agreed: partly", theatre.other_admin.mention]
    assert proposed[:2] == ["proposed: partly", admin.mention]
    assert unfrozen == ["unfrozen", moderator.mention, "the ZEBRAFISH quarrel"]
    assert frozen[0] == "frozen"
    assert "ZEBRAFISH" not in sees(deeds)
    assert (await theatre.club.bob.slash(lobby, "theory show", number=1)).followups == []


@ON_SQLITE
async def test_a_proposal_that_discord_refuses_leaves_the_one_before_it(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    await theatre.propose("confirmed")
    proposal = thread.history()[-1]
    theatre.env.inject_error("POST", f"/channels/{thread.id}/messages", status=400, code=50083)
    await theatre.propose("debunked")
    theatre.env.errors.clear()
    await theatre.other_admin.click(proposal, label="Agree")
    await theatre.env.advance_time(30)
    assert "**Resolved: confirmed**" in text_of(first(thread))


@ON_SQLITE
async def test_a_proposal_wakes_a_locked_thread_that_sleeps(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    asleep = {"locked": True, "archived": True}
    theatre.env.backend.edit_channel(thread.id, {}, thread_metadata=asleep)
    await theatre.env.settle()
    await theatre.resolve("debunked")
    await theatre.env.advance_time(30)
    assert "**Resolved: debunked**" in text_of(first(thread))


@ON_SQLITE
async def test_a_second_click_on_delete_while_the_first_is_under_way(theatre: Theatre) -> None:
    """The first click has deleted the thread already; Discord says so to the second."""
    thread = await theatre.post(theatre.club.alice)
    asked = await theatre.club.moderator.slash(
        theatre.club.lobby, "theory moderate", number=1, action="delete", reason="off topic"
    )
    theatre.env.inject_error("DELETE", f"/channels/{thread.id}", status=404, code=10003)
    assert asked.response is not None
    deleted = await theatre.club.moderator.click(asked.response.message, label="Delete for good")
    assert "is deleted" in said(deleted)
