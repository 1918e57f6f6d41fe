"""Actions and entries: registered once, found by name, gone where their slice is."""

from __future__ import annotations

import re
from typing import Any

import discord
import pytest

from cogs.shared.buttons import ActionButton, Actions
from cogs.shared.entries import LONGEST_NAME, MOST_CANDIDATES, Entries, FilmSelect
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.settings import FILMS_FOLDER
from tests.films import FILMS, TWO_SCENES


async def handle(_interaction: discord.Interaction[Any], _argument: object) -> None:
    """Does nothing; only its name is looked up here."""


def test_an_action_is_registered_once() -> None:
    actions = Actions()
    actions.register("theory:rate", handle)
    with pytest.raises(ValueError, match="theory:rate"):
        actions.register("theory:rate", handle)


def test_an_entry_is_registered_once() -> None:
    entries = Entries(Actions())
    entries.register("remind", "Remind me", handle)
    with pytest.raises(ValueError, match="remind"):
        entries.register("remind", "Remind me again", handle)


def test_an_entry_whose_name_leaves_films_no_room_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        Entries(Actions()).register("a" * (LONGEST_NAME + 1), "x", handle)


def test_only_entries_that_are_there_have_buttons() -> None:
    entries = Entries(Actions())
    entries.register("why", "Why?", handle)
    entries.register("remind", "Remind me", handle)
    buttons = entries.buttons(TWO_SCENES, ("remind", "theories", "why"))
    assert [button.item.label for button in buttons] == ["Remind me", "Why?"]
    assert [button.item.custom_id for button in buttons] == [
        "remind:film:night-harbour-2024",
        "why:film:night-harbour-2024",
    ]


@pytest.mark.parametrize("action", ["Theory:rate", "theory", "theory:rate:x:y z", "a" * 21 + ":b"])
def test_an_action_that_no_button_could_carry_is_refused(action: str) -> None:
    with pytest.raises(ValueError, match="No button can carry"):
        ActionButton(action, "1", "Rate")


@pytest.mark.parametrize("argument", ["", "42", "1:SCENES:2024:ab12", "a.b-c_d,e", "x" * 80])
def test_what_a_button_carries_is_read_back(argument: str) -> None:
    custom_id = ActionButton("theory:rate", argument, "Rate").item.custom_id
    match = re.fullmatch(ActionButton.__discord_ui_compiled_template__, custom_id or "")
    assert match is not None
    assert (match["action"], match["argument"]) == ("theory:rate", argument)


def test_every_film_fits_into_every_entry() -> None:
    entry = "a" * LONGEST_NAME
    for film in Catalogue.load(FILMS_FOLDER).films:
        custom_id = ActionButton(f"{entry}:film", film.id, "x").item.custom_id
        assert custom_id is not None
        assert len(custom_id) <= 100


def test_the_question_offers_ten_films_and_a_way_out() -> None:
    many = [
        Film(f"f-{number}", f"F ({number})", "F", number, number) for number in range(1900, 1920)
    ]
    select = FilmSelect("card", many).item
    assert len(select.options) == MOST_CANDIDATES + 1
    assert select.options[-1].label == "None of these"
    assert select.custom_id == "choose:card"
    for film in FILMS:
        (option, _) = FilmSelect("card", [film]).item.options
        assert (option.label, option.value) == (film.label, film.id)
