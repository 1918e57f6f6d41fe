"""Theories listed, shown and recorded: who sees what, in which order."""

from __future__ import annotations

from cogs.theories.rules.evidence import read_item
from cogs.theories.rules.theory import SourceClass
from cogs.theories.store import Stores
from tests.conftest import ON_SQLITE
from tests.e2e.theories.theatre import (
    Theatre,
    said,
    text_of,
)
from tests.films import TWO_SCENES


@ON_SQLITE
async def test_the_list_is_neutral_private_and_paged(theatre: Theatre) -> None:
    for number in range(11):
        await theatre.post(theatre.club.alice, f"{number}{number}{number} {chr(97 + number) * 9}")
    listed = await theatre.club.bob.slash(theatre.club.lobby, "theory list", film=TWO_SCENES.id)
    assert listed.ephemeral
    text = said(listed)
    assert text.startswith("### Theories · Night Harbour (2024)\n11 theories")
    assert "[Theory 11](<https://discord.com/channels/" in text
    assert "· Night Harbour · open · 0 ballots" in text
    assert "aaa" not in text
    assert listed.response is not None
    turned = await theatre.club.bob.click(listed.response.message, label="Next (page 1 of 2)")
    assert "[Theory 1](" in said(turned) or "[Theory 1](" in text_of(listed.response.message)


@ON_SQLITE
async def test_lists_filter_by_kind_and_status(theatre: Theatre) -> None:
    await theatre.post(theatre.club.alice)
    bob, lobby = theatre.club.bob, theatre.club.lobby
    assert "1 theory" in said(await bob.slash(lobby, "theory list", kind="sequel speculation"))
    assert "No theory fits" in said(await bob.slash(lobby, "theory list", kind="thematic echo"))
    assert "No theory fits" in said(await bob.slash(lobby, "theory list", status="confirmed"))
    assert "1 theory" in said(
        await bob.slash(lobby, "theory list", status="open", sort="contested")
    )


@ON_SQLITE
async def test_a_film_without_anything_to_read_is_answered(theatre: Theatre) -> None:
    listed = await theatre.club.bob.slash(theatre.club.lobby, "theory list", film="\x00")
    assert "Type the name of a film" in said(listed)


@ON_SQLITE
async def test_show_gives_the_score_to_those_who_have_rated(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    voters = theatre.members(5)
    for voter in voters:
        await theatre.rate(voter, thread)
    lobby = theatre.club.lobby
    mine = await voters[0].slash(lobby, "theory show", number=1)
    assert mine.ephemeral
    assert "5 ballots · credibility 58" in said(mine)
    other = await theatre.club.bob.slash(lobby, "theory show", number=1)
    assert "score shown to those who have rated" in said(other)
    assert "±" not in said(other)


async def test_records_tell_of_others_only_their_theories(theatre: Theatre) -> None:
    """And of a server's theories nothing to members of another, who may share no person with it."""
    other = theatre.env.create_guild("Other Club")
    hall = other.create_text_channel("hall")
    carol, dave = (other.add_member(theatre.env.create_user(name)) for name in ("carol", "dave"))
    thread = await theatre.post(theatre.club.alice)
    await theatre.rate(theatre.club.bob, thread)
    await theatre.resolve("confirmed")
    alice, bob, lobby = theatre.club.alice, theatre.club.bob, theatre.club.lobby
    of_alice = await bob.slash(lobby, "theory record", member=alice)
    assert of_alice.ephemeral
    assert "They've posted 1 theory here. Right: 1 of 1 settled." in said(of_alice)
    assert "Brier" not in said(of_alice)
    assert "||studio.example||: 1 of 1 right, plausibly 27% to 100%" in said(of_alice)
    assert "In all servers:\n- Too few theories are settled to tell" in said(of_alice)
    assert "your Brier score" in said(await bob.slash(lobby, "theory record"))
    for who, about in ((carol, carol), (carol, dave), (dave, dave)):
        there = said(await who.slash(hall, "theory record", member=about))
        assert "studio.example" not in there
        assert "In all servers:\n- Too few theories are settled to tell" in there


@ON_SQLITE
async def test_the_films_card_leads_to_its_theories(theatre: Theatre) -> None:
    await theatre.post(theatre.club.alice)
    card = await theatre.club.bob.slash(theatre.club.lobby, "stinger", film=TWO_SCENES.id)
    assert card.response is not None
    listed = await theatre.club.bob.click(
        card.response.message, custom_id=f"theories:film:{TWO_SCENES.id}"
    )
    assert "Theory 1" in said(listed)
    assert listed.response is not None
    started = await theatre.club.bob.click(listed.response.message, label="New theory")
    assert started.modal is not None


@ON_SQLITE
async def test_the_most_contested_come_first_also_among_resolved_ones(theatre: Theatre) -> None:
    split = await theatre.post(theatre.club.alice, "The gulls will return")
    agreed = await theatre.post(theatre.club.alice, "Her map burns in a later film")
    for place, voter in enumerate(theatre.members(6)):
        await theatre.rate(voter, agreed)
        await theatre.rate(voter, split, *(("official", 5, 5), ("anonymous", 1, 1))[place % 2])
    for number in (1, 2):
        await theatre.resolve("partly", number)
    lobby, bob = theatre.club.lobby, theatre.club.bob
    newest = said(await bob.slash(lobby, "theory list"))
    assert newest.index("[Theory 2]") < newest.index("[Theory 1]")
    contested = said(await bob.slash(lobby, "theory list", sort="contested"))
    assert contested.index("[Theory 1]") < contested.index("[Theory 2]")


@ON_SQLITE
async def test_a_films_theories_come_by_credibility_where_scores_are_public(
    theatre: Theatre,
) -> None:
    await theatre.set(theory_results_hidden=False)
    good = await theatre.post(theatre.club.alice, "The gulls will return")
    poor = await theatre.post(theatre.club.alice, "Her map burns in a later film")
    for voter in theatre.members(5):
        await theatre.rate(voter, good, "official", 5, 5)
        await theatre.rate(voter, poor, "anonymous", 1, 1)
    card = await theatre.club.bob.slash(theatre.club.lobby, "stinger", film=TWO_SCENES.id)
    assert card.response is not None
    for listed in (
        await theatre.club.bob.click(card.response.message, label="Theories"),
        await theatre.club.bob.slash(theatre.club.lobby, "theory list"),
    ):
        assert said(listed).index("[Theory 1]") < said(listed).index("[Theory 2]")


@ON_SQLITE
async def test_a_page_of_a_film_whose_theory_was_deleted_does_not_turn_to_all(
    theatre: Theatre,
) -> None:
    for number in range(11):
        await theatre.post(theatre.club.alice, f"{number}{number}{number} {chr(97 + number) * 9}")
    bob, lobby = theatre.club.bob, theatre.club.lobby
    listed = await bob.slash(lobby, "theory list", film=TWO_SCENES.id)
    stores = Stores(theatre.club.resources.database)
    newest = await stores.theories.numbered(theatre.club.server.id, 11)
    assert newest is not None
    await stores.theories.delete(newest)
    assert listed.response is not None
    turned = await bob.click(listed.response.message, label="Next (page 1 of 2)")
    assert "theory is gone" in said(turned)


@ON_SQLITE
async def test_evidence_beyond_what_is_listed_is_pointed_to(theatre: Theatre) -> None:
    await theatre.post(theatre.club.alice)
    stores = Stores(theatre.club.resources.database)
    theory = await stores.theories.numbered(theatre.club.server.id, 1)
    assert theory is not None
    for number in range(20):
        item = read_item(f"{number} " + "a" * 990)
        await stores.evidence.add(theory, item, SourceClass.PRESS, author_id=2, now=0)
    shown = await theatre.club.bob.slash(theatre.club.lobby, "theory show", number=1)
    assert len(shown.followups) == 4
    assert said(shown).endswith("-# The rest is in the thread.")
