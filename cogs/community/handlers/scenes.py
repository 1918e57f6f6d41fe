"""What members tell of scenes; what happens is typed in a form only."""

from __future__ import annotations

from functools import partial
from string import ascii_lowercase

from cogs.community.cards.contributions.buttons import EDIT
from cogs.community.cards.messages import thanks
from cogs.community.handlers.access import curates, film_here
from cogs.community.handlers.submissions import Submissions
from cogs.community.kinds.kind import to_be_shared
from cogs.community.kinds.scene import fields, read_scene
from cogs.shared.access.permissions import require_server
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.items import Answers, Filled, Form
from cogs.shared.sending.places import conduct_here, is_strict
from data.catalogue.film import Film
from data.catalogue.verdict import Position
from data.contributions.rules.contribution import Contribution
from data.contributions.rules.decisions import may_edit
from data.contributions.rules.kinds import MOST_SCENES, ToldScene
from data.locales import _

Slot = tuple[Position, int]
"""Where a scene stands in its film: the position, and the order, from 1."""

ADD = {
    (position, order): f"scene:{position.name.lower()}-{letter}"
    for position in Position
    for order, letter in enumerate(ascii_lowercase[:MOST_SCENES], 1)
}
"""The form of each slot. A film's id leaves no room for the slot in the argument, and an action's
name has letters only."""


class SceneHandler:
    """Opens the forms for scenes and takes them."""

    def __init__(self, bot: StingerBot, submissions: Submissions) -> None:
        self._bot = bot
        self._submissions = submissions

    def register(self) -> None:
        """Answer the forms."""
        for slot, action in ADD.items():
            self._bot.doorway.register_form(
                action, partial(self._build, slot), partial(self._take, slot)
            )

    async def add(self, interaction: Interaction, film: Film, slot: Slot, purpose: str) -> None:
        """Open the form for a scene."""
        await self._bot.doorway.open_form(interaction, ADD[slot], film.id, {"purpose": purpose})

    async def edit(self, interaction: Interaction, film: Film, slot: Slot, purpose: str) -> None:
        """Open the form of the scene in a slot; a member's change is a proposal."""
        scene = await self._editable(interaction, film, slot)
        if scene is not None:
            await self._bot.doorway.open_form(
                interaction, EDIT, str(scene.id), {"purpose": purpose}
            )
            return
        filled = await self._public(interaction, film, slot) | {"purpose": purpose}
        await self._bot.doorway.open_form(interaction, ADD[slot], film.id, filled)

    async def _editable(
        self, interaction: Interaction, film: Film, slot: Slot
    ) -> Contribution | None:
        """The newest contribution of a slot that the asker may edit."""
        guild, member = require_server(interaction)
        curator = await curates(interaction)
        films = await self._bot.known.at(guild.id)
        contributions = await self._bot.known.contributions.of_film(guild.id, films.ids_of(film))
        editable = [
            contribution
            for contribution in contributions
            if isinstance(contribution.content, ToldScene)
            and (contribution.content.position, contribution.content.order) == slot
            and contribution.stands
            and may_edit(contribution, member.id, curator=curator)
        ]
        return editable[-1] if editable else None

    async def _public(self, interaction: Interaction, film: Film, slot: Slot) -> dict[str, str]:
        """What everybody may read of the scene that is known in a slot.

        What happens is not handed out before a click.
        """
        if is_strict(film, await conduct_here(interaction), interaction):
            return {}
        facts = (await self._bot.known.at(interaction.guild_id)).about(film)
        for scene in facts.scenes:
            if (scene.position, scene.order) == slot:
                return {"hint": scene.hint, "clues": "\n".join(scene.clues)}
        return {}

    async def _build(
        self, slot: Slot, interaction: Interaction, film_id: str, filled: Filled
    ) -> Form:
        film = await film_here(interaction, film_id)
        position, order = slot
        title = _(
            "Scene {number}, {position} · {film}",
            number=order,
            position=_(position.value),
            film=film.title,
        )
        return Form(title, to_be_shared(fields(filled)))

    async def _take(
        self, slot: Slot, interaction: Interaction, film_id: str, answers: Answers
    ) -> None:
        film = await film_here(interaction, film_id)
        added = await self._submissions.add(interaction, film, read_scene(answers, *slot))
        await interaction.response.send_message(thanks(added), ephemeral=True)
