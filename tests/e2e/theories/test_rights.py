"""Theories: nothing is opened for a member, or shown to one, that they may not do or see."""

from __future__ import annotations

import pytest

from tests.e2e.reading import answer
from tests.e2e.rights import overwrite
from tests.e2e.theories.theatre import Theatre, counts, form, said
from tests.films import TWO_SCENES

SQLITE = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)


@SQLITE
async def test_a_theory_is_posted_only_for_who_may_post_on_the_board(theatre: Theatre) -> None:
    alice, lobby = theatre.club.alice, theatre.club.lobby
    shown = await alice.slash(lobby, "theory new", film=TWO_SCENES.id)
    await overwrite(theatre.club, theatre.board, send_messages=False)
    refused = await alice.submit_modal(shown, form())
    assert "where you may not open a thread yourself" in said(refused)
    assert (await counts(theatre))[0] == 0
    closed = await alice.slash(lobby, "theory new", film=TWO_SCENES.id)
    assert closed.modal is None
    assert "where you may not open a thread yourself" in answer(closed).content
