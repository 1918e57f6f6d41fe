"""Discord in, Discord out for the look-up."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from functools import partial
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands
from discord.ui import LayoutView

from cogs.films.browse import Browser
from cogs.films.browse_card import MINE, TURN, browse_card
from cogs.films.browse_filter import Filter, News
from cogs.shared.access.rights import require_writing_here
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.film import SHOW_PRIVATELY, add_others, film_card, reasons_card
from cogs.shared.cards.horizon import SHOW_ANYWAY
from cogs.shared.doorway import Doorway
from cogs.shared.entries import ANYWAY, Entries, awaiting
from cogs.shared.errors import UserFacingError
from cogs.shared.language import readers_language
from cogs.shared.options.film import MOST_CHOICES, Found, choose_found, film_choices
from cogs.shared.sending.places import conduct_here, is_private, is_strict
from data.catalogue.facts import facts_about
from data.catalogue.film import Film
from data.catalogue.verdict import Position, Verdict
from data.locales import N_, speaking
from data.members.horizon import to_see_first, within_horizon
from data.servers.policy import Policy
from data.servers.preferences import Share

WHY_ANYWAY = "why-anyway"
"""The entry that shows what a film's makers said as if the asker had seen what comes before it."""

CARD_ENTRIES = ("remind", "theories", "timestamp", "why")

VerdictName = Literal["Stay seated", "Free to go", "Not known yet", "Sources disagree"]
"""The verdicts, as the option shows them."""

PositionName = Literal["mid-credits", "post-credits"]
PurposeName = Literal["sequel tease", "easter egg", "tone change", "universe link"]
ClueName = Literal[
    "easter egg placement",
    "credits sequence change",
    "after-credits stinger",
    "mid-credits tease",
    "sequel setup",
]
NewsName = Literal["in cinemas now", "recently confirmed"]


class PrivatePlaceError(UserFacingError):
    """The place's policy keeps answers private."""

    sentence = N_("In this channel my answers stay private, as its moderators decided.")


class UnknownFranchiseError(UserFacingError):
    """No franchise has that name."""

    sentence = N_("I know no franchise of that name. Pick one that the option offers.")


class FilmsCog(commands.Cog):
    """``/stinger`` and the buttons of its card."""

    def __init__(self, bot: StingerBot) -> None:
        self._bot = bot
        self._latest_browser = Browser(bot.catalogue)

    @property
    def _browser(self) -> Browser:
        """The browser of the catalogue that the bot has now."""
        if self._latest_browser.catalogue is not self._bot.catalogue:
            self._latest_browser = Browser(self._bot.catalogue)
        return self._latest_browser

    def register(self, entries: Entries, doorway: Doorway) -> None:
        """Offer what can be done with a film here, and answer the slice's buttons."""
        doorway.register(TURN, self.turn_page)
        doorway.register(MINE, self.show_mine)
        entries.register("card", N_("Show the card"), self.show_where_asked)
        entries.register("private", SHOW_PRIVATELY, self.show_privately)
        entries.register("share", N_("Share"), self.share)
        entries.register("why", N_("Why?"), self.explain)
        entries.register(ANYWAY, SHOW_ANYWAY, self.show_anyway)
        entries.register(WHY_ANYWAY, SHOW_ANYWAY, self.explain_anyway)

    @app_commands.command(
        name="stinger",
        description="Stay or go? Whether a film has a scene in or after the credits.",
    )
    @app_commands.describe(
        film="Its title however you spell it, or an IMDb or TMDB link",
        share="Who sees the answer; without it your own default decides (/me defaults)",
    )
    @app_commands.autocomplete(film=film_choices)
    async def stinger(
        self,
        interaction: Interaction,
        film: str,
        share: Share | None = None,
    ) -> None:
        """Answer with a film's card."""
        picked = self._bot.catalogue.get(film)  # as most are, by their id
        if picked is None and (adult := self._bot.catalogue.softcore(film)):
            card = film_card(facts_about(self._bot.catalogue, adult), (), strict=False)
            await interaction.response.send_message(view=card, ephemeral=True)
            return
        default = await self._bot.preferences.share(interaction.user.id)
        private = (share or default) == "only me"
        entry = "private" if private else "card"
        found = Found(picked) if picked else await choose_found(interaction, film, entry=entry)
        if found is not None:
            await self._show(interaction, found.film, private=private, others=found.others)

    @app_commands.command(
        name="stingers", description="Browse films by franchise, year, verdict or kind of scene."
    )
    @app_commands.describe(
        franchise="Films of one franchise, in the order of release",
        year="Films of one year",
        verdict="Films with one verdict; new releases are left out of this",
        position="Films with a scene at that position",
        purpose="Films with a scene that is for that",
        clue="Films with a scene that gives that kind of clue",
        new="Released in the last weeks, or confirmed in the last months",
    )
    async def stingers(
        self,
        interaction: Interaction,
        franchise: str | None = None,
        year: app_commands.Range[int, 1880, 2100] | None = None,
        verdict: VerdictName | None = None,
        position: PositionName | None = None,
        purpose: PurposeName | None = None,
        clue: ClueName | None = None,
        new: NewsName | None = None,
    ) -> None:
        """List films."""
        key = None if franchise is None else self._browser.franchise_named(franchise)
        if franchise is not None and key is None:
            raise UnknownFranchiseError
        wanted = Filter(
            Verdict(verdict) if verdict else None,
            year,
            key,
            position=Position(position) if position else None,
            purpose=purpose,
            clue=clue,
            news=News(new) if new else None,
        )
        card, private = await self._page(interaction, wanted)
        await interaction.response.send_message(view=card, ephemeral=private)

    @stingers.autocomplete("franchise")
    async def franchise_choices(
        self, _interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Franchises whose name holds what was typed; those that begin with it come first."""
        typed = current.strip().casefold()
        names = [n for n in self._browser.franchises.values() if typed in n.casefold()]
        names.sort(key=lambda name: not name.casefold().startswith(typed))
        return [app_commands.Choice(name=name, value=name) for name in names[:MOST_CHOICES]]

    async def turn_page(self, interaction: Interaction, argument: str) -> None:
        """Show whoever asked another page in place, or privately if the place has become less open
        since; whoever else presses gets a page of their own, however many do.
        """
        message = interaction.message
        alone = bool(message and message.flags.ephemeral)
        asked = message.interaction_metadata if message else None
        theirs = alone or (asked is not None and asked.user.id == interaction.user.id)
        wanted = Filter.from_argument(argument)
        card, private = await self._page(interaction, wanted, alone=alone or not theirs)
        if private and not alone:
            await interaction.response.send_message(view=card, ephemeral=True)
        else:
            await interaction.response.edit_message(view=card)

    async def show_mine(self, interaction: Interaction, argument: str) -> None:
        """Show the presser alone how a franchise stands for them."""
        wanted = Filter.from_argument(argument)
        card, _private = await self._page(interaction, wanted, alone=True)
        await interaction.response.send_message(view=card, ephemeral=True)

    async def _page(
        self, interaction: Interaction, wanted: Filter, *, alone: bool = False
    ) -> tuple[LayoutView, bool]:
        """The page as this place may see it, and whether only the asker may.

        ``alone`` says that nobody else sees it anyway. Then a franchise is listed as it stands for
        the asker.
        """
        conduct = await conduct_here(interaction)
        strict = conduct.policy is Policy.STRICT
        # To be listed under a verdict tells it, whatever is hidden in the row.
        private = alone or is_private(conduct, interaction) or (strict and wanted.tells)
        seen = await self._seen_by(interaction) if private and wanted.franchise else None
        now = self._bot.clock()
        films = await self._bot.known.at(interaction.guild_id)
        embargoed = partial(conduct.embargoes_now, now=now)
        page = await asyncio.to_thread(
            self._browser.page, wanted, films, now.date(), embargoed, seen
        )
        with speaking(await readers_language(interaction, private=private)):
            card = browse_card(page, wanted, self._browser.franchises, strict=strict)
        return card, private

    async def show_where_asked(self, interaction: Interaction, film: Film) -> None:
        """Show the card to everyone, unless the place keeps answers private."""
        await self._show(interaction, film, private=False)

    async def show_privately(self, interaction: Interaction, film: Film) -> None:
        """Show the card to the asker only."""
        await self._show(interaction, film, private=True)

    async def show_anyway(self, interaction: Interaction, film: Film) -> None:
        """Show the card to the asker only, whatever is left to see before the film."""
        await self._show(interaction, film, private=True, anyway=True)

    async def share(self, interaction: Interaction, film: Film) -> None:
        """Show the card to everyone; refuses where answers are private."""
        if (await conduct_here(interaction)).policy.private_only:
            raise PrivatePlaceError
        require_writing_here(interaction)
        await self._show(interaction, film, private=False)

    async def explain(self, interaction: Interaction, film: Film) -> None:
        """Show the asker what the verdict rests on."""
        await self._explain(interaction, film, await self._seen_by(interaction))

    async def explain_anyway(self, interaction: Interaction, film: Film) -> None:
        """Show the asker also what the makers said, whatever is left to see before the film."""
        await self._explain(interaction, film, {film.id})

    async def _explain(self, interaction: Interaction, film: Film, seen: Collection[str]) -> None:
        conduct = await conduct_here(interaction)
        films = await self._bot.known.at(interaction.guild_id)
        facts = films.about(film)
        closed = to_see_first(facts, seen) and any(s.confirmations for s in facts.scenes)
        card = reasons_card(
            within_horizon(facts, seen),
            films.claims(film.id),
            self._bot.entries.buttons(film, [WHY_ANYWAY] if closed else ()),
            strict=is_strict(film, conduct, interaction),
        )
        await interaction.response.send_message(view=card, ephemeral=True)

    async def _seen_by(self, interaction: Interaction) -> frozenset[str]:
        """The ids of the films that whoever acts has seen."""
        return await self._bot.seen_films.ids_of(interaction.user.id)

    async def _show(
        self,
        interaction: Interaction,
        film: Film,
        *,
        private: bool,
        anyway: bool = False,
        others: Sequence[Film] = (),
    ) -> None:
        conduct = await conduct_here(interaction)
        held_back = is_private(conduct, interaction)
        private = private or held_back
        alone = isinstance(interaction.channel, discord.DMChannel)
        turn = [] if alone or held_back else ["share" if private else "private"]
        strict = is_strict(film, conduct, interaction)
        facts = (await self._bot.known.at(interaction.guild_id)).about(film)
        own = private or alone
        seen = await self._seen_by(interaction) if own else frozenset()
        mark = ["seen"] if own and film.id not in seen else []
        first = to_see_first(facts, seen) if own and not anyway else ()
        if first:
            facts = within_horizon(facts, seen)
        closed = [ANYWAY] if first and facts.scenes else []
        names = (*CARD_ENTRIES, *turn, *mark, *closed, *awaiting(facts, strict=strict))
        with speaking(await readers_language(interaction, private=private)):
            card = film_card(
                facts,
                self._bot.entries.buttons(film, names),
                strict=strict,
                tell=private or alone or not strict,
                seen=film.id in seen,
                first=first,
            )
            add_others(card, self._bot.entries.films("private", others))
        await interaction.response.send_message(view=card, ephemeral=private)
