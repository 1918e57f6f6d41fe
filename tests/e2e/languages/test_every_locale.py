"""A member of each language uses every command, button and form, and reads no English.

What there is to use is what the bot has registered and what it shows, so that what is new is tried
by itself. The made-up language shows every sentence that has not been through the catalogue; the
word list shows English that stands in a catalogue as a translation.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands, ui

from cogs.shared.bot import Resources, StingerBot
from cogs.shared.errors import UserFacingError
from cogs.shared.items import ActionButton, ActionSelect
from cogs.shared.limits import work
from data.locales import languages
from data.locales.languages import PSEUDO
from data.locales.messages import own_name
from data.time_zones.names import zone_label, zone_names
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club, make_bot
from tests.e2e.languages.speakers import discord_in
from tests.e2e.languages.test_pseudo_locale import ENGLISH, NO_SENTENCES, NOT_READ, texts_in
from tests.e2e.reminders.evenings import HOUR, later
from tests.e2e.replies import components_of, filled_in
from tests.e2e.safety.test_log_tells_nothing import options_of, some_of_each
from tests.e2e.safety.test_who_can_do_what import commands_of
from tests.films import FILMS, TWO_SCENES

pytestmark = [
    ON_SQLITE,
    pytest.mark.simcord(check_errors=False),  # it counts refusals as errors
]

LOCALES = ("de", "fr", "es-ES", "it", "pt-BR")

WORDS = frozenset(
    "the and with you your yours is are isn't aren't it it's not this that these those there from "
    "which who whom when what where why would could should have haven't hasn't been being does "
    "doesn't don't didn't can't cannot nobody nothing only after before because until while they "
    "them their of to its than then yet out about any every each other many much here know known "
    "says said tell asked press again already".split()
)
"""Frequent English words that none of the five languages has."""

WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")

TYPED = "KINGFISHERXQ"
GOOD: dict[str, Any] = {
    **dict.fromkeys(("showtime", "when", "ends"), "19:30"),
    "runtime": "1:50",
    "title": TYPED,
    "release_date": "2024-05-03",
    "year": 2024,
    "film": TWO_SCENES.label,
    "source": "https://studio.example/KINGFISHERXQ",
    "language": "discord",
}
"""What is typed or chosen, by the names of options and fields, so that more is not refused."""

A_FEW = 2
"""Of each kind of button and each select so many are used as they are shown."""

SWITCHES = "config:language"
"""Would have the rest said in another language."""

HIDDEN = re.compile(r"\|\|.*?\|\|", re.DOTALL)
ZONE = re.compile("|".join(map(re.escape, map(zone_label, zone_names()))))
"""A time zone in English, as the made-up language has it too: its names come from Unicode."""
DATA = (
    *(name for film in FILMS for name in (film.label, film.title, film.id)),
    *("Somebody comes home.", "A joke to end on.", "It counted a song."),  # of the films' pages
    ", added",  # in the label of a film that members know
    *map(own_name, languages()),
)
"""What is said of films, and names."""

NAMES = (
    NO_SENTENCES
    | {TYPED, TYPED.lower(), "alice", "everyone"}
    | {*("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")}
)


@pytest.fixture
def simcord_bot(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> StingerBot:
    """A bot that does for one member at once what is more than a day's use."""
    for allowance in ("MEMBER_MOST", "SERVER_MOST"):
        monkeypatch.setattr(work, allowance, 1_000_000)
    return make_bot(resources)


class Walk:
    """The admin uses what there is; ``shown`` is what was sent meanwhile, with what was used."""

    def __init__(self, club: Club) -> None:
        self.shown: set[tuple[str, str]] = set()
        self.cut: set[str] = set()
        self.used: Counter[str] = Counter()
        self._club = club
        self._heard = len(club.env.http_requests)
        self._seen: dict[str, tuple[str, ...]] = {}

    def hear(self, where: str) -> None:
        """Take in what has been sent since the last time."""
        for request in self._club.env.http_requests[self._heard :]:
            if request.json is not None and request.method != "PUT":
                self.shown |= {(where, text) for text in _said_in(request.json)}
                self.cut |= _cut_in(request.json)
                self._seen |= _items_in(request.json)
        self._heard = len(self._club.env.http_requests)

    async def commands(self) -> None:
        """Each command, with what it needs and with each of its choices; each menu."""
        club = self._club
        for command in commands_of(club):
            if isinstance(command, app_commands.ContextMenu):
                message = await club.alice.send(club.lobby, TYPED)
                await club.admin.context_menu(club.lobby, command.name, message)
            else:
                await self._command(command)
            self.hear(command.qualified_name)

    async def _command(self, command: app_commands.Command[Any, ..., Any]) -> None:
        admin, lobby, name = self._club.admin, self._club.lobby, command.qualified_name
        needed = options_of(self._club, command)
        needed |= {
            o.display_name: GOOD[o.name]
            for o in command.parameters
            if o.required and o.name in GOOD and not o.autocomplete
        }
        await self._fill_in(await admin.slash(lobby, name, **needed))
        for option in command.parameters:
            if option.autocomplete:
                await admin.autocomplete(lobby, name, option.display_name, "")
            for choice in option.choices if option.name not in GOOD else ():
                given = needed | {option.display_name: choice.value}
                await self._fill_in(await admin.slash(lobby, name, **given))

    async def what_is_shown(self) -> None:
        """Each button and select that was shown, a few of a kind, and what they show in turn."""
        while new := next(filter(self._is_new, self._seen), None):
            self.used[new] += 1
            kind, _, named = new.rpartition("/")
            slice_name, verb, argument = (*named.split(":", 2), "")[:3]
            action = f"{slice_name}:{verb}"
            await (self._choose if kind else self._press)(action, argument, self._seen[new])

    def _is_new(self, item: str) -> bool:
        kind, _, named = item.rpartition("/")
        action = ":".join(named.split(":")[:2])
        return not self.used[item] and self.used[f"{kind}/{action}"] < A_FEW

    async def other_actions(self) -> None:
        """Each action that nothing shown has led to, as by a button that is a year old."""
        doorway = self._club.bot.doorway
        for action in doorway.actions:
            if not self.used[f"/{action}"]:
                await self._press(action, "")
        for action in doorway.choices:
            if not self.used[f"select/{action}"]:
                await self._choose(action, "", ("1",))

    async def _press(self, action: str, argument: str, _values: Sequence[str] = ()) -> None:
        self.used[f"/{action}"] += 1
        message = await self._posted(ActionButton(action, argument, "1"))
        await self._fill_in(await self._club.admin.click(message, label="1"))
        self.hear(f"button {action}:{argument}")

    async def _choose(self, action: str, argument: str, values: Sequence[str]) -> None:
        self.used[f"select/{action}"] += 1
        for value in values[:A_FEW] if action != SWITCHES else ():
            options = [discord.SelectOption(label=value, value=value)]
            select: ui.Select[Any] = ui.Select(options=options)
            message = await self._posted(ActionSelect(action, argument, select))
            await self._fill_in(await self._club.admin.select(message, [value]))
            self.hear(f"select {action}:{argument} {value}")

    async def _posted(self, item: ActionButton | ActionSelect) -> discord.Message:
        channel = self._club.bot.get_channel(self._club.lobby.id)
        assert isinstance(channel, discord.TextChannel)
        view = ui.View(timeout=None)
        view.add_item(item)
        message = await channel.send(view=view)
        self._heard = len(self._club.env.http_requests)
        return message

    async def _fill_in(self, shown: simcord.InteractionResult) -> None:
        """Send off the form that was answered with, if it was one, with all its fields filled."""
        if shown.modal is None:
            return
        answers: dict[str, Any] = {k: v for k, v in filled_in(shown).items() if v}
        for field in components_of(shown.modal["components"]):
            name, options = field.get("custom_id"), field.get("options")
            if name is None or "value" in field:
                continue
            if options:
                first = options[0]["value"]
                one = field["type"] == discord.ComponentType.radio_group.value
                answers[name] = first if one else [first]
            elif field["type"] == discord.ComponentType.text_input.value:
                answers[name] = str(GOOD.get(name, TYPED))[: field.get("max_length")]
        await self._club.admin.submit_modal(shown, answers)


def _said_in(payload: Any) -> Iterator[str]:
    """The texts of what was sent to Discord."""
    for _kind, _field, text in texts_in(payload):
        yield text
    if isinstance(payload, dict):
        yield from (choice["name"] for choice in payload.get("data", {}).get("choices", ()))


def _cut_in(payload: Any) -> set[str]:
    return {
        text
        for kind, field, text in texts_in(payload)
        if (kind == "label" or field == "description") and text.endswith("…")
    }


def _items_in(payload: Any) -> dict[str, tuple[str, ...]]:
    """The custom ids of buttons and selects that can be used, with what can be chosen."""
    kinds = {discord.ComponentType.button.value, discord.ComponentType.select.value}
    return {
        component["custom_id"]: tuple(o["value"] for o in component.get("options", ()))
        for component in components_of(payload)
        if component["type"] in kinds and ":" in component.get("custom_id", "")
    }


def _ours(text: str) -> str:
    """A text without what is data: what is hidden, titles, names, addresses, commands."""
    text = HIDDEN.sub(" ", text)
    for name in sorted(DATA, key=len, reverse=True):
        text = text.replace(name, " ").replace(discord.utils.escape_markdown(name), " ")
    return NOT_READ.sub(" ", ZONE.sub(" ", text))


def _failures(club: Club) -> list[BaseException]:
    """What went wrong that is no refusal, such as a form that Discord does not take."""
    causes = [error.__cause__ or error for error in club.env.errors]
    expected = (UserFacingError, app_commands.AppCommandError)
    return [cause for cause in causes if not isinstance(cause, expected)]


async def walk(club: Club, locale: str) -> Walk:
    """Use all there is in a server and on a Discord of that language."""
    await some_of_each(club)
    await club.bot.preferences.change_server(club.server.id, language=locale)
    walked = Walk(club)
    with discord_in(locale, admin=locale, alice=locale):
        await walked.commands()
        await walked.what_is_shown()
        await walked.other_actions()
        await later(club, 8 * HOUR)
        walked.hear("what comes by itself")
    assert {f"/{action}" for action in club.bot.doorway.actions} <= walked.used.keys()
    assert {f"select/{action}" for action in club.bot.doorway.choices} <= walked.used.keys()
    assert _failures(club) == []
    assert not [task for task in asyncio.all_tasks() if "timeout" in str(task.get_coro())]
    return walked


async def test_nothing_that_is_said_has_missed_the_catalogue(club: Club) -> None:
    walked = await walk(club, PSEUDO)
    left = {
        (where, text, word)
        for where, text in walked.shown
        for word in ENGLISH.findall(_ours(text))
        if word not in NAMES
    }
    assert left == set()


@pytest.mark.parametrize("locale", LOCALES)
async def test_a_member_of_each_language_reads_no_english(club: Club, locale: str) -> None:
    walked = await walk(club, locale)
    left = {
        (where, text, word)
        for where, text in walked.shown
        for word in WORD.findall(_ours(text))
        if word.lower() in WORDS
    }
    assert left == set()
    assert walked.cut == set()
