"""Theories as members use them: stating, rating, adding, following, reading."""

from __future__ import annotations

import pytest

from data.catalogue.other_works import OtherWork
from data.lookup import Lookup
from data.lookup.evidence import Evidence
from tests.conftest import ON_SQLITE
from tests.e2e.replies import components_of, filled_in, sees
from tests.e2e.theories.theatre import (
    CLAIM,
    Theatre,
    ballot,
    correct,
    first,
    form,
    labels_of,
    reply_of,
    said,
    text_of,
)
from tests.films import HOSTILE, NO_SCENE, TWINS


async def test_a_theory_is_posted_on_the_board(theatre: Theatre) -> None:
    result = await theatre.new(theatre.club.alice)
    assert result.ephemeral
    assert "Posted: <#" in said(result)
    (thread,) = theatre.board.threads
    assert thread.name == "Theory 1 · Night Harbour"
    text = text_of(first(thread))
    assert "**Hypothesis: not officially confirmed**" in text
    assert f"||sequel speculation||\n||{CLAIM}||" in text
    assert "**Evidence · press material**\n- ||https" in text
    assert list(labels_of(first(thread))) == ["Rate", "Evidence", "Objection", "Follow"]
    channel = theatre.env.backend.channels[thread.id]
    (tag,) = channel.applied_tags
    names = {
        int(t["id"]): t["name"]
        for t in theatre.env.backend.channels[theatre.board.id].available_tags
    }
    assert names[tag] == "Open"


async def test_a_ballot_is_received_secretly(
    theatre: Theatre, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    thread = await theatre.post(theatre.club.alice)
    result = await theatre.rate(theatre.club.bob, thread)
    assert result.ephemeral
    assert said(result) == "Received. The score is shown from 5 ballots on (1 so far)."
    for voter in theatre.members(4):
        result = await theatre.rate(voter, thread)
    assert "Credibility 58" in said(result)
    assert "Source " in said(result)
    await theatre.env.advance_time(11)
    public = text_of(first(thread))
    assert "5 ballots · score shown to those who have rated" in public
    assert "±" not in public
    everything = " ".join(text_of(message) for message in thread.history())
    assert theatre.club.bob.mention not in everything
    assert str(theatre.club.bob.id) not in caplog.text
    assert "ZEBRAFISH" not in caplog.text


@ON_SQLITE
async def test_a_ballot_can_be_changed_and_is_filled_in(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    await theatre.rate(theatre.club.bob, thread, "anonymous", 1, 2)
    shown = await theatre.club.bob.click(first(thread), label="Rate")
    assert filled_in(shown) == {**ballot("anonymous", 1, 2), "change": ""}
    result = await theatre.club.bob.submit_modal(shown, ballot("official", 5, 5))
    assert "(1 so far)" in said(result)


@ON_SQLITE
async def test_nobody_rates_their_own(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    result = await theatre.rate(theatre.club.alice, thread)
    assert "your own theory" in said(result)


@ON_SQLITE
async def test_a_public_score_stands_in_message_and_list(theatre: Theatre) -> None:
    await theatre.set(theory_results_hidden=False)
    thread = await theatre.post(theatre.club.alice)
    for voter in theatre.members(5):
        await theatre.rate(voter, thread)
    await theatre.env.advance_time(11)
    assert "5 ballots · credibility 58" in text_of(first(thread))
    listed = said(await theatre.club.bob.slash(theatre.club.lobby, "theory list"))
    assert "open · 5 ballots · credibility 58" in listed


@ON_SQLITE
async def test_messages_follow_when_a_server_makes_scores_public(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    for voter in theatre.members(5):
        await theatre.rate(voter, thread)
    await theatre.env.advance_time(60)
    for hidden, words in ((False, "credibility 58"), (True, "score shown to those who have rated")):
        await theatre.club.admin.slash(theatre.club.lobby, "theory setup", results_hidden=hidden)
        await theatre.env.advance_time(11)
        assert f"5 ballots · {words}" in text_of(first(thread))


@ON_SQLITE
async def test_a_deleted_members_name_leaves_the_message(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    await theatre.env.advance_time(60)
    with theatre.env.time_context():
        await theatre.club.bot.records.erase_member(theatre.club.alice.id)
    await theatre.env.advance_time(11)
    assert "by a former member" in text_of(first(thread))


@ON_SQLITE
async def test_likely_duplicates_are_shown_to_the_author_first(theatre: Theatre) -> None:
    await theatre.post(theatre.club.alice)
    result = await theatre.new(theatre.club.bob, "Her father is the ZEBRAFISH ferryman")
    assert result.ephemeral
    assert f"**Theory 1** · open\n||{CLAIM}||" in said(result)
    assert len(theatre.board.threads) == 1
    shown = reply_of(result)
    await theatre.restart()
    posted = await theatre.club.bob.click(shown.message, label="Post anyway")
    assert "Posted" in said(posted)
    again = await theatre.club.bob.click(shown.message, label="Post anyway")
    assert "posted already" in said(again)
    assert len(theatre.board.threads) == 2


@ON_SQLITE
async def test_another_film_is_no_duplicate(theatre: Theatre) -> None:
    await theatre.post(theatre.club.alice)
    result = await theatre.new(theatre.club.bob, CLAIM, film="quiet-meadow-2023")
    assert "Posted" in said(result)


@ON_SQLITE
async def test_without_a_board_a_thread_opens_in_the_channel(theatre: Theatre) -> None:
    await theatre.set(theory_board_id=None)
    await theatre.new(theatre.club.alice)
    (thread,) = theatre.club.lobby.threads
    assert thread.name == "Theory 1 · Night Harbour"
    assert "Received" in said(await theatre.rate(theatre.club.bob, thread))


@ON_SQLITE
async def test_evidence_is_added_once_and_a_screenshot_is_spoilered(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    bob = theatre.club.bob
    shown = await bob.click(first(thread), label="Evidence")
    picture = ("ZEBRAFISH.png", b"\x89PNG\r\n\x1a\n")
    result = await bob.submit_modal(
        shown, {"words": "https://trade.example/b", "source": "official", "screenshot": picture}
    )
    assert "Added" in said(result)
    message = thread.history()[-1]
    assert message.content == "**Evidence added · official**\n||https\\:\\/\\/trade.example\\/b||"
    assert [file.filename for file in message.attachments] == ["SPOILER_evidence.png"]
    assert message.flags.suppress_notifications
    await theatre.env.advance_time(11)
    text = text_of(first(thread))
    assert text.index("**Evidence · official**") < text.index("**Evidence · press material**")
    shown = await theatre.club.moderator.click(first(thread), label="Evidence")
    again = await theatre.club.moderator.submit_modal(
        shown, {"words": "http://www.trade.example/b/?utm_source=x", "source": "press"}
    )
    assert said(again).startswith("This link is among the evidence already")
    corrected = filled_in(await correct(theatre.club.moderator, again))
    assert corrected["words"] == "http://www.trade.example/b/?utm_source=x"
    assert corrected["source"] == "press"


@ON_SQLITE
async def test_the_strongest_objection_stands_under_the_claim(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    bob, moderator, alice = theatre.club.bob, theatre.club.moderator, theatre.club.alice
    shown = await bob.click(first(thread), label="Objection")
    await bob.submit_modal(shown, {"words": "The dates do not fit"})
    choice = await moderator.click(first(thread), label="Objection")
    assert "1 member\n||The dates do not fit||" in said(choice)
    assert choice.response is not None
    shown = await moderator.click(choice.response.message, label="Write another")
    await moderator.submit_modal(shown, {"words": "He is too young"})
    for voter in (alice, theatre.club.admin):
        choice = await voter.click(first(thread), label="Objection")
        assert choice.response is not None
        buttons = [c for c in components_of(choice.response.components) if c["type"] == 2]
        younger = max(b["custom_id"] for b in buttons if b["label"] == "This one")
        backed = await voter.click(choice.response.message, custom_id=younger)
        assert "Received" in said(backed)
    await theatre.env.advance_time(11)
    text = text_of(first(thread))
    assert "**Strongest objection** · 3 members\n||He is too young||" in text
    assert "The dates" not in text


async def test_followers_are_mentioned_once_and_nobody_else(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    assert "You're following" in said(await theatre.club.bob.click(first(thread), label="Follow"))
    await theatre.club.moderator.click(first(thread), label="Follow")
    stops = await theatre.club.moderator.click(first(thread), label="Follow")
    assert "no longer" in said(stops)
    await theatre.resolve("confirmed")
    await theatre.env.advance_time(30)
    news = [m for m in thread.history() if "is resolved" in m.content]
    assert len(news) == 1
    assert theatre.club.bob.mention in news[0].content
    assert "Checked by two curators (source: official)" in news[0].content
    assert "studio.example" not in news[0].content
    sent = [request.json or {} for request in theatre.env.http_requests if request.method == "POST"]
    sent = [body for body in sent if "is resolved" in str(body.get("content"))]
    assert [body["allowed_mentions"]["users"] for body in sent] == [[theatre.club.bob.id]]
    assert sent[0]["allowed_mentions"]["parse"] == []


@ON_SQLITE
async def test_withdrawing_before_the_first_ballot_only(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    lobby = theatre.club.lobby
    stranger = await theatre.club.bob.slash(lobby, "theory withdraw", number=1)
    assert "Only the author" in said(stranger)
    assert "withdrawn" in said(await theatre.club.alice.slash(lobby, "theory withdraw", number=1))
    await theatre.env.advance_time(11)
    assert "Withdrawn by its author" in text_of(first(thread))
    rated = await theatre.post(theatre.club.alice, "Another claim entirely, of gulls")
    await theatre.rate(theatre.club.bob, rated)
    refused = await theatre.club.alice.slash(lobby, "theory withdraw", number=2)
    assert "Somebody has rated" in said(refused)


@ON_SQLITE
async def test_a_theory_starts_from_a_message(theatre: Theatre) -> None:
    lobby, alice = theatre.club.lobby, theatre.club.alice
    message = await theatre.club.bob.send(lobby, "that ending of night harbour, though")
    shown = await alice.context_menu(lobby, "Start a theory from this", message)
    fields = filled_in(shown)
    assert fields["film"] == "Night Harbour (2024)"
    assert str(message.id) in fields["evidence"]
    result = await alice.submit_modal(shown, form(evidence=fields["evidence"], film=fields["film"]))
    assert "Posted" in said(result)


@ON_SQLITE
@pytest.mark.parametrize(
    ("text", "film"),
    [
        ("look: https://www.imdb.com/title/tt9000002/ and its harbour at night", NO_SCENE.label),
        ("https://boxd.it/2aBc", ""),
        ("maybe he had the twin killed long ago, in spring", ""),
        ("it was foretold in The Twin", TWINS[0].label),
    ],
)
async def test_a_message_fills_in_the_film_that_it_is_about_and_no_other(
    theatre: Theatre, text: str, film: str
) -> None:
    message = await theatre.club.bob.send(theatre.club.lobby, text)
    shown = await theatre.club.alice.context_menu(
        theatre.club.lobby, "Start a theory from this", message
    )
    assert filled_in(shown)["film"] == film


@ON_SQLITE
async def test_a_film_that_is_not_clear_is_asked_for_and_nothing_typed_is_lost(
    theatre: Theatre,
) -> None:
    lobby, alice = theatre.club.lobby, theatre.club.alice
    message = await theatre.club.bob.send(lobby, "hm")
    shown = await alice.context_menu(lobby, "Start a theory from this", message)
    asked = await alice.submit_modal(shown, form(film="the twin 1999"))
    assert "Your theory is kept" in said(asked)
    reply = reply_of(asked)
    naming = await alice.click(reply.message, label="Another film")
    again = await alice.submit_modal(naming, {"film": "the twin 1999"})
    assert "Which film" in said(again)
    posted = await alice.click(reply.message, label="The Twin (1999, 104 min)")
    assert "Posted" in said(posted)
    assert theatre.board.threads[0].name == "Theory 1 · The Twin"


@ON_SQLITE
async def test_a_series_is_told_to_be_one_and_the_theory_is_kept(theatre: Theatre) -> None:
    series = OtherWork("Gull Street", "series", 50, is_shown=True)
    catalogue, bot = theatre.club.bot.catalogue, theatre.club.bot
    films = (catalogue.films, catalogue.aliases, None)
    bot.take_catalogue(catalogue, Lookup(*films, Evidence({"gullstreet": series})))
    message = await theatre.club.bob.send(theatre.club.lobby, "hm")
    shown = await theatre.club.alice.context_menu(
        theatre.club.lobby, "Start a theory from this", message
    )
    asked = await theatre.club.alice.submit_modal(shown, form(film="gull street"))
    assert said(asked).startswith("“Gull Street” is a series")
    assert "Your theory is kept" in said(asked)
    assert [*labels_of(reply_of(asked).message)] == ["Another film"]


@ON_SQLITE
async def test_a_hostile_title_and_claim_leak_nowhere(theatre: Theatre) -> None:
    claim = "||ZEBRAFISH|| `ZEBRAFISH` @everyone " + "\u0301" * 200
    result = await theatre.new(theatre.club.alice, claim, "```\nZEBRAFISH\n``` ||x", HOSTILE.id)
    assert "Posted" in said(result)
    (thread,) = theatre.board.threads
    assert "ZEBRAFISH" not in (thread.name or "")
    assert "ZEBRAFISH" not in sees(first(thread))
    text = text_of(first(thread))
    assert "@everyone" not in text
    assert "`" not in text.replace("\\`", "")


@ON_SQLITE
async def test_a_blank_claim_is_refused_and_given_back(theatre: Theatre) -> None:
    result = await theatre.new(theatre.club.alice, "\u200b\u200b", "https://a.example/x words")
    assert "“Claim” has nothing to read in it" in said(result)
    assert "Nothing was saved." in said(result)
    typed = form("\u200b\u200b", "https://a.example/x words")
    assert filled_in(await correct(theatre.club.alice, result)) == typed
    assert theatre.board.threads == []
