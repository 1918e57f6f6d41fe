"""The bot: discord.py's client with what the slices share hung on it by the constructor."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands
from discord.state import AutoShardedConnectionState

from cogs.shared.access.permissions import invite_link
from cogs.shared.access.spoiler_channels import SpoilerChannels
from cogs.shared.connection.command_sync import CommandTranslator, sync_if_changed
from cogs.shared.connection.identify import IdentifyTurns
from cogs.shared.connection.sync_state import SyncState
from cogs.shared.doorway import Doorway
from cogs.shared.entries import Entries
from cogs.shared.errors import answer_error
from cogs.shared.items import ActionSelect, PressedButton
from cogs.shared.language import members_language
from cogs.shared.limits.admission import Admission
from cogs.shared.limits.work import COMMAND, KEYSTROKE, TooMuchAtOnceError, Work
from cogs.shared.registry import Registry
from data.catalogue.catalogue import Catalogue
from data.clock import Clock
from data.contributions.store.known_films import KnownFilms
from data.database import Database
from data.database.storable import storable
from data.locales.messages import compile_all
from data.lookup import Lookup
from data.members.records import Records
from data.members.seen_films import SeenFilms
from data.members.typed_words import TypedWords
from data.servers.preferences import Preferences

if TYPE_CHECKING:
    from discord.types.gateway import InteractionCreateEvent

log = logging.getLogger(__name__)

HEARS_ALL = (
    "Message Content intent: on. Questions are answered unasked in the channels that a server "
    "has opted in."
)
HEARS_WHAT_IS_MEANT_FOR_IT = (
    "Message Content intent: off. Questions are answered where they mention the bot, reply to it "
    "or come by DM; MESSAGE_CONTENT=on lets it listen in channels that are opted in."
)


LAST_WORDS = 2.0
"""Seconds that answers are given when the bot ends; then they would come too late."""


@dataclass(frozen=True, slots=True)
class Resources:
    """What a bot stands on; built and closed by ``bot.py``, a benchmark or a test.

    ``message_content`` tells whether the operator has switched on the Message Content intent, so
    that the bot reads messages that are not meant for it. ``processes`` tells how many
    processes of this bot are running, ``sharing`` how many of them share Discord's limit on REST
    calls. ``files`` is the catalogue without what was fetched from the web, if that is another one.
    """

    database: Database
    catalogue: Catalogue
    lookup: Lookup
    clock: Clock
    message_content: bool = False
    sharing: Callable[[], int] = lambda: 1
    processes: Callable[[], int] = lambda: 1
    files: Catalogue | None = None


class StingerTree(app_commands.CommandTree["StingerBot"]):
    """The command tree: it lets in what is in time and what a database takes, counts what a member
    asks for, and its errors end at the safe edge.
    """

    async def _call(self, interaction: Interaction) -> None:
        async with self.client.admission.let_in(interaction) as in_time:
            if in_time:
                interaction.data = storable(interaction.data)
                try:
                    await super()._call(interaction)
                except app_commands.AppCommandError as error:  # before any command was found
                    await self.on_error(interaction, error)

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Whether a use is within the member's and the server's allowance; says so if not."""
        typing = interaction.type is discord.InteractionType.autocomplete
        try:
            self.client.work.require(interaction, KEYSTROKE if typing else COMMAND)
        except TooMuchAtOnceError as error:
            if typing:
                await interaction.response.autocomplete([])
            else:
                await answer_error(interaction, error)
            return False
        return True

    async def on_error(
        self,
        interaction: Interaction,
        error: app_commands.AppCommandError,
        /,
    ) -> None:
        """Answer for a command that failed."""
        await answer_error(interaction, error)


class StingerState(AutoShardedConnectionState["StingerBot"]):
    """What the library makes of Discord's events: nothing of an interaction that is dropped, which
    would cost more than all else that a flood does.
    """

    def parse_interaction_create(self, data: InteractionCreateEvent) -> None:
        """Take an interaction, if it is let in."""
        if self._get_client().admission.arrived(data):
            super().parse_interaction_create(data)


class StingerBot(commands.AutoShardedBot):
    """Stinger on Discord: no privileged intent unless the operator asks for one, no mention
    unless a send names it.

    The shards are those of its database; ``shard_count`` is left to Discord unless either names it.
    ``force_sync`` gives Discord the command
    definitions even if they have not changed.
    """

    def __init__(
        self,
        resources: Resources,
        extensions: Sequence[str],
        *,
        shard_count: int | None = None,
        force_sync: bool = False,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(
                guilds=True,
                guild_messages=True,
                dm_messages=True,
                message_content=resources.message_content,
            ),
            # Nothing looks back at what people wrote, so none of it is kept.
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            tree_cls=StingerTree,
            shard_count=resources.database.shards.count or shard_count,
            # The library takes none, as its documentation says, and its types do not.
            shard_ids=list(resources.database.shards.ids) or None,  # type: ignore[arg-type]
        )
        self.admission = Admission(language_of=members_language)
        self.database = resources.database
        self.catalogue = resources.catalogue
        self.lookup = resources.lookup
        self.clock = resources.clock
        self.sharing = resources.sharing
        self.processes = resources.processes
        self.known = KnownFilms(
            resources.database, resources.catalogue, resources.lookup, resources.clock
        )
        self.spoiler_channels = SpoilerChannels(self, self.database.tally.cache_reads["channels"])
        self.seen_films = SeenFilms(resources.database, self.known)
        self.preferences = Preferences(resources.database, self.known, self.spoiler_channels.of)
        self.work = Work(resources.clock)
        self.typed_words = TypedWords(resources.database)
        self.doorway = Doorway(self.typed_words, self.work, resources.clock)
        self.entries = Entries(self.doorway, self.known)
        self.registry = Registry()
        self.records = Records(resources.database)
        self.records.after_erasing_member.append(self._forget_member)
        self.records.after_erasing_server.append(self._forget_server)
        self.after_loading: list[Callable[[], None]] = []
        """Called when something is in memory that stays there: the code, then the servers, and each
        newer catalogue."""
        self._knows_servers = False
        self._slices = tuple(extensions)
        self._force_sync = force_sync
        self._identifying = IdentifyTurns(resources.database)
        self._silenced: asyncio.Future[None] | None = None

    def _get_state(self, **options: Any) -> StingerState:  # noqa: ANN401 - the library's
        return StingerState(
            dispatch=self.dispatch,
            handlers=self._handlers,
            hooks=self._hooks,
            http=self.http,
            **options,
        )

    def _forget_member(self, user_id: int, server_ids: Collection[int]) -> None:
        self.preferences.forget_member(user_id)
        for server_id in server_ids:
            self.known.forget(server_id)

    def _forget_server(self, server_id: int) -> None:
        self.preferences.forget_server(server_id)
        self.known.forget(server_id)

    async def setup_hook(self) -> None:
        """Load the slices and give Discord the commands if they changed."""
        self.add_dynamic_items(PressedButton, ActionSelect)
        for extension in self._slices:
            await self.load_extension(extension)
        await self.tree.set_translator(CommandTranslator())
        for first_use in (compile_all, *self.registry.first_uses):
            await asyncio.to_thread(first_use)
        if self.application_id is None:
            raise RuntimeError("Discord named no application for this token.")
        async with self.database.alone("commands", wait=True):
            await sync_if_changed(
                self.tree,
                SyncState(self.database),
                self.application_id,
                now=self.clock(),
                force=self._force_sync,
            )
        if self.database.shards.count is not None:
            await self._identifying.learn(self.http)
        log.info("Invite: %s", invite_link(self.application_id))
        log.info(HEARS_ALL if self.intents.message_content else HEARS_WHAT_IS_MEANT_FOR_IT)
        self._loaded()

    def _loaded(self) -> None:
        for hear in self.after_loading:
            hear()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait until Discord lets a shard identify itself, whichever processes do so as well."""
        if self.database.shards.are_all:
            await super().before_identify_hook(shard_id, initial=initial)
        else:
            await self._identifying.wait(shard_id or 0)

    @property
    def is_silent(self) -> bool:
        """Whether nothing may be sent any more; see :meth:`fall_silent`."""
        return self._silenced is not None

    def fall_silent(self) -> None:
        """Send nothing from now on, whatever is under way: another process speaks for us."""
        self._silenced = asyncio.ensure_future(self.http.close())

    def take_catalogue(self, catalogue: Catalogue, lookup: Lookup) -> None:
        """Answer from a newer catalogue from now on; what is being answered goes on with the old.

        Nothing is awaited here, so that no interaction sees half of it.
        """
        self.catalogue, self.lookup = catalogue, lookup
        self.known.take_catalogue(catalogue, lookup)
        self._loaded()

    def is_connected(self) -> bool:
        """Whether each of the connections to Discord is open, and the servers are known."""
        shards = self.shards.values()
        return self.is_ready() and not any(shard.is_closed() for shard in shards)

    async def on_message(self, _message: discord.Message, /) -> None:
        """Look for no prefix commands: a message that mentions the bot is a question."""

    def dispatch(self, event_name: str, /, *args: object, **kwargs: object) -> None:
        """Hand an event on, but for interactions that are no form's, as each would cost a task, and
        for the name of every event that comes, which nobody waits for.
        """
        if event_name == "socket_event_type":
            return
        come = args[0] if event_name == "interaction" else None
        form = discord.InteractionType.modal_submit
        if not isinstance(come, discord.Interaction) or come.type is form:
            super().dispatch(event_name, *args, **kwargs)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Take submitted forms, also those that were open while the bot restarted."""
        if interaction.type is discord.InteractionType.modal_submit:
            async with self.admission.let_in(interaction) as in_time:
                if in_time:
                    await self.doorway.submitted(interaction)

    async def close(self) -> None:
        """Let the answers that are under way be given, then leave Discord."""
        await self.admission.finish(LAST_WORDS)
        await super().close()

    async def on_ready(self) -> None:
        """Say in the log that the bot is there."""
        log.info("Ready as %s, servers: %d", self.user, len(self.guilds))
        if not self._knows_servers:
            self._knows_servers = True
            self._loaded()


Interaction = discord.Interaction[StingerBot]
"""Whatever Discord sends back to this bot."""
