"""``/me``: what a member decides for themselves, and what is theirs. Works in DMs too."""

from __future__ import annotations

import logging

import discord
from discord import app_commands
from discord.ext import commands

from cogs.server.cards.me import DELETE, TURN_SEEN, deletion_question, deletion_report, seen_card
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.export_file import export_file
from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import film_name
from cogs.shared.doorway import Doorway, page_in
from cogs.shared.entries import AWAITED, Entries
from cogs.shared.language import members_language
from cogs.shared.options.film import choose_film, film_choices
from cogs.shared.options.zone import choose_zone, zone_choices
from data.catalogue.film import Film
from data.locales import N_, _, languages, speaking, spoken
from data.locales.messages import own_name
from data.paging import Page, page_of
from data.servers.preferences import Share
from data.time_zones.names import zone_label

log = logging.getLogger(__name__)

PAGE_SIZE = 20
"""Films on a page of the list."""


OF_DISCORD = "discord"
"""The choice of no language."""

LANGUAGES = [
    app_commands.Choice(name="the language of my Discord", value=OF_DISCORD),
    *(app_commands.Choice(name=own_name(tag), value=tag) for tag in languages()),
]


class MeCog(commands.GroupCog, name="me", description="Your settings and your data."):
    """Every answer is private."""

    def __init__(self, bot: StingerBot) -> None:
        self._bot = bot
        self._preferences = bot.preferences
        self._seen = bot.seen_films

    def register(self, entries: Entries, doorway: Doorway) -> None:
        """Answer the buttons, and a film that had to be asked about."""
        entries.register("seen", N_("I have seen it"), self.toggle_seen)
        doorway.register(TURN_SEEN, self.turn_page)
        doorway.register(DELETE, self.delete_everything)

    @app_commands.command(description="The time zone in which I read the times that you type.")
    @app_commands.describe(zone="The nearest big city; leave it out to see your present zone")
    @app_commands.autocomplete(zone=zone_choices)
    async def timezone(self, interaction: Interaction, zone: str | None = None) -> None:
        """Set or tell the member's time zone."""
        if zone is not None:
            await self._preferences.change_member(interaction.user.id, time_zone=choose_zone(zone))
        present = (await self._preferences.member(interaction.user.id)).time_zone
        sentence = (
            _("Your time zone is {zone}.", zone=zone_label(present))
            if present
            else _("You haven't set a time zone yet.")
        )
        await interaction.response.send_message(sentence, ephemeral=True)

    @app_commands.command(description="The language in which I answer you.")
    @app_commands.describe(language="Leave it out to see your choice")
    @app_commands.choices(language=LANGUAGES)
    async def language(self, interaction: Interaction, language: str | None = None) -> None:
        """Set or tell the member's language."""
        if language is not None:
            chosen = None if language == OF_DISCORD else language
            await self._preferences.change_member(interaction.user.id, language=chosen)
        spoken_now = await members_language(interaction)
        with speaking(spoken_now, interaction.locale.value):
            name = own_name(spoken())
            sentence = _("I answer you in this language: {language}.", language=name)
            await interaction.response.send_message(sentence, ephemeral=True)

    @app_commands.command(description="What I do where you do not say otherwise.")
    @app_commands.describe(share="Who sees the answer to /stinger; leave it out to see your choice")
    async def defaults(self, interaction: Interaction, share: Share | None = None) -> None:
        """Set or tell the member's defaults."""
        if share is not None:
            await self._preferences.change_member(interaction.user.id, share=share)
        settings = await self._preferences.member(interaction.user.id)
        told = (
            _("Unless you say otherwise, everybody sees my answer to your /stinger.")
            if settings.share == "everyone"
            else _("Unless you say otherwise, only you see my answer to your /stinger.")
        )
        await interaction.response.send_message(told, ephemeral=True)

    @app_commands.command(description="Mark a film as seen, or take the mark back; or list them.")
    @app_commands.describe(film="Leave it out to see all that you have marked")
    @app_commands.autocomplete(film=film_choices)
    async def seen(self, interaction: Interaction, film: str | None = None) -> None:
        """Mark a film or list the marked ones."""
        if film is None:
            page = await self._seen_page(interaction, 0)
            await interaction.response.send_message(view=seen_card(page), ephemeral=True)
            return
        named = await choose_film(interaction, film, entry="seen")
        if named is not None:
            await self.toggle_seen(interaction, named)

    @app_commands.command(
        description="The films I'll tell you about once it's known; take one off."
    )
    async def awaited(self, interaction: Interaction) -> None:
        """List them; what keeps them answers."""
        await self._bot.doorway.press(AWAITED, interaction, "")

    @app_commands.command(description="Get all that I keep of you, as a file in a DM.")
    async def export(self, interaction: Interaction) -> None:
        """Send the member's own data."""
        await interaction.response.defer(ephemeral=True)
        records = await self._bot.records.of_member(interaction.user.id)
        data = {"user_id": str(interaction.user.id), **records}
        try:
            await interaction.user.send(
                _("This is all that I keep about you."), file=export_file("my-data", data)
            )
        except discord.Forbidden:
            await interaction.followup.send(
                _("I may not write to you, so here it is; only you can see it."),
                file=export_file("my-data", data),
                ephemeral=True,
            )
        else:
            await interaction.followup.send(_("I've sent it to you in a DM."), ephemeral=True)

    @app_commands.command(description="Delete what I keep of you; I ask once more before.")
    async def delete(self, interaction: Interaction) -> None:
        """Ask before deleting."""
        await interaction.response.send_message(view=deletion_question(), ephemeral=True)

    async def toggle_seen(self, interaction: Interaction, film: Film) -> None:
        """Mark a film as seen, or take the mark back."""
        now = self._bot.clock()
        marked = await self._seen.toggle(interaction.user.id, film.id, now)
        name = plain(film_name(film))
        sentence = (
            _("{film} is marked as seen.", film=name)
            if marked
            else _("{film} is no longer marked as seen.", film=name)
        )
        await interaction.response.send_message(sentence, ephemeral=True)

    async def turn_page(self, interaction: Interaction, argument: str) -> None:
        """Show another page of the presser's own list."""
        page = await self._seen_page(interaction, page_in(argument))
        await interaction.response.edit_message(view=seen_card(page))

    async def delete_everything(self, interaction: Interaction, _argument: str) -> None:
        """Delete what is kept of the presser, all of it or, if that fails, nothing."""
        await interaction.response.defer()
        staying = await self._bot.records.erase_member(interaction.user.id)
        await interaction.edit_original_response(view=deletion_report(staying))

    async def _seen_page(self, interaction: Interaction, number: int) -> Page[Film]:
        marked = await self._seen.of_member(interaction.user.id)
        known = await self._bot.known.at(interaction.guild_id)
        films = [film for film_id, _at in marked if (film := known.get(film_id))]
        return page_of(films, number, PAGE_SIZE)
