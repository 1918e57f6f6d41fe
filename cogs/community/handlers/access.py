"""What the asking member names, whose word they are, and whether they may decide."""

from __future__ import annotations

from collections.abc import Sequence

from cogs.community.rules.refusals import GoneError, NotYoursToDecideError
from cogs.shared.access.permissions import is_curator, require_server
from cogs.shared.bot import Interaction
from cogs.shared.doorway import id_in
from cogs.shared.entries import film_in
from cogs.shared.sending.places import is_strict
from cogs.shared.witnesses import witness_of
from data.catalogue.film import Film
from data.contributions.rules.contribution import Contribution
from data.contributions.rules.revisions import in_own_server, seen_in
from data.contributions.rules.witnesses import Witness
from data.servers.policy import Policy
from data.servers.preferences import Conduct


async def film_here(interaction: Interaction, film_id: str) -> Film:
    """The film of an id in the asker's server; raises :class:`FilmGoneError`."""
    guild, _ = require_server(interaction)
    return film_in(await interaction.client.known.at(guild.id), film_id)


async def film_ids(interaction: Interaction, film_id: str) -> list[str]:
    """All ids that the film of an id has had here, the present one first."""
    films = await interaction.client.known.at(interaction.guild_id)
    film = films.get(film_id)
    return films.ids_of(film) if film else [film_id]


async def witness(interaction: Interaction, ids: Sequence[str]) -> Witness:
    """The asker as a witness of the film of these ids; a new film has none yet."""
    guild, member = require_server(interaction)
    return await witness_of(interaction.client, guild.id, member, ids)


async def contribution_here(interaction: Interaction, argument: str) -> Contribution:
    """The contribution of an argument; raises :class:`GoneError` for one of another server."""
    guild, _ = require_server(interaction)
    number = id_in(argument.partition(",")[0])
    contribution = await interaction.client.known.contributions.get(guild.id, number)
    if contribution is None:
        raise GoneError
    return contribution


def revision_in(argument: str) -> int:
    """The revision that the reader of a card saw; 0, which none has, where none is named."""
    return id_in(argument.partition(",")[2])


async def contribution_shown(interaction: Interaction, argument: str) -> Contribution:
    """As it counts here: one of this server, or one that the operator has promoted."""
    guild, _ = require_server(interaction)
    contribution = await interaction.client.known.contributions.anywhere(id_in(argument))
    if contribution is None or not (contribution.promoted or contribution.server_id == guild.id):
        raise GoneError
    return seen_in(contribution, guild.id)


async def curates(interaction: Interaction) -> bool:
    """Whether the asker decides on facts here."""
    guild, member = require_server(interaction)
    settings = await interaction.client.preferences.server(guild.id)
    return is_curator(member, settings.curator_role_id)


async def require_curator(interaction: Interaction) -> None:
    """Raise :class:`NotYoursToDecideError` for everybody who is no curator."""
    if not await curates(interaction):
        raise NotYoursToDecideError


def is_careful(film: Film | None, conduct: Conduct, interaction: Interaction) -> bool:
    """As :func:`is_strict`; of a film that is held or gone only the policy is known."""
    if film is None:
        return conduct.policy is Policy.STRICT
    return is_strict(film, conduct, interaction)


def readable(
    contribution: Contribution, reader_id: int, *, curator: bool, closed: bool
) -> tuple[Contribution, bool]:
    """A contribution as a reader may have it, and whether they may read its texts.

    Curators and its reporter read its newest revision, others what is approved, unless its film is
    ``closed`` to them by what they have not seen.
    """
    if curator or contribution.reporter.user_id == reader_id:
        return contribution, True
    public = in_own_server(contribution)
    return public, public.approved and not closed
