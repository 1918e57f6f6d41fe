"""The set-up screen at work: opens it, keeps what is chosen on it, shows it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import discord
from discord.ui import LayoutView

from cogs.server.cards.setup import (
    KEPT,
    LANGUAGE_OF_DISCORD,
    SET_CURATORS,
    SET_EMBARGO,
    SET_LANGUAGE,
    SET_LISTENING,
    SET_POLICY,
    SET_SIGHTINGS,
    SET_SPOILERS,
    SHARED,
    ServerSetup,
    setup_card,
)
from cogs.shared.access.permissions import require_chosen_few, require_manager
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.wording import film_name
from cogs.shared.connection.command_sync import CommandIds
from cogs.shared.doorway import Doorway
from cogs.shared.errors import UserFacingError
from data.locales import N_, languages
from data.servers.policy import Policy


class NoListeningError(UserFacingError):
    """Listening is switched off for the whole bot."""

    sentence = N_("The operator of this bot has switched listening off.")


class StaleChoiceError(UserFacingError):
    """The choice does not exist, or exists no more."""

    sentence = N_("That choice is gone. Open the screen again with /config setup.")


class SetupScreen:
    """Everything on the screen checks the member's rights anew: it stays open for long."""

    def __init__(self, bot: StingerBot, command_ids: CommandIds) -> None:
        self._bot = bot
        self._preferences = bot.preferences
        self._command_ids = command_ids

    def register(self, doorway: Doorway) -> None:
        """Answer the selects."""
        doorway.register_choice(SET_POLICY, self.set_policy)
        doorway.register_choice(SET_SPOILERS, self.set_spoilers)
        doorway.register(SET_SIGHTINGS, self.set_sightings)
        doorway.register_choice(SET_EMBARGO, self.set_embargo)
        doorway.register_choice(SET_CURATORS, self.set_curators)
        doorway.register_choice(SET_LISTENING, self.set_listening)
        doorway.register_choice(SET_LANGUAGE, self.set_language)

    async def open(self, interaction: Interaction) -> None:
        """Show the screen to somebody who manages the server."""
        card = await self._card(require_manager(interaction))
        await interaction.response.send_message(view=card, ephemeral=True)

    async def set_policy(
        self, interaction: Interaction, _argument: str, values: Sequence[str]
    ) -> None:
        """Set the policy of the server."""
        guild = require_manager(interaction)
        await self._preferences.set_policy(guild.id, guild.id, _policy_in(values))
        await self._show_again(interaction, guild)

    async def set_spoilers(
        self, interaction: Interaction, _argument: str, values: Sequence[str]
    ) -> None:
        """Set the policy of Discord's Spoiler Channels."""
        guild = require_manager(interaction)
        chosen = _policy_in(values).value
        await self._preferences.change_server(guild.id, spoiler_channels=chosen)
        await self._show_again(interaction, guild)

    async def set_sightings(self, interaction: Interaction, chosen: str) -> None:
        """Set whether what members saw counts in other servers."""
        guild = require_manager(interaction)
        if chosen not in (SHARED, KEPT):
            raise StaleChoiceError
        await self._preferences.change_server(guild.id, shares_sightings=chosen == SHARED)
        await self._show_again(interaction, guild)

    async def set_embargo(
        self, interaction: Interaction, _argument: str, values: Sequence[str]
    ) -> None:
        """Set for how many days a new film is hidden."""
        guild = require_manager(interaction)
        days = values[0] if values else ""
        if not (days.isascii() and days.isdigit() and int(days) <= 365):
            raise StaleChoiceError
        await self._preferences.change_server(guild.id, embargo_days=int(days))
        await self._show_again(interaction, guild)

    async def set_curators(
        self, interaction: Interaction, _argument: str, values: Sequence[str]
    ) -> None:
        """Set or clear the role of those who decide on facts."""
        guild = require_manager(interaction)
        role = guild.get_role(int(values[0])) if values and values[0].isdecimal() else None
        if values and role is None:
            raise StaleChoiceError
        require_chosen_few(guild, role and role.id)
        await self._preferences.change_server(guild.id, curator_role_id=role.id if role else None)
        await self._show_again(interaction, guild)

    async def set_language(
        self, interaction: Interaction, _argument: str, values: Sequence[str]
    ) -> None:
        """Set the language that all in the server are spoken to in."""
        guild = require_manager(interaction)
        chosen = values[0] if values else ""
        if chosen not in (LANGUAGE_OF_DISCORD, *languages()):
            raise StaleChoiceError
        language = None if chosen == LANGUAGE_OF_DISCORD else chosen
        await self._preferences.change_server(guild.id, language=language)
        await self._show_again(interaction, guild)

    async def set_listening(
        self, interaction: Interaction, _argument: str, values: Sequence[str]
    ) -> None:
        """Set in which channels questions are answered unasked."""
        guild = require_manager(interaction)
        if not self._bot.intents.message_content:
            raise NoListeningError
        channels = {channel.id for channel in guild.channels}
        wanted = {int(part) for part in values if part.isdecimal()} & channels
        listening = self._preferences.listening
        for place in wanted ^ await listening.places(guild.id):
            await listening.set(guild.id, place, listens=place in wanted)
        await self._show_again(interaction, guild)

    async def _show_again(self, interaction: Interaction, guild: discord.Guild) -> None:
        await interaction.response.edit_message(view=await self._card(guild))

    async def _card(self, guild: discord.Guild) -> LayoutView:
        await self._command_ids.load()
        return setup_card(await self._setup_of(guild), self._command_ids.mention)

    async def _setup_of(self, guild: discord.Guild) -> ServerSetup:
        bot, now = self._bot, self._bot.clock()
        embargoes = await self._preferences.embargoes.of_server(guild.id)
        known = await bot.known.at(guild.id)
        present = known.by_present_id(embargoes)
        films = {known.get(film_id): ends for film_id, ends in present.items()}
        listening = await self._preferences.listening.places(guild.id)
        settings = await self._preferences.server(guild.id)
        if guild.get_role(settings.curator_role_id or 0) is None:  # maybe deleted since
            settings = replace(settings, curator_role_id=None)
        sections = tuple(bot.registry.config_sections.values())
        return ServerSetup(
            settings=settings,
            policies=await self._preferences.policies(guild.id),
            server_id=guild.id,
            listening=sorted(listening) if bot.intents.message_content else None,
            embargoes={
                film_name(film): ends for film, ends in films.items() if film and ends > now
            },
            sections=sections,
            selects=[section.selects(guild, settings) for section in sections],
        )


def _policy_in(values: Sequence[str]) -> Policy:
    chosen = values[0] if values else ""
    if chosen not in {policy.value for policy in Policy}:
        raise StaleChoiceError
    return Policy(chosen)
