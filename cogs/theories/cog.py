"""``/theory`` and the message menu, Discord in, Discord out; the work is done beside it."""

from __future__ import annotations

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from cogs.shared.audience import FOR_ADMINS, FOR_MODERATORS
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.film_option import choose_film, film_choices
from cogs.shared.permissions import require_server
from cogs.theories.cards.lists import START, TURN
from cogs.theories.handlers.asking import theory_by_number
from cogs.theories.handlers.ballots import Voting
from cogs.theories.handlers.drafts import NAME, NEW, QUOTE, Drafting
from cogs.theories.handlers.evidence import OBJECT, Contributing
from cogs.theories.handlers.lists import Browsing
from cogs.theories.handlers.moderation import REASON_LIMIT, Action, Moderation
from cogs.theories.handlers.resolutions import OutcomeName, Resolving, SourceName
from cogs.theories.handlers.settings import COLUMNS, Removable, change_settings
from cogs.theories.refresher import Refresher
from cogs.theories.rules.lists import KindName, SortName, StandingName, Wanted
from cogs.theories.rules.refusals import NotYourTheoryError, SettledError, VotedAlreadyError
from cogs.theories.rules.theory import Kind, Status
from cogs.theories.store.stores import Stores
from data.servers.preferences import Setting

Number = app_commands.Range[int, 1, 1_000_000]
"""A theory's number in its server."""

IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
BY_SERVERS = app_commands.AppInstallationType(guild=True, user=False)


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class TheoriesCog(
    commands.GroupCog,
    group_name="theory",
    group_description="Theories about films: state one, rate it, see who was right.",
):
    """The commands of the slice."""

    def __init__(self, bot: StingerBot, stores: Stores, refresher: Refresher) -> None:
        self._bot = bot
        self._stores = stores
        self._refresher = refresher
        self._drafting = Drafting(bot, stores)
        self._voting = Voting(bot, stores, self._refresher)
        self._contributing = Contributing(bot, stores, self._refresher, self._voting)
        self._browsing = Browsing(bot, stores)
        self._moderation = Moderation(bot, stores, self._refresher)
        self._resolving = Resolving(bot, stores, self._refresher)
        self._menu = app_commands.ContextMenu(
            name="Start a theory from this",
            callback=self._begin_from,
            allowed_contexts=IN_SERVERS,
            allowed_installs=BY_SERVERS,
        )
        self._loop: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Begin the loop and offer the message menu."""
        self._bot.tree.add_command(self._menu)
        self._loop = asyncio.create_task(self._refresher.run(), name="theories")

    async def cog_unload(self) -> None:
        """End both."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)
        if self._loop:
            self._loop.cancel()

    def register(self) -> None:
        """Answer the slice's buttons, forms and entries."""
        for action, handler in {
            "theory:objection": self._contributing.offer_objections,
            "theory:back": self._contributing.back,
            "theory:follow": self._contributing.follow,
            "theory:post": self._drafting.post_anyway,
            "theory:film": self._drafting.choose_film,
            "theory:agree": self._resolving.agree,
            "theory:delete": self._moderation.delete,
            TURN: self._browsing.turn,
        }.items():
            self._bot.doorway.register(action, handler)
        voting, contributing, drafting = self._voting, self._contributing, self._drafting
        for action, build, take in (
            (NEW, drafting.form, drafting.submit),
            (QUOTE, drafting.quote_form, drafting.submit_quote),
            (NAME, drafting.film_form, drafting.submit_film),
            ("theory:rate", voting.form, voting.cast),
            ("theory:evidence", contributing.evidence_form, contributing.add_evidence),
            (OBJECT, contributing.objection_form, contributing.add_objection),
        ):
            self._bot.doorway.register_form(action, build, take)
        self._bot.entries.register("theories", "Theories", self._browsing.of_film)
        self._bot.entries.register(START, "New theory", self._drafting.begin)

    async def _begin_from(self, interaction: Interaction, message: discord.Message) -> None:
        await self._drafting.begin_from(interaction, message)

    @app_commands.command(description="State a theory about a film; others rate it.")
    @app_commands.describe(film="Its title however you spell it, or an IMDb or TMDB link")
    @app_commands.autocomplete(film=film_choices)
    async def new(self, interaction: Interaction, film: str) -> None:
        """Open the form for a theory."""
        require_server(interaction)
        named = await choose_film(interaction, film, entry=START)
        if named is not None:
            await self._drafting.begin(interaction, named)

    @app_commands.command(name="list", description="Theories of this server, spoiler-free.")
    @app_commands.describe(
        film="Only about one film", kind="Only of one kind", status="Only those that stand so"
    )
    @app_commands.autocomplete(film=film_choices)
    async def list_theories(
        self,
        interaction: Interaction,
        film: str | None = None,
        kind: KindName | None = None,
        status: StandingName | None = None,
        sort: SortName | None = None,
    ) -> None:
        """List theories, for the asker only."""
        named = await choose_film(interaction, film, entry="theories") if film else None
        if film is None or named is not None:
            wanted = Wanted(kind=Kind(kind) if kind else None, standing=status)
            await self._browsing.list_film(interaction, named, wanted, sort)

    @app_commands.command(description="One theory with its evidence.")
    @app_commands.describe(number="The theory's number in this server")
    async def show(self, interaction: Interaction, number: Number) -> None:
        """Show a theory, for the asker only."""
        await self._browsing.show(interaction, number)

    @app_commands.command(description="Who was right: a member's theories, and your own ballots.")
    @app_commands.describe(member="Whose theories; yours if you leave it out")
    async def record(self, interaction: Interaction, member: discord.User | None = None) -> None:
        """Show a record, for the asker only."""
        await self._browsing.record(interaction, member or interaction.user)

    @app_commands.command(description="Take your theory back, until somebody has rated it.")
    @app_commands.describe(number="The theory's number in this server")
    async def withdraw(self, interaction: Interaction, number: Number) -> None:
        """Withdraw one's own theory."""
        theory = await theory_by_number(interaction, self._stores, number)
        if theory.author_id != interaction.user.id:
            raise NotYourTheoryError
        if theory.status is not Status.OPEN:
            raise SettledError(theory)
        if not await self._stores.theories.withdraw(theory, int(self._bot.clock().timestamp())):
            raise VotedAlreadyError
        self._refresher.poke()
        await interaction.response.send_message(f"Theory {number} is withdrawn.", ephemeral=True)

    @app_commands.command(
        extras=FOR_MODERATORS, description="Curators: say how a theory came out, with the source."
    )
    @app_commands.describe(
        number="The theory's number in this server",
        outcome="What the source says",
        source="A link to the official page or the statement on record",
        source_class="What kind of source it is",
    )
    async def resolve(
        self,
        interaction: Interaction,
        number: Number,
        outcome: OutcomeName,
        source: app_commands.Range[str, 1, 1_000],
        source_class: SourceName = "official",
    ) -> None:
        """Propose a resolution."""
        await self._resolving.propose(interaction, number, outcome, source, source_class)

    @app_commands.command(
        extras=FOR_MODERATORS, description="Moderators: freeze, close or delete; decide on ballots."
    )
    @app_commands.describe(
        number="The theory's number in this server",
        action="What to do with it",
        reason="Why; it is kept with your name",
    )
    async def moderate(
        self,
        interaction: Interaction,
        number: Number,
        action: Action,
        reason: app_commands.Range[str, 1, REASON_LIMIT],
    ) -> None:
        """Moderate a theory."""
        await self._moderation.act(interaction, number, action, reason)

    @app_commands.command(
        extras=FOR_ADMINS, description="Admins: where theories go and who may rate them."
    )
    @app_commands.describe(
        board="The forum for theories; missing tags are added",
        alerts="Where moderators are told of held ballots and reports",
        curators="The role that resolves theories",
        waiver="The role that may rate at once, however new",
        account_days="Days an account must exist before it may rate",
        member_hours="Hours a member must be here before they may rate",
        results_hidden="Show scores only to those who have rated",
        two_curators="Whether a second curator has to agree",
        remove="Take one of the channels or roles back",
    )
    async def setup(
        self,
        interaction: Interaction,
        board: discord.ForumChannel | None = None,
        alerts: discord.TextChannel | None = None,
        curators: discord.Role | None = None,
        waiver: discord.Role | None = None,
        account_days: app_commands.Range[int, 0, 365] | None = None,
        member_hours: app_commands.Range[int, 0, 720] | None = None,
        results_hidden: bool | None = None,
        two_curators: bool | None = None,
        remove: Removable | None = None,
    ) -> None:
        """Change what is given, and show all settings."""
        given: dict[str, Setting] = {
            "curator_role_id": curators.id if curators else None,
            "theory_waiver_role_id": waiver.id if waiver else None,
            "theory_account_days": account_days,
            "theory_member_hours": member_hours,
            "theory_results_hidden": results_hidden,
            "theory_two_curators": two_curators,
        }
        changes: dict[str, Setting] = {
            name: value for name, value in given.items() if value is not None
        }
        if remove is not None:
            changes[COLUMNS[remove]] = None
        await change_settings(interaction, board, alerts, changes)
        if results_hidden is not None:
            await self._voting.show_anew(interaction)
