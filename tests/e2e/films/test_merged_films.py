"""A film that members added, before and after the catalogue has it: nothing of it is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
import simcord

from tests.conftest import ON_SQLITE
from tests.e2e.community.comet import COMET, OLD, add_comet, with_comet
from tests.e2e.community.contributors import said
from tests.e2e.conftest import Club, make_bot
from tests.e2e.parties.invitations import invite
from tests.e2e.reminders.evenings import save

pytestmark = ON_SQLITE

THEORY = {
    "kind": "sequel",
    "claim": "The comet is the ZEBRAFISH of the first film",
    "evidence": "https://studio.example/a the map",
    "source": "press",
}


@pytest.fixture
async def added(club: Club) -> Club:
    """A club whose members have added the film."""
    await add_comet(club)
    return club


async def merge(club: Club) -> None:
    """Start the bot anew on a catalogue that has the film."""
    await club.env.restart_bot(make_bot(with_comet(club.resources)))


async def theorise(club: Club, film: str, claim: str = THEORY["claim"]) -> str:
    form = await club.bob.slash(club.lobby, "theory new", film=film)
    sent = await club.bob.submit_modal(form, THEORY | {"claim": claim})
    return "\n".join(said_of(sent))


def said_of(result: simcord.InteractionResult) -> list[str]:
    replies = [result.response, *result.followups]
    return [f"{reply.content}{reply.components}" for reply in replies if reply is not None]


async def test_theories_are_listed_and_compared_under_the_catalogues_film(added: Club) -> None:
    assert "Posted" in await theorise(added, OLD)
    await merge(added)
    listed = said(await added.alice.slash(added.lobby, "theory list", film="copper comet"))
    assert "Copper Comet (2025)" in listed
    assert "Theory 1" in listed
    assert "Posted" not in await theorise(added, COMET.id)


async def test_reminders_and_parties_name_the_catalogues_film(added: Club) -> None:
    await save(added, film=OLD)
    await invite(added, who=added.bob, film=OLD, when="20:00")
    await merge(added)
    reminders = said(await added.alice.slash(added.lobby, "remind list"))
    assert "**Copper Comet (2025)**" in reminders
    parties = said(await added.bob.slash(added.lobby, "party list"))
    assert "- Copper Comet (2025) ·" in parties
    choices = await added.bob.autocomplete(
        added.lobby, "party edit", "party", "copper comet (2025)"
    )
    assert len(choices) == 1
    await save(added, film=COMET.id, who=added.bob)
    await added.env.advance_time(timedelta(hours=1).total_seconds())
    cards = [
        m.content for m in added.lobby.history() if m.content.startswith("Copper Comet (2025)")
    ]
    # One message for both: it is the same screening, whatever its film was called.
    assert len(cards) == 1
    assert all(f"<@{member.id}>" in cards[0] for member in (added.alice, added.bob))


async def test_marks_follow_the_film_into_every_server(added: Club) -> None:
    await added.alice.slash(added.lobby, "me seen", film=OLD)
    await merge(added)
    other = added.env.create_guild("Other Club")
    hall = other.create_text_channel("hall")
    alice = other.add_member(added.alice.user)
    for member, place in ((added.alice, added.lobby), (alice, hall)):
        assert "Copper Comet (2025)" in said(await member.slash(place, "me seen"))
        card = await member.slash(place, "stinger", film=COMET.id, share="only me")
        assert "You have seen it" in said(card)
    assert "no longer marked as seen" in said(await alice.slash(hall, "me seen", film=COMET.id))
    assert "Copper Comet" not in said(await added.alice.slash(added.lobby, "me seen"))


async def test_an_embargo_holds_and_is_taken_back(added: Club) -> None:
    await added.admin.slash(added.lobby, "config embargo", film=OLD, days=365)
    await added.bot.preferences.change_server(added.server.id, embargo_days=0)
    await merge(added)
    conduct = await added.bot.preferences.conduct_at([added.server.id])
    assert conduct.embargoes_now(COMET, added.env.now())
    assert "Copper Comet (2025)" in said(await added.admin.slash(added.lobby, "config setup"))
    await added.admin.slash(added.lobby, "config embargo", film=COMET.id)
    assert await added.bot.preferences.embargoes.of_server(added.server.id) == {}
