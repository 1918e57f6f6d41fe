"""What people type, in every way in, over the films that are shipped: one rule for all of them."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import simcord
from discord import app_commands
from simcord._clock import Clock

from cogs.answers.rules.recent_answers import PAUSE
from cogs.shared.bot import Resources
from data.catalogue.catalogue import Catalogue
from data.database import Database
from data.lookup import Lookup
from tests.conftest import ON_SQLITE
from tests.e2e.answers.menus import ANY
from tests.e2e.conftest import Club, virtual_clock
from tests.e2e.replies import Reply, button_ids, components_of, filled_in, option_labels, shown_text

pytestmark = [
    ON_SQLITE,
    pytest.mark.simcord(check_errors=False),  # it counts refusals as errors
]

ADVENT = datetime(2026, 11, 30, 12, tzinfo=UTC)
"""The day on which the catalogue was collected."""

FIRST = 5
"""Choices that are read before one types on."""

_LABEL = re.compile(r"^(?:### (?:[^·\n]+ · )?|\*\*)(?P<label>[^\n]+? \(\d{4}[^()\n]*\))")


@dataclass(frozen=True, slots=True)
class Got:
    """What came back: the film answered about, those offered, or what was said."""

    film: str = ""
    offered: tuple[str, ...] = ()
    said: str = ""


@pytest.fixture
def resources(
    database: Database, catalogue: Catalogue, lookup: Lookup, monkeypatch: pytest.MonkeyPatch
) -> Resources:
    """What a bot stands on, over the catalogue that is shipped, on the day it is of."""
    passed = ADVENT - Clock().now()
    monkeypatch.setattr(
        Clock, "now", lambda self: self._epoch + passed + timedelta(seconds=self.elapsed)
    )
    return Resources(database, catalogue, lookup, virtual_clock)


def got(reply: Reply | None) -> Got:
    """Read a reply."""
    if reply is None:
        return Got()
    sent: list[Any] = [c if isinstance(c, dict) else c.to_dict() for c in reply.components]
    text = reply.content or shown_text(sent)
    kinds = {c["type"] for c in components_of(sent)}
    offered = option_labels(sent) if 3 in kinds else button_ids(sent)
    labels = tuple(one for one in offered if one.endswith(")"))
    label = _LABEL.match(text)
    return Got(label["label"] if label else "", labels, "" if label else text)


def got_with_more(result: simcord.InteractionResult) -> Got:
    """Read an answer with what came after it."""
    first, *more = map(got, filter(None, (result.response, *result.followups)))
    offered = (*first.offered, *(film for one in more for film in one.offered))
    return Got(first.film, offered, first.said)


CALLED_BEFORE = {"party suggest": ("party vote", {"when": "2026-12-02 20:00"})}
"""What must have been called before, by command."""

FILLED = {"when": "20:00", "showtime": "20:00", "order": 1}
"""What else commands that take a film must be given, where there are no choices."""


def asking(typed: str) -> str:
    """What was typed as a question, if it is none yet."""
    if any(word in typed for word in ("cred", "stay")):
        return typed
    return f"does {typed} have a post credits scene?"


async def by_slash(club: Club, typed: str) -> Got:
    result = await club.alice.slash(club.lobby, "stinger", film=typed)
    return got(result.response)


async def by_reminder(club: Club, typed: str) -> Got:
    result = await club.alice.slash(club.lobby, "remind stay", film=typed, showtime="20:00")
    return got_with_more(result)


async def by_party(club: Club, typed: str) -> Got:
    result = await club.alice.slash(club.lobby, "party new", film=typed, when="20:00")
    return got_with_more(result)


async def in_chat(club: Club, typed: str) -> Got:
    await club.env.advance_time(PAUSE.total_seconds())
    before = len(club.lobby.history())
    await club.alice.send(club.lobby, f"{club.mention} {asking(typed)}")
    return got(next(iter(club.lobby.history()[before + 1 :]), None))


async def by_menu(club: Club, typed: str) -> Got:
    message = await club.alice.send(club.lobby, typed)
    return got_with_more(await club.bob.context_menu(club.lobby, ANY, message))


async def completed(club: Club, typed: str) -> Got:
    choices = await club.alice.autocomplete(club.lobby, "stinger", "film", typed)
    return Got(offered=tuple(choice["name"] for choice in choices))


WAYS: dict[str, Callable[[Club, str], Awaitable[Got]]] = {
    "slash": by_slash,
    "reminder": by_reminder,
    "party": by_party,
    "chat": in_chat,
    "menu": by_menu,
    "autocomplete": completed,
}
OPTIONS, MESSAGES, TYPING = ("slash", "reminder", "party"), ("chat", "menu"), "autocomplete"

LATEST = {
    "mcu latest": "Spider-Man: Brand New Day (2026)",
    "latest marvel movie": "Spider-Man: Brand New Day (2026)",
    "newest pixar film": "Toy Story 5 (2026)",
}
"""The newest of a maker, at once."""

BESIDE = {"mcu latest": "Avengers: Doomsday (2026)", "newest pixar film": "Hoppers (2026)"}
"""What is named beside it, one press away."""

CLEAR = {
    "the new moana": "Moana (2026)",
    "the new superman": "Superman (2025)",
    "the new spider-man": "Spider-Man: Brand New Day (2026)",
    "new resident evil": "Resident Evil (2026)",
    "Harbin 2024": "Harbin (2024)",
    "Joker (2019 film)": "Joker (2019)",
    "Joker [2019]": "Joker (2019)",
    "Joker.2019.1080p.BluRay.x264": "Joker (2019)",
    **dict.fromkeys(
        (
            "https://www.imdb.com/title/tt0371746/",
            "https://www.themoviedb.org/movie/1726-iron-man",
            "https://letterboxd.com/film/iron-man-2008/",
            "https://letterboxd.com/tmdb/1726/",
            "https://letterboxd.com/imdb/tt0371746/",
            "https://trakt.tv/movies/iron-man-2008",
            "https://www.justwatch.com/us/movie/iron-man",
            "https://en.wikipedia.org/wiki/Iron_Man_(2008_film)",
            "imdb tt0371746",
            "[tmdbid-1726]",
            "Iron Man {imdb-tt0371746}",
        ),
        "Iron Man (2008)",
    ),
    **LATEST,
    "https://de.wikipedia.org/wiki/Der_Pate": "The Godfather (1972)",
    "https://ja.wikipedia.org/wiki/千と千尋の神隠し": "Spirited Away (2001)",
}
"""One film, at once; while typing, it is the first choice."""

ASKED = {
    "moana": {"Moana (2016)", "Moana (2026)"},
    "resident evil": {"Resident Evil (2002)", "Resident Evil (2026)"},
    "supergirl": {"Supergirl (1984)", "Supergirl (2026)"},
    "michael": {"Michael (1996)", "Michael (2026)"},
    "marvel": {"Spider-Man: Brand New Day (2026)", "Avengers: Doomsday (2026)"},
    "pixar": {"Toy Story 5 (2026)"},
}
"""A question that offers these, as the choices do while typing."""

NEWEST_NAMED = {
    "marvel": "The newest one out is Spider-Man: Brand New Day (2026).",
    "pixar": "The newest one out is Toy Story 5 (2026).",
}
"""What is said of a maker's films, and of no others."""

SERIES = "“Breaking Bad” is a series"
NO_FILM = {
    "breaking bad": SERIES,
    "elden ring": "film",
    "https://boxd.it/2aBc": "where a short link leads",
    "https://example.org/iron-man": "not a film's page",
    "https://www.themoviedb.org/tv/1399": "not a film's page",
    "https://www.imdb.com/title/tt99999999/": "do not know the film behind that link",
}
"""No film at all, and words that say why."""

OF_EACH_KIND = {
    "moana": "Moana (2026)",
    "michael": "Michael (2026)",
    "marvel": NEWEST_NAMED["marvel"],
    "The Door (2009)": "Which film do you mean by",
    "breaking bad": SERIES,
    "elden ring": "film",
    "https://boxd.it/2aBc": "where a short link leads",
    "https://www.themoviedb.org/tv/1399": "not a film's page",
}
"""What a command says or offers, whatever it does with a film."""

ONE_FILM = ("Moana.2026.1080p.WEB", "Joker [2019]", "https://letterboxd.com/film/iron-man-2008/")
"""Named so that no command asks."""

IN_DOUBT = {
    "The Door (2009)": (*OPTIONS, *MESSAGES),
    "stranger things": (*OPTIONS, *MESSAGES),
    "bro": (*OPTIONS, *MESSAGES),
    "chat": (*OPTIONS, *MESSAGES),
    "stream": (*OPTIONS, *MESSAGES),
    "dude": MESSAGES,
    "nobody knows": MESSAGES,
}
"""No film at once. Where nothing but a film can be typed, a word of chat may be one's title."""

QUESTIONS = {
    "gravity was intense... stay or go?": "Gravity (2013)",
    "do i need to wait for the end credits thing in gravity": "Gravity (2013)",
    "any post cred scene in gravity?": "Gravity (2013)",
    "when the credits roll in gravity can we go": "Gravity (2013)",
    "stay or go?": "",
    "do i need to wait for the end credits thing": "",
    "post cred scene": "",
    "when the credits roll can we go": "",
}
"""The film that a message asks about, at once or offered; none where it names none."""


async def test_every_way_in_follows_one_rule(club: Club) -> None:
    await club.bot.preferences.change_member(club.alice.id, time_zone="Europe/Berlin")
    wrong: list[str] = []

    def expect(right: bool, way: str, typed: str, found: Got) -> None:
        if not right:
            wrong.append(f"{typed} by {way}: {found}")

    for typed, label in CLEAR.items():
        for way in WAYS:
            found = await WAYS[way](club, typed)
            expect(label in (found.film, *found.offered[:1]), way, typed, found)
            expect(bool(found.film) == (way != TYPING), way, typed, found)
            beside = BESIDE.get(typed, label) in (found.film, *found.offered)
            expect(beside, way, typed, found)
    for typed, labels in ASKED.items():
        for way in WAYS:
            found = await WAYS[way](club, typed)
            expect(not found.film and labels <= set(found.offered[:FIRST]), way, typed, found)
            newest = NEWEST_NAMED.get(typed, "Which film")
            expect(way == TYPING or found.said.startswith(newest), way, typed, found)
    for typed, said in NO_FILM.items():
        for way in (*OPTIONS, *MESSAGES, *([TYPING] if "/" in typed else [])):
            found = await WAYS[way](club, typed)
            explained = said in found.said or way == TYPING
            expect(explained and not found.film and not found.offered, way, typed, found)
    for typed, ways in IN_DOUBT.items():
        for way in ways:
            found = await WAYS[way](club, typed)
            expect(not found.film, way, typed, found)
    for typed, label in QUESTIONS.items():
        for way in MESSAGES:
            found = await WAYS[way](club, typed)
            named = (found.film, *found.offered)
            expect(label in named if label else not any(named), way, typed, found)
    assert not wrong, "\n".join(wrong)


async def test_every_command_that_takes_a_film_follows_it_too(club: Club) -> None:
    await club.bot.preferences.change_member(club.admin.id, time_zone="Europe/Berlin")
    commands = [
        command
        for command in club.bot.tree.walk_commands()
        if isinstance(command, app_commands.Command) and command.get_parameter("film")
    ]
    assert len(commands) > 10
    for command in commands:
        if before := CALLED_BEFORE.get(command.qualified_name):
            shown = await club.admin.slash(club.lobby, before[0], **before[1])
            assert shown.response is not None
            await club.admin.click(shown.response.message, label="Post")
        for typed in (*OF_EACH_KIND, *ONE_FILM):
            await club.env.advance_time(PAUSE.total_seconds())
            result = await club.admin.slash(
                club.lobby, command.qualified_name, film=typed, **required(command)
            )
            found = got(next(iter([*filter(None, [result.response]), *result.followups]), None))
            about = (command.qualified_name, typed, found)
            if typed in ONE_FILM:
                assert not found.said.startswith(("Which film", "I know no film")), about
                assert found != Got() or result.modal is not None, about
            else:
                assert not found.film, about
                shown_to_choose = (found.said, *found.offered)
                assert any(OF_EACH_KIND[typed] in text for text in shown_to_choose), about


def required(command: app_commands.Command[Any, ..., Any]) -> dict[str, Any]:
    """What a command must be given beside the film."""
    return {
        one.name: one.choices[0].value if one.choices else FILLED[one.name]
        for one in command.parameters
        if one.required and one.name != "film"
    }


@pytest.mark.parametrize(("command", "entry"), [("remind stay", "remind"), ("party new", "party")])
async def test_another_than_the_newest_goes_on_with_what_was_typed(
    club: Club, command: str, entry: str
) -> None:
    await club.bot.preferences.change_member(club.alice.id, time_zone="Europe/Berlin")
    at = {"showtime" if entry == "remind" else "when": "20:00"}
    result = await club.alice.slash(club.lobby, command, film="newest pixar film", **at)
    (offered,) = result.followups
    assert offered.ephemeral
    chosen = await club.alice.select(
        offered.message, ["hoppers-2026"], custom_id=f"select/film:choose:{entry}"
    )
    if chosen.modal is not None:
        assert "Hoppers" in chosen.modal["title"]
        assert "20:00" in filled_in(chosen).values()
    else:
        assert got(chosen.response).film == "Hoppers (2026)"
