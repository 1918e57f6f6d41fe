"""What members add about a film that the catalogue has later."""

from __future__ import annotations

from tests.conftest import ON_SQLITE
from tests.e2e.community.comet import COMET, OLD, add_comet, with_comet
from tests.e2e.community.contributors import make_bot, more_members, report, said, settle_in, tap
from tests.e2e.conftest import Club
from tests.e2e.replies import answer, option_labels

pytestmark = ON_SQLITE


async def test_eggs_times_and_taps_are_the_catalogues_films(club: Club) -> None:
    dora, emil = more_members(club, "dora", "emil")
    await add_comet(club)
    await settle_in(club)
    listed = await club.alice.slash(club.lobby, "eggs", film=OLD)
    form = await tap(club.alice, listed, "Suggest")
    await club.alice.submit_modal(
        form, {"group": "cast cameo", "hint": "Look at the ferry.", "answer": "Her"}
    )
    await report(club, club.alice, OLD, "mid 2:05")
    await report(club, club.bob, OLD, "mid 2:05")
    live = await dora.slash(club.lobby, "timestamp live", film=OLD)
    await tap(dora, live, "Credits now")
    await club.env.restart_bot(make_bot(with_comet(club.resources)))
    live = await dora.slash(club.lobby, "timestamp live", film=COMET.id)
    assert "Credits started" in said(live)
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    assert "Film: " not in said(queue)
    assert "**Copper Comet (2025)**" in said(queue)
    await tap(club.admin, await tap(club.admin, queue, "Open"), "Approve")
    listed = await club.bob.slash(club.lobby, "eggs", film=COMET.id)
    assert option_labels(answer(listed).components) == ["Look at the ferry."]
    await club.bob.select(answer(listed).message, ["2"], custom_id="select/eggs:tick")
    assert "✓ Look at" in said(await club.bob.slash(club.lobby, "eggs", film=COMET.id))
    # A newer report stands for the older one of the same member, whatever the film was called.
    await report(club, club.bob, COMET.id, "mid 2:11")
    await report(club, emil, COMET.id, "mid 2:11")
    text = said(await emil.slash(club.lobby, "stinger", film=COMET.id))
    assert "≈ 2:11 (± 5 s, 3 members)" in text
    history = said(await emil.slash(club.lobby, "timestamp history", film=COMET.id))
    assert "replaced by a newer report" in history
