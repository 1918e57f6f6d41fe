"""Every form of the slice has an id that Discord takes, also for the longest film id."""

from __future__ import annotations

import pytest

from cogs.community.cards.eggs import SUGGEST
from cogs.community.cards.timestamps import SAVE, TYPE
from cogs.community.handlers.scenes import ADD
from cogs.shared.items import LONGEST_ID, Form, form_action
from data.catalogue.slugs import LONGEST
from data.catalogue.verdict import Position
from data.contributions.rules.kinds import MOST_SCENES


def test_every_slot_of_a_scene_has_a_form_of_its_own() -> None:
    assert len(set(ADD.values())) == len(Position) * MOST_SCENES


@pytest.mark.parametrize("action", [TYPE, SAVE, SUGGEST, *ADD.values()])
def test_the_longest_film_id_fits(action: str) -> None:
    modal = Form("Title", []).modal(action, "f" * LONGEST)
    assert len(modal.custom_id) <= LONGEST_ID
    assert form_action(modal.custom_id) == (action, "f" * LONGEST)
