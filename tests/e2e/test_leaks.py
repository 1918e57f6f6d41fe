"""The leak sweep: every kind of reply of every slice, read by a parser that others wrote."""

from __future__ import annotations

import pytest

from cogs import EXTENSIONS
from cogs.shared.leak_check import MARK, TRAP, leaking_parts, leaks_of
from tests.cogs.shared import readers
from tests.e2e.conftest import Club
from tests.e2e.reading import components_of

pytestmark = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)

WITHOUT_HIDDEN_TEXT = {"cogs.server"}
"""Slices that show nothing that gives a plot away."""


async def test_no_reply_of_any_slice_shows_a_mark(club: Club) -> None:
    assert leaks_of(club.bot.registry) == []


async def test_the_preview_shows_no_mark_in_them_either(club: Club) -> None:
    texts = 0
    for sampler in club.bot.registry.samplers.values():
        for sample in sampler(TRAP):
            shown = [sample.content or ""]
            if sample.view is not None:
                parts = components_of(sample.view.to_components())
                shown += [part["content"] for part in parts if "content" in part]
            texts += sum(MARK in text for text in shown)
            for text in shown:
                assert MARK not in readers.preview(text).shown, sample.name
    assert texts > 0, "no sample holds hidden text: the sweep would prove nothing"


async def test_every_slice_that_shows_hidden_text_takes_part(club: Club) -> None:
    expected = {name.removeprefix("cogs.") for name in set(EXTENSIONS) - WITHOUT_HIDDEN_TEXT}
    assert set(club.bot.registry.samplers) == expected
    for name, sampler in club.bot.registry.samplers.items():
        samples = sampler(TRAP)
        names = [sample.name for sample in samples]
        assert len(names) == len(set(names)), name
        assert all(leaking_parts(sample) == [] for sample in samples)
