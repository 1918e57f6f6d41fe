"""What all read of a theory is in the server's language, what one member reads in their own.

The server speaks the made-up language, whose sentences stand in brackets, and the members English.
"""

from __future__ import annotations

from data.locales import _, speaking
from data.locales.languages import PSEUDO
from tests.conftest import ON_SQLITE
from tests.e2e.theories.theatre import Theatre, ballot, first, form, said, text_of

pytestmark = ON_SQLITE


def spoken_here(sentence: str) -> str:
    with speaking(PSEUDO):
        return _(sentence)


async def test_the_thread_speaks_the_servers_language_and_answers_the_members(
    theatre: Theatre,
) -> None:
    await theatre.set(language=PSEUDO)
    alice, bob = theatre.club.alice, theatre.club.bob
    posted = await theatre.new(alice)
    assert said(posted).startswith("Posted: <#")
    (thread,) = theatre.board.threads
    assert thread.name == f"{spoken_here('Theory {number}').format(number=1)} · Night Harbour"
    assert spoken_here("Hypothesis: not officially confirmed") in text_of(first(thread))
    shown = await bob.click(first(thread), label=spoken_here("Rate"))
    assert shown.modal is not None
    assert shown.modal["title"] == "Rate this theory"
    assert said(await bob.submit_modal(shown, ballot())).startswith("Received.")
    shown = await bob.click(first(thread), label=spoken_here("Evidence"))
    added = await bob.submit_modal(shown, {"words": "https://trade.example/b", "source": "press"})
    assert said(added).startswith("Added")
    assert spoken_here("Evidence added") in thread.history()[-1].content
    await theatre.env.advance_time(30)
    assert spoken_here("Hypothesis: not officially confirmed") in text_of(first(thread))


async def test_proposal_agreement_and_news_are_in_the_servers_language(theatre: Theatre) -> None:
    await theatre.set(language=PSEUDO)
    await theatre.new(theatre.club.alice)
    (thread,) = theatre.board.threads
    await theatre.propose("confirmed")
    proposal = thread.history()[-1]
    await theatre.other_admin.click(proposal, label=spoken_here("Agree"))
    confirmed = spoken_here("confirmed")
    assert confirmed in text_of(proposal)
    assert "Agreed" not in text_of(proposal)
    await theatre.env.advance_time(30)
    assert confirmed in thread.history()[-1].content
    assert "is resolved" not in thread.history()[-1].content


async def test_tags_and_threads_are_known_in_every_language(theatre: Theatre) -> None:
    """A server that changes its language keeps its board, whose tags have the names of before."""
    await theatre.set(language=PSEUDO)
    again = await theatre.club.admin.slash(theatre.club.lobby, "theory setup", board=theatre.board)
    assert "Tags added" not in said(again)
    shown = await theatre.club.alice.slash(theatre.club.lobby, "theory new", film="quiet meadow")
    await theatre.club.alice.submit_modal(shown, form())
    tags = theatre.env.backend.channels[theatre.board.id].available_tags
    applied = theatre.env.backend.channels[theatre.board.threads[0].id].applied_tags
    assert [tag["name"] for tag in tags if tag["id"] in map(str, applied)] == ["Open"]
