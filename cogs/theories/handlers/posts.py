"""From a draft of a theory to its thread: what it may repeat is shown first."""

from __future__ import annotations

import logging
from functools import partial

from cogs.shared.access.permissions import require_server
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.error_codes import judged
from cogs.shared.horizon import left_to_see
from cogs.shared.language import readers_language
from cogs.shared.sending.due_work import DueLoop
from cogs.theories.cards.draft import duplicates_card, retry_button
from cogs.theories.handlers.requirements import require_draft, require_venue
from cogs.theories.handlers.visibility import visible_channels
from cogs.theories.publication import Publication
from cogs.theories.rules.lists import likely_duplicates
from cogs.theories.rules.refusals import DraftPostedError
from cogs.theories.rules.theory import Theory
from cogs.theories.store.theories import TheoryStore
from cogs.theories.thread import NOT_SENT, OPEN_TAG, tag_name
from data.locales import _, speaking

log = logging.getLogger(__name__)


class PostHandler:
    """Posts the drafts of theories."""

    def __init__(
        self, bot: StingerBot, theories: TheoryStore, publication: Publication, loop: DueLoop
    ) -> None:
        self._bot = bot
        self._theories = theories
        self._publication = publication
        self._loop = loop

    async def post(self, interaction: Interaction, draft: Theory) -> None:
        """Post a draft, or ask its author first if other theories probably say the same.

        Theories whose threads the author may not read are left out.
        """
        _guild, member = require_server(interaction)
        films = await self._bot.known.at(draft.server_id)
        film = films.get(draft.film_id or "")
        ids = films.ids_of(film) if film else [draft.film_id or ""]
        channels = await visible_channels(member, self._theories)
        others = await self._theories.comparable(draft.server_id, ids, channels)
        compare = partial(likely_duplicates, draft.claim.unwrap_for_spoiler(), others)
        alike = await self._bot.work.compute(member.id, compare)
        if alike:
            view = duplicates_card(draft, alike, await left_to_see(interaction, film))
            await interaction.followup.send(view=view, ephemeral=True)
        else:
            await self._publish(interaction, draft)

    async def post_anyway(self, interaction: Interaction, argument: str) -> None:
        """Post a draft, however alike others are."""
        draft = await require_draft(interaction, self._theories, argument)
        if draft.film_id is None:
            raise DraftPostedError
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._publish(interaction, draft)

    async def _publish(self, interaction: Interaction, draft: Theory) -> None:
        guild, venue = await require_venue(interaction)
        try:
            posted = await self._publication.publish(guild, venue, draft.id, self._loop.now)
        except NOT_SENT as failure:
            code = getattr(failure, "code", None)
            log.warning("A theory was not posted: %s, code %s", type(failure).__name__, code)
            kept = _("Your theory is kept for a day: press the button to try again.")
            await interaction.followup.send(
                f"{judged(failure).sentence} {kept}",
                view=retry_button(draft),
                ephemeral=True,
            )
            return
        lines = [
            _(
                "Posted: {thread}. You can take it back with /theory withdraw until somebody rates "
                "it.",
                thread=posted.thread.mention,
            )
        ]
        if not posted.tagged:
            with speaking(await readers_language(interaction, private=False)):
                tag = tag_name(OPEN_TAG)
            lines.append(
                _("The board lacks the tag “{tag}”. /theory setup adds it again.", tag=tag)
            )
        await interaction.followup.send("\n".join(lines), ephemeral=True)
