"""``/theory``, the message menu, and what each of the slice's buttons and forms leads to."""

from __future__ import annotations

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from cogs.shared.access.audience import FOR_ADMINS, FOR_MODERATORS
from cogs.shared.access.permissions import require_server
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.options.film import choose_film, film_choices
from cogs.theories.cards import theory as cards
from cogs.theories.cards.decisions import AGREE, DELETE
from cogs.theories.cards.draft import FILM, OTHER_FILM, POST
from cogs.theories.cards.lists import START, TURN, open_and_held
from cogs.theories.handlers import settings
from cogs.theories.handlers.ballots import BallotHandler
from cogs.theories.handlers.drafts import NEW, QUOTE, DraftHandler
from cogs.theories.handlers.evidence import EvidenceHandler
from cogs.theories.handlers.lists import ListHandler
from cogs.theories.handlers.moderation import REASON_LIMIT, Action, ModerationHandler
from cogs.theories.handlers.posts import PostHandler
from cogs.theories.handlers.resolutions import OutcomeName, ResolutionHandler, SourceName
from cogs.theories.publication import Publication
from cogs.theories.refresher import Refresher
from cogs.theories.rules.lists import KindName, ListRequest, SortName, StandingName
from cogs.theories.rules.theory import Kind
from cogs.theories.store import Stores
from data.locales import N_
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

    def __init__(
        self, bot: StingerBot, stores: Stores, publication: Publication, refresher: Refresher
    ) -> None:
        self._bot = bot
        self._stores = stores
        self._refresher = refresher
        self._posts = PostHandler(bot, stores.theories, publication, refresher)
        self._drafts = DraftHandler(bot, stores.theories, self._posts, refresher)
        self._ballots = BallotHandler(bot, stores, refresher)
        self._evidence = EvidenceHandler(bot, stores, refresher)
        self._lists = ListHandler(bot, stores)
        self._moderation = ModerationHandler(bot, stores, refresher)
        self._resolutions = ResolutionHandler(bot, stores, refresher)
        self._menu = app_commands.ContextMenu(
            name="Start a theory from this",
            callback=self._drafts.begin_from,
            allowed_contexts=IN_SERVERS,
            allowed_installs=BY_SERVERS,
        )
        self._loop: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Start the loop and offer the message menu."""
        self._bot.tree.add_command(self._menu)
        self._loop = asyncio.create_task(self._refresher.run(), name="theories")

    async def cog_unload(self) -> None:
        """Stop the loop and take the message menu back."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)
        if self._loop:
            self._loop.cancel()

    def register(self) -> None:
        """Answer the slice's buttons, selects, forms and entries."""
        bot, drafting, evidence = self._bot, self._drafts, self._evidence
        for action, press in (
            (cards.OBJECTION, evidence.offer_objections),
            (cards.SHOW_OBJECTIONS, evidence.show_objections),
            (cards.BACK, evidence.back),
            (cards.SHOW, self._lists.show_anyway),
            (cards.FOLLOW, evidence.follow),
            (POST, self._posts.post_anyway),
            (FILM, drafting.choose_film),
            (AGREE, self._resolutions.agree),
            (DELETE, self._moderation.delete),
            (TURN, self._lists.turn),
        ):
            bot.doorway.register(action, press)
        for action, build, take in (
            (NEW, drafting.form, drafting.submit),
            (QUOTE, drafting.quote_form, drafting.submit_quote),
            (OTHER_FILM, drafting.film_form, drafting.submit_film),
            (cards.RATE, self._ballots.form, self._ballots.cast),
            (cards.EVIDENCE, evidence.evidence_form, evidence.add_evidence),
            (cards.OBJECT, evidence.objection_form, evidence.add_objection),
        ):
            bot.doorway.register_form(action, build, take)
        bot.doorway.register_choice(settings.SET_BOARD, settings.choose_board)
        bot.doorway.register_choice(settings.SET_ALERTS, settings.choose_alerts)
        bot.entries.register("theories", N_("Theories"), self._lists.of_film)
        bot.entries.register(START, N_("New theory"), drafting.begin)

    async def health(self) -> str | None:
        """What is to be told of all servers together, in sentences."""
        theories = await self._stores.theories.count_open()
        held = await self._stores.ballots.count_held()
        return open_and_held(theories, held)

    @app_commands.command(description="State a theory about a film; others rate it.")
    @app_commands.describe(film="Its title however you spell it, or an IMDb or TMDB link")
    @app_commands.autocomplete(film=film_choices)
    async def new(self, interaction: Interaction, film: str) -> None:
        """Open the form for a theory."""
        require_server(interaction)
        named = await choose_film(interaction, film, entry=START)
        if named is not None:
            await self._drafts.begin(interaction, named)

    @app_commands.command(name="list", description="Theories of this server, spoiler-free.")
    @app_commands.describe(
        film="Only about one film",
        kind="Only of one kind",
        status="Only those with this status",
        sort="Which of them come first",
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
        named = await choose_film(interaction, film, entry="theories") if film is not None else None
        if film is None or named is not None:
            request = ListRequest(kind=Kind(kind) if kind else None, standing=status)
            await self._lists.list_film(interaction, named, request, sort)

    @app_commands.command(description="One theory with its evidence.")
    @app_commands.describe(number="The theory's number in this server")
    async def show(self, interaction: Interaction, number: Number) -> None:
        """Show a theory, for the asker only."""
        await self._lists.show(interaction, number)

    @app_commands.command(description="Who was right: a member's theories, and your own ballots.")
    @app_commands.describe(member="Whose theories; yours if you leave it out")
    async def record(self, interaction: Interaction, member: discord.User | None = None) -> None:
        """Show a record, for the asker only."""
        await self._lists.record(interaction, member or interaction.user)

    @app_commands.command(description="Take your theory back, until somebody has rated it.")
    @app_commands.describe(number="The theory's number in this server")
    async def withdraw(self, interaction: Interaction, number: Number) -> None:
        """Withdraw one's own theory."""
        await self._moderation.withdraw(interaction, number)

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
        await self._resolutions.propose(interaction, number, outcome, source, source_class)

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
        remove: settings.Removable | None = None,
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
            changes[settings.COLUMNS[remove]] = None
        await settings.change_settings(interaction, board, alerts, changes)
        if results_hidden is not None:
            await self._ballots.show_scores_anew(interaction)
