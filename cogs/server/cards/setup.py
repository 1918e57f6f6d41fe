"""The one screen on which a server is set up; every item outlives a restart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import discord
from discord import ui

from cogs.shared.cards.spoilers import plain
from cogs.shared.items import ActionButton, ActionSelect, described, new_card
from cogs.shared.registry import ConfigSection, TitledSelect
from data.locales import N_, _, _n, _p, languages
from data.locales.messages import own_name
from data.servers.policy import EMBARGO_DAYS, Policy
from data.servers.preferences import ServerSettings

SET_POLICY = "config:server-policy"
SET_EMBARGO = "config:embargo-days"
SET_CURATORS = "config:curators"
SET_LISTENING = "config:listening"
SET_LANGUAGE = "config:language"
SET_SPOILERS = "config:in-spoilers"
SET_SIGHTINGS = "config:sightings"
CHECK = "config:doctor"

SHARED, KEPT = "all", "own"
"""Where what members saw is to count."""

EMBARGO_CHOICES = (0, 7, EMBARGO_DAYS, 21, 30, 60, 90)
"""Days offered; another number that is already set is offered too."""

LANGUAGE_OF_DISCORD = "discord"
"""The choice of no language."""

MOST_LISTENING = 25
"""Channels that one select of Discord can hold."""

MOST_NAMED = 8
"""Places or films named in a list before it is cut short."""

MEANING = {
    Policy.STANDARD: N_("/stinger shows the verdict; what happens in a scene stays hidden."),
    Policy.STRICT: N_("Verdict, counts and hints are hidden too, until a reader clicks."),
    Policy.PRIVATE: N_("Nobody but the asker sees an answer."),
    Policy.OFF: N_("I am silent in chat, and commands answer privately."),
}
"""What each policy means, for moderators; at most 100 characters, which is a select's limit."""

LISTENING_OFF = N_(
    "Switched off by the operator of this bot: it needs the Message Content intent. Mention me or "
    "reply to me, and I answer everywhere."
)


@dataclass(frozen=True, slots=True)
class ServerSetup:
    """All that the screen shows.

    ``listening`` is ``None`` where the operator has not switched listening on. ``embargoes`` maps
    films, by their labels, to the instants at which their own embargoes end. ``selects`` are those
    of each section.
    """

    settings: ServerSettings
    policies: Mapping[int, Policy]
    server_id: int
    listening: Sequence[int] | None = None
    embargoes: Mapping[str, datetime] = field(default_factory=dict)
    sections: Sequence[ConfigSection] = ()
    selects: Sequence[Sequence[TitledSelect]] = ()


def setup_card(setup: ServerSetup, mention: Callable[[str], str]) -> ui.LayoutView:
    """The screen with the present choices selected; ``mention`` shows a command by its name."""
    container: ui.Container[Any] = ui.Container(
        ui.TextDisplay(
            _(
                "### Setting up Stinger\nYou don't have to change anything: I work with what is "
                "selected now. Every change counts at once."
            )
        )
    )
    for text, select in (
        (_("**Server policy**, for channels without a policy of their own"), _policy(setup)),
        (
            _("**Discord's Spoiler Channels**: never looser than the server policy"),
            _spoilers(setup),
        ),
        (
            _("**Embargo**: how long answers about a new film stay hidden in every channel"),
            _embargo(setup),
        ),
        (
            _("**Curators**: who may approve facts and resolve theories, besides server managers"),
            _curators(setup),
        ),
        (_("**Language**: what I speak to everybody in this server"), _language(setup)),
        (_listening_text(setup), _listening(setup)),
    ):
        container.add_item(ui.TextDisplay(text))
        if select is not None:
            container.add_item(ui.ActionRow(select))
    container.add_item(ui.Separator())
    for text in _elsewhere(setup, mention):
        container.add_item(ui.TextDisplay(text))
    for section, selects in zip(setup.sections, setup.selects, strict=True):
        container.add_item(ui.TextDisplay(_about(section, setup.settings, mention)))
        for title, select in selects:
            container.add_item(ui.TextDisplay(title))
            container.add_item(ui.ActionRow(select))
    view = new_card()
    view.add_item(container)
    check = ActionButton(CHECK, "", _("Check my permissions"))
    view.add_item(ui.ActionRow(check, _sightings(setup)))
    return view


def _policy(setup: ServerSetup) -> ActionSelect:
    return _policies(SET_POLICY, setup.policies.get(setup.server_id, Policy.STANDARD))


def _spoilers(setup: ServerSetup) -> ActionSelect:
    return _policies(SET_SPOILERS, Policy(setup.settings.spoiler_channels))


def _policies(action: str, present: Policy) -> ActionSelect:
    options = [
        discord.SelectOption(
            label=_(policy.value),
            value=policy.value,
            description=described(_(words)),
            default=policy is present,
        )
        for policy, words in MEANING.items()
    ]
    return ActionSelect(action, "", ui.Select(options=options))


def _sightings(setup: ServerSetup) -> ActionButton:
    if setup.settings.shares_sightings:
        # Translators: on a button; what members say after a showing: whether there was a scene
        return ActionButton(SET_SIGHTINGS, KEPT, _("Keep what members saw to this server"))
    # Translators: on a button; what members say after a showing: whether there was a scene
    return ActionButton(SET_SIGHTINGS, SHARED, _("Share what members saw with all servers"))


def _embargo(setup: ServerSetup) -> ActionSelect:
    present = setup.settings.embargo_days
    options = [
        discord.SelectOption(
            label=_embargo_words(days),
            value=str(days),
            default=days == present,
        )
        for days in sorted({*EMBARGO_CHOICES, present})
    ]
    return ActionSelect(SET_EMBARGO, "", ui.Select(options=options))


def _embargo_words(days: int) -> str:
    if days == 0:
        return _("no embargo")
    return _n("{count} day from release", "{count} days from release", days)


def _curators(setup: ServerSetup) -> ActionSelect:
    role = setup.settings.curator_role_id
    chosen = (
        []
        if role is None
        else [discord.SelectDefaultValue(id=role, type=discord.SelectDefaultValueType.role)]
    )
    select: ui.RoleSelect[Any] = ui.RoleSelect(
        placeholder=_("No role: only people who manage the server"),
        min_values=0,
        default_values=chosen,
    )
    return ActionSelect(SET_CURATORS, "", select)


def _language(setup: ServerSetup) -> ActionSelect:
    present = setup.settings.language or LANGUAGE_OF_DISCORD
    names = {LANGUAGE_OF_DISCORD: _("the asker's, or a Community server's own")}
    names |= {language: own_name(language) for language in languages()}
    options = [
        discord.SelectOption(label=name, value=value, default=value == present)
        for value, name in names.items()
    ]
    return ActionSelect(SET_LANGUAGE, "", ui.Select(options=options))


def _listening_text(setup: ServerSetup) -> str:
    title = _("**Listening**: channels in which I answer clear questions unasked")
    return title if setup.listening is not None else f"{title}\n-# {_(LISTENING_OFF)}"


def _listening(setup: ServerSetup) -> ActionSelect | None:
    if setup.listening is None:
        return None
    chosen = [
        discord.SelectDefaultValue(id=place, type=discord.SelectDefaultValueType.channel)
        for place in setup.listening[:MOST_LISTENING]
    ]
    select: ui.ChannelSelect[Any] = ui.ChannelSelect(
        placeholder=_("In no channel"),
        min_values=0,
        max_values=MOST_LISTENING,
        channel_types=[
            discord.ChannelType.text,
            discord.ChannelType.news,
            discord.ChannelType.forum,
            discord.ChannelType.category,
        ],
        default_values=chosen,
    )
    return ActionSelect(SET_LISTENING, "", select)


def _elsewhere(setup: ServerSetup, mention: Callable[[str], str]) -> list[str]:
    """What is set by commands, and by which: a paragraph each."""
    places = [f"<#{i}> {_(p.value)}" for i, p in setup.policies.items() if i != setup.server_id]
    films = [
        _("{film} until {day}", film=plain(label), day=day)
        for label, ends in setup.embargoes.items()
        for day in [f"<t:{int(ends.timestamp())}:D>"]
    ]
    no_place, no_film = _p("channels", "none"), _p("films", "none")
    return [
        _("**Channels with a policy of their own**: {places}", places=_named(places, no_place))
        + f" · {mention('config policy')}",
        _("**Films with an embargo of their own**: {films}", films=_named(films, no_film))
        + f" · {mention('config embargo')}",
    ]


def _about(section: ConfigSection, settings: ServerSettings, mention: Callable[[str], str]) -> str:
    title = f"**{_(section.title)}** · {mention(section.command)}"
    return "\n".join([title, *section.lines(settings)])


def _named(names: Sequence[str], none: str) -> str:
    more = len(names) - MOST_NAMED
    tail = [_n("{count} more", "{count} more", more)] if more > 0 else []
    return ", ".join([*names[:MOST_NAMED], *tail]) or none
