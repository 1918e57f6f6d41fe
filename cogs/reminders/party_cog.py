"""``/party``: watching a film together, on one clock."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from cogs.reminders.handlers.drafts import Drafts
from cogs.reminders.handlers.parties.cancellations import Cancellations
from cogs.reminders.handlers.parties.drafts import require_mentionable
from cogs.reminders.handlers.parties.film_nights import FilmNights
from cogs.reminders.handlers.parties.hosts import HostNames, HostRole
from cogs.reminders.handlers.parties.parties import EDIT, Parties
from cogs.reminders.handlers.requests import require_voice
from cogs.reminders.rules import screenings
from cogs.reminders.rules.draft import Destination, Request
from cogs.reminders.rules.parties.parties import Invitation
from cogs.reminders.rules.parties.series import Every
from cogs.reminders.rules.refusals import PlanForgottenError
from cogs.reminders.rules.schedule import LONGEST_PRESHOW, PRESHOW
from cogs.reminders.rules.screenings import MOST_GUESTS
from cogs.reminders.store.parties.parties import PartyStore
from cogs.shared.access.permissions import Place, require_server
from cogs.shared.access.rights import require_writing_here
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.entries import Entries
from cogs.shared.items import Filled
from cogs.shared.options.film import choose_found, film_choices, offer_others
from cogs.shared.sending.due_work import DueLoop
from data.catalogue.film import Film
from data.locales import N_

Venue = Literal["cinema", "home"]

ENTRY = "party"

ASKED = "party:new"
"""By which the words of a command are kept."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a host asked for, but for the film."""

    when: str
    venue: Venue
    preshow: int
    role_id: int | None
    most: int | None
    repeats: str | None

    @property
    def texts(self) -> Filled:
        """The plan as words that can be kept."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: str(value) for name, value in values.items() if value is not None}

    @classmethod
    def of(cls, texts: Filled) -> Plan:
        """The plan whose words were kept."""
        return cls(
            when=texts["when"],
            venue="home" if texts["venue"] == "home" else "cinema",
            preshow=int(texts["preshow"]),
            role_id=int(texts["role_id"]) if "role_id" in texts else None,
            most=int(texts["most"]) if "most" in texts else None,
            repeats=texts.get("repeats"),
        )


class PartyCog(commands.Cog):
    """The commands of watch parties."""

    def __init__(
        self,
        bot: StingerBot,
        store: PartyStore,
        drafts: Drafts,
        parties: Parties,
        cancellations: Cancellations,
        hosts: HostNames,
        nights: FilmNights,
        loops: Sequence[DueLoop],
    ) -> None:
        self._bot = bot
        self._store = store
        self._drafts = drafts
        self._parties = parties
        self._cancellations = cancellations
        self._hosts = hosts
        self._nights = nights
        self._loops = loops
        self._running: list[asyncio.Task[None]] = []

    async def cog_load(self) -> None:
        """Start doing what is due for parties."""
        self._running = [asyncio.create_task(loop.run(), name="parties") for loop in self._loops]

    async def cog_unload(self) -> None:
        """Stop; what is under way is left to whoever starts next."""
        for running in self._running:
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running

    def register(self, entries: Entries) -> None:
        """Go on with a party once its film is chosen."""
        entries.register(ENTRY, N_("Watch party"), self.invite)
        self._nights.offer(entries)

    party = app_commands.Group(
        name="party",
        description="Watch a film together and stay seated together.",
        guild_only=True,
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    @party.command(name="new", description="Invite this channel to watch a film together.")
    @app_commands.describe(
        film="Its title however you spell it, or an IMDb or TMDB link",
        when="The time on the ticket: 19:30, fri 21:00, in 20 minutes, or @time",
        place="In the cinema (with adverts) or at home",
        pingrole="A role to tell about the party, once",
        limit="How many can come",
        preshow="Minutes of trailers and adverts (20 in the cinema, none at home)",
        repeat="The next one is posted when one ends",
    )
    @app_commands.choices(
        repeat=[
            app_commands.Choice(name="every week", value=Every.WEEK.value),
            app_commands.Choice(name="every two weeks", value=Every.TWO_WEEKS.value),
            app_commands.Choice(name="every month, same weekday", value=Every.MONTH.value),
        ]
    )
    @app_commands.autocomplete(film=film_choices)
    async def new(
        self,
        interaction: Interaction,
        film: str,
        when: app_commands.Range[str, 1, 100],
        place: Venue = "cinema",
        pingrole: discord.Role | None = None,
        limit: app_commands.Range[int, 1, MOST_GUESTS] | None = None,
        preshow: app_commands.Range[int, 0, LONGEST_PRESHOW] | None = None,
        repeat: str | None = None,
    ) -> None:
        """Work out a party and show its host what will be posted."""
        _, member = require_server(interaction)
        require_writing_here(interaction)
        require_voice(interaction)
        if pingrole is not None and isinstance(interaction.channel, Place):
            require_mentionable(interaction.channel, member, pingrole)
        usual = PRESHOW if place == "cinema" else 0
        plan = Plan(
            when.strip(),
            place,
            usual if preshow is None else preshow,
            pingrole.id if pingrole else None,
            limit,
            repeat,
        )
        found = await choose_found(interaction, film, entry=ENTRY)
        if found is None or found.others:
            now, channel = self._bot.clock(), str(interaction.channel_id)
            await self._bot.typed_words.keep(member.id, ASKED, channel, plan.texts, now)
        if found is not None:
            await self._begin(interaction, found.film, plan)
            await offer_others(interaction, found.others, entry=ENTRY)

    async def invite(self, interaction: Interaction, film: Film) -> None:
        """Go on with what the host asked for in this channel, now that the film is clear."""
        user_id, channel, now = interaction.user.id, str(interaction.channel_id), self._bot.clock()
        texts = await self._bot.typed_words.take(user_id, ASKED, channel, now)
        if texts is None:
            raise PlanForgottenError
        await self._begin(interaction, film, Plan.of(texts))

    async def _begin(self, interaction: Interaction, film: Film, plan: Plan) -> None:
        guild, member = require_server(interaction)
        if interaction.channel_id is None:
            raise PlanForgottenError
        draft = await self._drafts.begin(
            interaction,
            film,
            Request(plan.when, plan.preshow),
            Destination(screenings.Place.HERE, interaction.channel_id, None, guild.id),
        )
        await self._store.add_draft(
            draft.screening.id,
            Invitation(
                guild.id,
                member.id,
                interaction.channel_id,
                plan.venue,
                plan.role_id,
                plan.most,
                repeats=plan.repeats,
            ),
        )
        await self._drafts.show(interaction, draft.reminder.id, fresh=True)

    @party.command(name="list", description="The parties that are coming in this server.")
    async def coming(self, interaction: Interaction) -> None:
        """Show what is coming."""
        guild, _ = require_server(interaction)
        await self._parties.show_list(interaction, guild)

    @party.command(name="edit", description="Give your party another time or limit.")
    @app_commands.describe(party="Which party")
    async def edit(self, interaction: Interaction, party: int) -> None:
        """Open the form for changes."""
        require_server(interaction)
        await self._bot.doorway.open_form(interaction, EDIT, str(party))

    @party.command(name="cancel", description="Cancel your party; everybody going is told once.")
    @app_commands.describe(party="Which party")
    async def cancel(self, interaction: Interaction, party: int) -> None:
        """Cancel a party."""
        require_server(interaction)
        await self._cancellations.cancel(interaction, party)

    @party.command(name="host", description="Hand your party over, or name co-hosts.")
    @app_commands.describe(
        party="Which party", member="Whom", role="Co-hosts can change and cancel the party, too"
    )
    async def host(
        self,
        interaction: Interaction,
        party: int,
        member: discord.User,
        role: HostRole = "co-host",
    ) -> None:
        """Name a host or co-host."""
        require_server(interaction)
        await self._hosts.name(interaction, party, member, role)

    @party.command(name="vote", description="Let everybody choose the film of the next night.")
    @app_commands.describe(
        when="The showtime: fri 21:00, tomorrow 8pm, or @time",
        ends="When the vote ends (three hours before the showtime unless you say otherwise)",
        place="At home, or in the cinema (with adverts)",
        pingrole="A role to tell about the vote and about the party",
        limit="How many can come",
    )
    async def vote(
        self,
        interaction: Interaction,
        when: app_commands.Range[str, 1, 100],
        ends: app_commands.Range[str, 1, 100] | None = None,
        place: Venue = "home",
        pingrole: discord.Role | None = None,
        limit: app_commands.Range[int, 1, MOST_GUESTS] | None = None,
    ) -> None:
        """Show a host what will be posted."""
        guild, member = require_server(interaction)
        require_writing_here(interaction)
        require_voice(interaction)
        if pingrole is not None and isinstance(interaction.channel, Place):
            require_mentionable(interaction.channel, member, pingrole)
        night = Invitation(
            guild.id,
            member.id,
            interaction.channel_id or 0,
            place,
            pingrole.id if pingrole else None,
            limit,
        )
        await self._nights.begin(interaction, when.strip(), ends, night)

    @party.command(name="suggest", description="Suggest a film for this channel's film night.")
    @app_commands.describe(film="Its title however you spell it, or an IMDb or TMDB link")
    @app_commands.autocomplete(film=film_choices)
    async def suggest(self, interaction: Interaction, film: str) -> None:
        """Suggest a film."""
        await self._nights.suggest_named(interaction, film)

    @edit.autocomplete("party")
    @host.autocomplete("party")
    @cancel.autocomplete("party")
    async def party_choices(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[int]]:
        """The coming parties that the asker may change."""
        return await self._parties.choices(interaction, current)
