"""``/config``: what those who manage a server decide, and what they can check."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from cogs.server.cards.doctor import LISTENING, doctor_card, examine
from cogs.server.cards.leak_report import leak_report
from cogs.server.cards.setup import CHECK, MEANING
from cogs.server.handlers.setup import SetupScreen
from cogs.server.handlers.spoiler_channels import SpoilerChannelHandler
from cogs.shared.access.permissions import invite_link, require_manager
from cogs.shared.access.spoiler_channels import MARK
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.export_file import export_file
from cogs.shared.cards.leak_check import TRAP, leaks_of
from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import capitalised, film_name
from cogs.shared.doorway import Doorway
from cogs.shared.entries import Entries
from cogs.shared.errors import UserFacingError
from cogs.shared.options.film import choose_film, film_choices
from cogs.shared.registry import ChannelUse
from data.catalogue.film import Film
from data.locales import N_, _
from data.servers.policy import Policy

AnyPlace = app_commands.AppCommandChannel | app_commands.AppCommandThread


Mode = Literal["standard", "strict", "private", "off", "as around it"]
"""What ``/config policy`` offers; the last one takes a place's own policy back."""


EMBARGO = "embargo"
"""What goes on with the film once it is chosen, and the days that were typed with it."""


class EmbargoForgottenError(UserFacingError):
    """The question which film is meant was answered too late, or twice."""

    sentence = N_("I no longer know how long that embargo was to be. Use /config embargo again.")


@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.default_permissions(manage_guild=True)
class ConfigCog(commands.GroupCog, name="config", description="Set Stinger up in this server."):
    """``/config`` and the items of its screen; each checks the member's rights anew."""

    def __init__(self, bot: StingerBot, screen: SetupScreen) -> None:
        self._bot = bot
        self._preferences = bot.preferences
        self._screen = screen
        self._spoiler_channels = SpoilerChannelHandler(bot)

    def register(self, doorway: Doorway, entries: Entries) -> None:
        """Answer the items of the screen, and go on with an embargo once its film is chosen."""
        entries.register(EMBARGO, N_("Embargo"), self.embargo_chosen)
        self._screen.register(doorway)
        doorway.register(CHECK, self.check_permissions)
        doorway.register(MARK, self._spoiler_channels.mark)

    @app_commands.command(description="See and change how I behave in this server.")
    async def setup(self, interaction: Interaction) -> None:
        """Show the screen."""
        await self._screen.open(interaction)

    @app_commands.command(description="How openly I answer in a channel, category or thread.")
    @app_commands.describe(
        mode="standard, strict, private or off; 'as around it' takes the place's own mode back",
        channel="The channel, category or thread; without it, the whole server",
    )
    async def policy(
        self,
        interaction: Interaction,
        mode: Mode,
        channel: AnyPlace | None = None,
    ) -> None:
        """Set the policy of a place."""
        guild = require_manager(interaction)
        policy = policy_of(mode)
        await self._preferences.set_policy(guild.id, channel.id if channel else guild.id, policy)
        where = channel.mention if channel else _("the whole server")
        if policy is None:
            told = (
                _("{channel} now follows what is around it.", channel=where)
                if channel
                else _("The whole server is standard again.")
            )
        else:
            now = _(
                "{place} is now **{policy}**.", place=capitalised(where), policy=_(policy.value)
            )
            told = f"{now} {_(MEANING[policy])}"
        await interaction.response.send_message(told, ephemeral=True)

    @app_commands.command(description="How long a single film's verdict is hidden everywhere.")
    @app_commands.describe(
        film="Its title however you spell it, or an IMDb or TMDB link",
        days="Days from its release; 0 lifts the embargo; without it, as for every other film",
    )
    @app_commands.autocomplete(film=film_choices)
    async def embargo(
        self,
        interaction: Interaction,
        film: str,
        days: app_commands.Range[int, 0, 365] | None = None,
    ) -> None:
        """Set, lift or take back the embargo of one film."""
        require_manager(interaction)
        named = await choose_film(interaction, film, entry=EMBARGO)
        if named is not None:
            await self._embargo(interaction, named, days)
            return
        user_id, channel = interaction.user.id, str(interaction.channel_id)
        texts = {"days": "" if days is None else str(days)}
        await self._bot.typed_words.keep(user_id, EMBARGO, channel, texts, self._bot.clock())

    async def embargo_chosen(self, interaction: Interaction, film: Film) -> None:
        """Go on with the embargo that was asked for in this channel, now that the film is clear."""
        require_manager(interaction)
        user_id, channel = interaction.user.id, str(interaction.channel_id)
        texts = await self._bot.typed_words.take(user_id, EMBARGO, channel, self._bot.clock())
        if texts is None:
            raise EmbargoForgottenError
        await self._embargo(interaction, film, int(texts["days"]) if texts["days"] else None)

    async def _embargo(self, interaction: Interaction, film: Film, days: int | None) -> None:
        guild = require_manager(interaction)
        name = plain(film_name(film))
        if days is None:
            ends, sentence = None, _("{film} is treated like every other film again.", film=name)
        elif days == 0:
            ends, sentence = self._bot.clock(), _("{film} is under no embargo now.", film=name)
        else:
            ends = _release(film) + timedelta(days=days)
            until = f"<t:{int(ends.timestamp())}:D>"
            words = N_("{film} is under embargo until {day}.")
            if ends <= self._bot.clock():
                words = N_("{film} is under no embargo: that would have ended on {day}.")
            sentence = _(words, film=name, day=until)
        films = await self._bot.known.at(guild.id)
        film_id, *before = films.ids_of(film)
        await self._preferences.embargoes.set(guild.id, film_id, ends, before=before)
        await interaction.response.send_message(sentence, ephemeral=True)

    @app_commands.command(description="Which permissions I lack where, and what fails without.")
    async def doctor(self, interaction: Interaction) -> None:
        """Report missing permissions."""
        await self.check_permissions(interaction, "")

    @app_commands.command(description="Get all that I keep of this server, as a file.")
    async def export(self, interaction: Interaction) -> None:
        """Hand the server's own data over."""
        guild = require_manager(interaction)
        await interaction.response.defer(ephemeral=True)
        records = await self._bot.records.of_server(guild.id)
        data = {"server_id": str(guild.id), **records}
        await interaction.followup.send(
            _("This is all that I keep of this server. It may tell plots: open it with care."),
            file=export_file("server-data", data),
            ephemeral=True,
        )

    @app_commands.command(description="Test whether any kind of my replies lets a spoiler show.")
    async def leaktest(self, interaction: Interaction) -> None:
        """Render every kind of reply with marked spoilers and look for the mark."""
        require_manager(interaction)
        registry = self._bot.registry
        replies = sum(len(sampler(TRAP)) for sampler in registry.samplers.values())
        report = leak_report(replies, leaks_of(registry))
        await interaction.response.send_message(view=report, ephemeral=True)

    async def check_permissions(self, interaction: Interaction, _argument: str) -> None:
        """Report what the bot lacks in the channels that the server has chosen, and here."""
        guild = require_manager(interaction)
        uses = await self._uses(guild, interaction.channel)
        card = doctor_card(
            guild,
            examine(guild, uses),
            invite_link(interaction.application_id),
            markable=await self._spoiler_channels.offered(guild, uses),
        )
        await interaction.response.send_message(view=card, ephemeral=True)

    async def _uses(
        self, guild: discord.Guild, here: discord.interactions.InteractionChannel | None
    ) -> list[ChannelUse]:
        """The channels in which the bot is used: chosen, written to soon, or asked in now."""
        settings = await self._preferences.server(guild.id)
        policies = await self._preferences.policies(guild.id)
        listening = await self._preferences.listening.places(guild.id)
        chosen = [
            use
            for section in self._bot.registry.config_sections.values()
            for use in section.channels(settings)
        ]
        coming = [
            use for uses in self._bot.registry.channel_uses.values() for use in await uses(guild.id)
        ]
        opened = {t.parent_id for t in guild.threads if t.owner_id == guild.me.id}
        channel = here.parent if isinstance(here, discord.Thread) else here
        return [
            *([ChannelUse(channel.id, N_("here"))] if channel else []),
            *chosen,
            *(ChannelUse(place, LISTENING) for place in sorted(listening)),
            # Threads and channels that are gone need no look: nobody chose them for a purpose.
            *(use for use in coming if guild.get_channel_or_thread(use.channel_id)),
            *(ChannelUse(place, N_("my threads")) for place in sorted(opened)),
            *(
                ChannelUse(place, _("policy {policy}", policy=_(policy.value)))
                for place, policy in policies.items()
                if policy is not Policy.OFF and guild.get_channel(place)
            ),
        ]


def _release(film: Film) -> datetime:
    """The day of its release; the last of the year where only that is known."""
    return datetime.combine(film.release_date or date(film.year, 12, 31), time(), UTC)


def policy_of(mode: Mode) -> Policy | None:
    """The policy that a mode sets; ``None`` takes it back."""
    return None if mode == "as around it" else Policy(mode)
