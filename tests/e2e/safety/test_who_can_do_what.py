"""The table of ``docs/security.md``, and that what is not for members refuses them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import discord
from discord import app_commands

from cogs.shared.access.audience import Audience, audience_of
from data.installation import ROOT
from tests.conftest import ON_SQLITE
from tests.e2e.answers import test_spoiler_tag_menu as tagging
from tests.e2e.conftest import Club
from tests.e2e.parties import test_film_night as nights
from tests.e2e.parties import test_parties as parties
from tests.e2e.parties import test_party_series as series
from tests.e2e.replies import shown_text
from tests.e2e.safety import test_members_rights as borrowed
from tests.e2e.server import test_spoiler_channels as spoilers
from tests.e2e.theories import test_rights as theories
from tests.e2e.theories.theatre import form
from tests.films import TWO_SCENES

pytestmark = ON_SQLITE

BEGIN, END = "<!-- commands -->\n", "<!-- end of commands -->"

WHO = {
    Audience.MEMBER: "everybody",
    Audience.MODERATOR: "moderators, curators",
    Audience.ADMIN: "admins",
    Audience.OPERATOR: "the operator",
}

Command = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu


def commands_of(club: Club) -> Iterator[Command]:
    for kind in discord.AppCommandType:
        for command in club.bot.tree.walk_commands(type=kind):
            if not isinstance(command, app_commands.Group):
                yield command


def name_of(command: Command) -> str:
    menu = isinstance(command, app_commands.ContextMenu)
    return f"*{command.name}* (menu)" if menu else f"`/{command.qualified_name}`"


async def test_the_table_says_what_the_program_does(club: Club) -> None:
    names: dict[Audience, list[str]] = {audience: [] for audience in Audience}
    for command in commands_of(club):
        names[audience_of(command)].append(name_of(command))
    rows = [f"| {WHO[who]} | {' · '.join(sorted(named))} |\n" for who, named in names.items()]
    table = "".join(["| for | commands |\n|---|---|\n", *rows])
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    assert page.partition(BEGIN)[2].partition(END)[0] == table


TRIED: dict[str, Callable[..., Awaitable[None]]] = {
    "answers a command so that all can read it, or shares a card": (
        borrowed.test_answers_are_private_where_the_asker_may_not_write
    ),
    "covers a message, or deletes the cover": (
        tagging.test_the_author_and_moderators_delete_what_was_covered
    ),
    "opens a theory's thread": (
        theories.test_a_theory_is_posted_only_for_who_may_post_on_the_board
    ),
    "shows evidence or an objection": theories.test_who_is_muted_adds_no_words_to_a_theory,
    "takes a ballot or a follow": (
        theories.test_nothing_is_taken_for_a_theory_that_the_member_cannot_see
    ),
    "reminds in a channel": borrowed.test_who_may_not_write_is_reminded_by_dm,
    "posts a party": borrowed.test_who_may_not_write_posts_no_party,
    "posts the next party of a series": (
        series.test_a_host_who_may_no_longer_write_ends_the_series_and_is_told
    ),
    "posts a vote on a film, or a film that is suggested": (
        nights.test_who_may_not_write_suggests_nothing
    ),
    "opens a party's thread": borrowed.test_only_who_may_make_events_and_threads_gets_them,
    "makes a party's event": borrowed.test_only_who_may_make_events_and_threads_gets_them,
    "pings a role": parties.test_the_role_is_pinged_once_and_only_if_the_host_may,
    "makes a channel a Spoiler Channel": (
        spoilers.test_who_may_not_manage_the_board_does_not_make_it_one
    ),
}
"""The test that tries it for a member without the right, by what the bot does."""


async def test_what_is_done_for_a_member_takes_the_rights_that_the_page_names(club: Club) -> None:
    lent = [row for rows in club.bot.registry.lent.values() for row in rows]
    rows = [f"| {row.does} | {row.takes} |\n" for row in lent]
    head = "| Stinger | takes the member's right to |\n|---|---|\n"
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    written = page.partition("<!-- rights -->\n")[2].partition("<!-- end of rights -->")[0]
    assert written == head + "".join(rows)
    assert {row.does for row in lent} == TRIED.keys()


async def test_what_is_not_for_members_refuses_them(club: Club) -> None:
    shown = await club.alice.slash(club.lobby, "theory new", film=TWO_SCENES.id)
    await club.alice.submit_modal(shown, form())
    tried = []
    for listed in await club.bot.tree.fetch_commands():
        club.server.set_command_permissions(listed, {club.bob: True})
    for command in commands_of(club):
        if isinstance(command, app_commands.ContextMenu):
            continue
        if audience_of(command) is Audience.MEMBER:
            continue
        result = await club.bob.slash(club.lobby, command.qualified_name, **_options(club, command))
        replies = [result.response, *result.followups]
        said = " ".join(f"{r.content}{shown_text(r.components)}" for r in replies if r is not None)
        assert said.startswith("Only "), (command.qualified_name, said)
        tried.append(command.qualified_name)
    assert len(tried) >= 10
    club.env.errors.clear()


def _options(club: Club, command: app_commands.Command[Any, ..., Any]) -> dict[str, Any]:
    """Something for each option that must be given."""
    kinds = discord.AppCommandOptionType
    given: dict[str, Any] = {}
    for option in filter(lambda option: option.required, command.parameters):
        if option.choices:
            given[option.display_name] = option.choices[0].value
        elif option.type is kinds.integer:
            given[option.display_name] = int(option.min_value or 1)
        elif option.type is kinds.string:
            given[option.display_name] = "x" * int(option.min_value or 1)
        elif option.type is kinds.channel:
            given[option.display_name] = club.lobby
        else:
            raise AssertionError(f"No value for {option.display_name} of {command.qualified_name}")
    return given
