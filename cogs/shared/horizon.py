"""What of a film is open to a member, by the films that they have marked as seen."""

from __future__ import annotations

from collections.abc import Sequence

from cogs.shared.bot import Interaction, StingerBot
from data.catalogue.facts import FilmFacts
from data.catalogue.film import Film, NeededFilm
from data.members.horizon import to_see_first, within_horizon


async def open_to(
    bot: StingerBot, user_id: int, facts: FilmFacts
) -> tuple[FilmFacts, Sequence[NeededFilm]]:
    """What a member may read of a film in private, and what they should see before it."""
    seen = await bot.seen_films.ids_of(user_id)
    return within_horizon(facts, seen), to_see_first(facts, seen)


async def left_to_see(interaction: Interaction, film: Film | None) -> Sequence[NeededFilm]:
    """What whoever acts should see before a film; nothing if it is open to them, or gone."""
    if film is None:
        return ()
    facts = (await interaction.client.known.at(interaction.guild_id)).about(film)
    return (await open_to(interaction.client, interaction.user.id, facts))[1]
