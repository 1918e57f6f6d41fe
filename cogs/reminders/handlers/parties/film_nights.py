"""A film night: films are suggested, everybody votes, and the winner becomes the party."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cogs.reminders.cards.film_vote import (
    CANCEL,
    DROP,
    END,
    PARTY,
    PICK,
    POST,
    START,
    SUGGEST,
    TICK,
    confirmation_text,
    confirmation_view,
    result_text,
    result_view,
)
from cogs.reminders.cards.forms import film_fields
from cogs.reminders.delivery.vote_post import VotePost
from cogs.reminders.handlers.drafts import Drafts
from cogs.reminders.handlers.parties.drafts import TRYING, PartyDrafts
from cogs.reminders.rules.draft import MAYBE_LASTS, Destination, Request
from cogs.reminders.rules.parties.film_votes import (
    SHORTEST_VOTE,
    FilmVote,
    Night,
    Stage,
    vote_times,
)
from cogs.reminders.rules.parties.parties import Invitation
from cogs.reminders.rules.parties.showtime import clear_showtime
from cogs.reminders.rules.refusals import (
    HostOnlyError,
    TooFewFilmsError,
    VoteGoneError,
    VoteTimesError,
)
from cogs.reminders.rules.schedule import NO_ZONE, PRESHOW
from cogs.reminders.rules.screenings import Place, epoch, instant
from cogs.reminders.store.parties.film_votes import WORK, FilmVotes
from cogs.reminders.store.parties.parties import PartyStore
from cogs.shared.access.permissions import is_moderator, require_server
from cogs.shared.access.rights import require_writing_here
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.wording import jump_address
from cogs.shared.doorway import Doorway, id_in
from cogs.shared.entries import Entries, FilmGoneError
from cogs.shared.items import Answers, Filled, Form
from cogs.shared.options.film import choose_film
from cogs.shared.sending.due_work import may_pass
from data.catalogue.film import Film
from data.locales import N_, _

ENTRY = "suggest"


class FilmNights:
    """Begins votes, takes suggestions and choices, and posts the winner's party."""

    def __init__(
        self,
        bot: StingerBot,
        store: FilmVotes,
        parties: PartyStore,
        post: VotePost,
        drafts: Drafts,
        party_drafts: PartyDrafts,
        poke: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._store = store
        self._parties = parties
        self._post = post
        self._drafts = drafts
        self._party_drafts = party_drafts
        self._poke = poke

    def register(self, doorway: Doorway) -> None:
        """Answer the buttons of votes."""
        for action, press in (
            (POST, self.publish),
            (DROP, self.drop),
            (START, self.start),
            (END, self.end),
            (CANCEL, self.cancel),
            (PICK, self.pick),
            (PARTY, self.make_party),
        ):
            doorway.register(action, press)
        doorway.register_choice(TICK, self.tick)
        doorway.register_form(SUGGEST, self.suggest_form, self.take_suggestion)

    def offer(self, entries: Entries) -> None:
        """Go on with a suggestion once its film is chosen."""
        entries.register(ENTRY, N_("Suggest"), self.suggest)

    async def begin(
        self, interaction: Interaction, when: str, ends: str | None, wish: Invitation
    ) -> None:
        """Show the host of a party what will be posted, so that its film is voted on."""
        now, locale = self._bot.clock(), interaction.locale.value
        zone = (await self._bot.preferences.member(interaction.user.id)).time_zone
        showtime = clear_showtime(when, now, zone, MAYBE_LASTS, locale)
        given = clear_showtime(ends, now, zone, MAYBE_LASTS, locale) if ends is not None else None
        starts_at, ends_at = vote_times(now, showtime, given)
        if ends_at < now + SHORTEST_VOTE or ends_at >= showtime:
            raise VoteTimesError
        night = Night(
            server_id=wish.server_id,
            host_id=wish.host_id,
            channel_id=wish.channel_id,
            venue=wish.venue,
            role_id=wish.role_id,
            most=wish.most,
            preshow=PRESHOW if wish.venue == "cinema" else 0,
            showtime=epoch(showtime),
            zone=zone or NO_ZONE,
            starts_at=epoch(starts_at),
            ends_at=epoch(ends_at),
        )
        vote_id = await self._store.add_draft(night, now)
        await interaction.response.send_message(
            confirmation_text(night), view=confirmation_view(vote_id), ephemeral=True
        )

    async def publish(self, interaction: Interaction, argument: str) -> None:
        """Post a vote."""
        draft = await self._store.draft(id_in(argument), interaction.user.id)
        now = self._bot.clock()
        if now >= instant(draft.night.ends_at):
            raise VoteTimesError
        await interaction.response.defer()
        vote = await self._store.publish(draft, now)
        try:
            vote = await self._post.complete(vote, again=False)
        except Exception as error:
            if not may_pass(error):
                await self._store.unpublish(vote)
                raise
            self._poke()
            await interaction.edit_original_response(content=_(TRYING), view=None)
            return
        await self._store.work.done(vote.id, WORK, epoch(now), vote.next_at)
        self._poke()
        night = vote.night
        link = jump_address(night.server_id, night.channel_id, vote.message_id)
        told = _("Posted: {link}", link=link)
        await interaction.edit_original_response(content=told, view=None)

    async def drop(self, interaction: Interaction, argument: str) -> None:
        """Forget a draft."""
        draft = await self._store.draft(id_in(argument), interaction.user.id)
        await self._store.cancel(draft.id, self._bot.clock())
        told = _("Cancelled, nothing was posted.")
        await interaction.response.edit_message(content=told, view=None)

    async def suggest_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for one film."""
        vote = await self._store.get(id_in(argument), interaction.guild_id)
        if vote.stage is not Stage.OPEN:
            raise VoteGoneError
        return Form(_("Suggest a film"), film_fields(filled))

    async def take_suggestion(
        self, interaction: Interaction, _argument: str, answers: Answers
    ) -> None:
        """Suggest the film that a form names."""
        await self.suggest_named(interaction, answers["film"])

    async def suggest_named(self, interaction: Interaction, text: str) -> None:
        """Suggest the film that a text names, for the vote of this channel."""
        require_server(interaction)
        require_writing_here(interaction)
        await self._store.running(interaction.channel_id)
        named = await choose_film(interaction, text, entry=ENTRY)
        if named is not None:
            await self.suggest(interaction, named)

    async def suggest(self, interaction: Interaction, film: Film) -> None:
        """Suggest a film for the vote of this channel."""
        require_server(interaction)
        require_writing_here(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        vote = await self._store.running(interaction.channel_id)
        now = self._bot.clock()
        await self._store.suggest(vote, interaction.user.id, film.id, film.label, now)
        self._poke()
        await interaction.followup.send(
            _("Suggested. Suggesting another one replaces it."), ephemeral=True
        )

    async def tick(self, interaction: Interaction, argument: str, values: Sequence[str]) -> None:
        """Note which films a member would watch."""
        await interaction.response.defer()
        vote = await self._vote(interaction, argument)
        chosen = [id_in(value) for value in values]
        await self._store.choose(vote.id, interaction.user.id, chosen, self._bot.clock())
        self._poke()
        count = len(set(chosen))
        noted = (
            _("Noted: {chosen} of {all} films.", chosen=count, all=len(vote.suggestions))
            if count
            else _("Taken back.")
        )
        change = _("You can change it until the vote ends; nobody sees who chose what.")
        await interaction.followup.send(f"{noted} {change}", ephemeral=True)

    async def start(self, interaction: Interaction, argument: str) -> None:
        """Begin the vote now."""
        vote = await self._hosted(interaction, argument)
        if vote.stage is not Stage.OPEN:
            raise VoteGoneError
        if len(vote.suggestions) < 2:
            raise TooFewFilmsError
        await interaction.response.defer()
        await self._store.advance(vote.id, self._bot.clock(), starts=True)
        self._poke()

    async def end(self, interaction: Interaction, argument: str) -> None:
        """End the vote now."""
        vote = await self._hosted(interaction, argument)
        if vote.stage is not Stage.VOTING:
            raise VoteGoneError
        await interaction.response.defer()
        await self._store.advance(vote.id, self._bot.clock(), ends=True)
        self._poke()

    async def cancel(self, interaction: Interaction, argument: str) -> None:
        """Cancel a vote."""
        vote = await self._hosted(interaction, argument)
        await interaction.response.defer()
        await self._store.cancel(vote.id, self._bot.clock())
        self._poke()

    async def pick(self, interaction: Interaction, argument: str) -> None:
        """Decide a tie."""
        vote_id, _, suggestion_id = argument.partition(",")
        vote = await self._hosted(interaction, vote_id)
        await interaction.response.defer()
        vote = await self._store.pick(vote, id_in(suggestion_id), self._bot.clock())
        self._poke()
        films = await self._post.shown(vote)
        await interaction.edit_original_response(
            content=result_text(vote, films), view=result_view(vote, films)
        )

    async def make_party(self, interaction: Interaction, argument: str) -> None:
        """Post the party of the winner; whoever presses hosts it."""
        vote = await self._hosted(interaction, argument)
        if vote.stage is not Stage.WON:
            raise VoteGoneError
        guild, member = require_server(interaction)
        night, won = vote.night, vote.winner
        film = (await self._bot.known.at(guild.id)).get(won.film_id) if won else None
        if film is None:
            raise FilmGoneError
        draft = await self._drafts.begin(
            interaction,
            film,
            Request(f"<t:{night.showtime}>", night.preshow),
            Destination(Place.HERE, night.channel_id, None, guild.id),
        )
        await self._parties.add_draft(
            draft.screening.id,
            Invitation(
                *(guild.id, member.id, night.channel_id, night.venue),
                role_id=night.role_id,
                most=night.most,
                vote_id=vote.id,
            ),
        )
        booking = await self._drafts.completed(interaction, draft.reminder.id)
        if booking is None:
            await self._drafts.show(interaction, draft.reminder.id, fresh=True)
            return
        await interaction.response.defer()
        told = await self._party_drafts.post(booking)
        text = result_text(vote, await self._post.shown(vote)).splitlines()[0]
        await interaction.edit_original_response(content=f"{text}\n{told}", view=None)

    async def _vote(self, interaction: Interaction, argument: str) -> FilmVote:
        return await self._store.get(id_in(argument), interaction.guild_id)

    async def _hosted(self, interaction: Interaction, argument: str) -> FilmVote:
        """The vote that an argument names, for its host or a moderator of its channel."""
        vote = await self._vote(interaction, argument)
        in_place = interaction.channel_id == vote.night.channel_id
        if interaction.user.id != vote.night.host_id and not (
            in_place and is_moderator(interaction)
        ):
            raise HostOnlyError
        return vote
