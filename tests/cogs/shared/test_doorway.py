"""Doorway and entries: registered once, found by name, gone where their slice is."""

from __future__ import annotations

import re
from typing import Any

import discord
import pytest
from discord import ui
from hypothesis import given
from hypothesis import strategies as st

from cogs.shared.doorway import Doorway, id_in
from cogs.shared.entries import LONGEST_NAME, MOST_CANDIDATES, Entries, film_select
from cogs.shared.items import ActionButton, Form, PressedButton, form_action, line
from cogs.shared.limits.work import Work
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.database import Database
from data.members.typed_words import TypedWords
from tests.films import FILMS, NOW, TWO_SCENES, known_films, small_catalogue


@pytest.fixture
def doorway(database: Database) -> Doorway:
    return Doorway(TypedWords(database), Work(lambda: NOW), lambda: NOW)


@pytest.fixture
def entries(database: Database, doorway: Doorway) -> Entries:
    return Entries(doorway, known_films(database, small_catalogue()))


async def handle(_interaction: discord.Interaction[Any], _argument: object) -> None:
    """Does nothing; only its name is looked up here."""


def test_an_action_is_registered_once(doorway: Doorway) -> None:
    doorway.register("theory:rate", handle)
    with pytest.raises(ValueError, match="theory:rate"):
        doorway.register("theory:rate", handle)


def test_an_entry_is_registered_once(entries: Entries) -> None:
    entries.register("remind", "Remind me", handle)
    with pytest.raises(ValueError, match="remind"):
        entries.register("remind", "Remind me again", handle)


def test_an_entry_whose_name_leaves_films_no_room_is_refused(entries: Entries) -> None:
    with pytest.raises(ValueError, match="too long"):
        entries.register("a" * (LONGEST_NAME + 1), "x", handle)


def test_only_entries_that_are_there_have_buttons(entries: Entries) -> None:
    entries.register("why", "Why?", handle)
    entries.register("remind", "Remind me", handle)
    buttons = entries.buttons(TWO_SCENES, ("remind", "theories", "why"))
    assert [button.label for button in buttons] == ["Remind me", "Why?"]
    assert [button.custom_id for button in buttons] == [
        "remind:film:night-harbour-2024",
        "why:film:night-harbour-2024",
    ]


@pytest.mark.parametrize("action", ["Theory:rate", "theory", "theory:rate:x:y z", "a" * 21 + ":b"])
def test_an_action_that_no_button_could_carry_is_refused(action: str) -> None:
    with pytest.raises(ValueError, match="No custom id"):
        ActionButton(action, "1", "Rate")


@pytest.mark.parametrize("argument", ["", "42", "1:SCENES:2024:ab12", "a.b-c_d,e", "x" * 80])
def test_what_a_button_carries_is_read_back(argument: str) -> None:
    custom_id = ActionButton("theory:rate", argument, "Rate").custom_id
    match = re.fullmatch(PressedButton.__discord_ui_compiled_template__, custom_id or "")
    assert match is not None
    assert (match["action"], match["argument"]) == ("theory:rate", argument)


def test_every_film_fits_into_every_entry(catalogue: Catalogue) -> None:
    entry = "a" * LONGEST_NAME
    for film in catalogue.films:
        custom_id = ActionButton(f"{entry}:film", film.id, "x").custom_id
        assert custom_id is not None
        assert len(custom_id) <= 100


def test_the_question_offers_ten_films_and_a_way_out() -> None:
    many = [
        Film(f"f-{number}", f"F ({number})", "F", number, number) for number in range(1900, 1920)
    ]
    select = film_select("card", many).item
    assert isinstance(select, ui.Select)
    assert len(select.options) == MOST_CANDIDATES + 1
    assert select.options[-1].label == "None of these"
    assert select.custom_id == "select/film:choose:card"
    for film in FILMS:
        select = film_select("card", [film]).item
        assert isinstance(select, ui.Select)
        (option, _) = select.options
        assert (option.label, option.value) == (film.label, film.id)


async def test_a_form_is_read_back_by_its_custom_id() -> None:
    modal = Form(
        "A title that is far too long for a form in Discord", [line("x", "X", {}, limit=9)]
    )
    shown = modal.modal("scene:add", "night-harbour-2024,mid,1")
    assert form_action(shown.custom_id) == ("scene:add", "night-harbour-2024,mid,1")
    assert len(shown.title) <= 45
    assert shown.is_finished()  # so that the library keeps none of it


@given(st.text())
def test_any_argument_gives_an_id_that_every_database_takes(argument: str) -> None:
    assert 0 <= id_in(argument) < 2**31


@pytest.mark.parametrize(
    ("argument", "number"),
    [("42", 42), ("2147483647", 2**31 - 1), ("2147483648", 0), ("٤٢", 0), ("-1", 0), ("", 0)],
)
def test_an_id_is_plain_figures(argument: str, number: int) -> None:
    assert id_in(argument) == number
