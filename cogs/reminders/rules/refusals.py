"""Why the slice says no, and what it tells a member whom no message has reached.

Each refusal carries the sentence that the member reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cogs.reminders.rules.parties.hosts import MOST_COHOSTS
from cogs.reminders.rules.parties.queue import LONGEST_ANSWER, SHORTEST_ANSWER
from cogs.reminders.rules.screenings import MOST_GUESTS, MOST_LIVE
from cogs.shared.cards.spoilers import plain
from cogs.shared.errors import UserFacingError
from data.locales import N_, _, _n
from data.locales.formats import labelled

MOST_NAMED = 3
"""Films named in one notice; a member may have twenty reminders that one closed DM swallowed."""

NAME_LIMIT = 60
"""So that all reasons at once fit a message."""


class DraftGoneError(UserFacingError):
    """The draft was saved, cancelled, or forgotten after a day."""

    sentence = N_(
        "This draft is gone: it was saved, posted, cancelled or left for too long. Start again "
        "with /remind stay or /party new."
    )


class ReminderGoneError(UserFacingError):
    """The reminder is over, cancelled or somebody else's."""

    sentence = N_("That reminder is over or not yours. /remind list shows the ones you have.")


class TooManyRemindersError(UserFacingError):
    """The member has as many live reminders as one may have."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You have {most} reminders, which is as many as I can promise to keep. Cancel one "
                "in /remind list, then save this one.",
                most=MOST_LIVE,
            )
        )


class NotMinutesError(UserFacingError):
    """The text is no number of minutes from 0 to ``most``."""

    def __init__(self, most: int) -> None:
        super().__init__(_("Write whole minutes from 0 to {most}, in figures.", most=most))


class NotARuntimeError(UserFacingError):
    """The text is no runtime."""

    sentence = N_("Write the runtime in minutes, such as 131, or as 2:11. It is on the ticket.")


class NotForYouError(UserFacingError):
    """The message was for others."""

    sentence = N_("That message was for others. /remind stay makes one of your own.")


class NotOverYetError(UserFacingError):
    """Nobody can have seen the end of the film at that showing."""

    sentence = N_("That showing cannot be over yet. Tell me once you have seen the end.")


class NothingSeenError(UserFacingError):
    """The member has not said that there was a scene."""

    sentence = N_("Tell me first whether there was a scene: the buttons are on the message above.")


class TooManySightingsError(UserFacingError):
    """The member has told of more films today than anybody can see."""

    sentence = N_("You have told me of a lot of films today, so this one is not kept.")


class NotYourChannelError(UserFacingError):
    """The member may not write in the channel in which they want to be reminded."""

    sentence = N_(
        "You may not write in this channel yourself, so I do not ping you here. Choose to be "
        "reminded by DM instead."
    )


class PartyGoneError(UserFacingError):
    """The party is over, cancelled, or another server's."""

    sentence = N_("That party is over. /party list shows what is coming.")


class OfferGoneError(UserFacingError):
    """No place is kept for the member any more, or the message was for others."""

    sentence = N_(
        "No place is kept for you any more. Press Going on the party's post to join the waiting "
        "list again."
    )


class NotAnAnswerTimeError(UserFacingError):
    """The text is no time to answer."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Write how many minutes somebody on the waiting list has to answer, from {least} "
                "to {most}.",
                least=SHORTEST_ANSWER,
                most=LONGEST_ANSWER,
            )
        )


class NotAPartySizeError(UserFacingError):
    """The text is no number of places."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Write how many can come as a number from 1 to {most}, or leave it empty for all.",
                most=MOST_GUESTS,
            )
        )


class VoteGoneError(UserFacingError):
    """No vote runs, or it is past the stage for this."""

    sentence = N_("That is not open any more. /party vote begins a vote on the next film night.")


class VoteRunsError(UserFacingError):
    """Another vote runs in the channel."""

    sentence = N_("A vote on a film night runs in this channel already. End or cancel it first.")


class FilmSuggestedError(UserFacingError):
    """Somebody else has suggested the film."""

    sentence = N_("That film is suggested already. Suggest another one, and vote for both.")


class EnoughSuggestionsError(UserFacingError):
    """As many films are suggested as one can vote on."""

    sentence = N_("Ten films are suggested already, and a vote takes no more.")


class TooFewFilmsError(UserFacingError):
    """With fewer than two films there is nothing to vote on."""

    sentence = N_("There is nothing to vote on yet: at least two films have to be suggested.")


class VoteTimesError(UserFacingError):
    """The vote would end too soon, or after the film has begun."""

    sentence = N_("Let the vote end at least ten minutes from now, and before the showtime.")


class NoZoneError(UserFacingError):
    """The member's time zone is not known and the text needs it."""

    sentence = N_(
        "I don't know your time zone yet. Tell me with /remind timezone, then try this again."
    )


class NotGoingToHostError(UserFacingError):
    """Only a co-host, or somebody who goes, can be made the host."""

    sentence = N_(
        "Only a co-host or somebody going to the party can be its host. Ask them to press "
        "Going first."
    )


class TooManyHostsError(UserFacingError):
    """The party has as many co-hosts as one may have."""

    def __init__(self) -> None:
        super().__init__(
            _("A party has {most} co-hosts at most. Take one off first.", most=MOST_COHOSTS)
        )


class NoHostForThemError(UserFacingError):
    """The member cannot read the party's channel, or is a bot."""

    sentence = N_("They cannot read the party's channel, so they cannot host it.")


class NotBegunError(UserFacingError):
    """Credits cannot start before the film has."""

    sentence = N_(
        "The film has not begun yet. If it began earlier than planned, /party edit gives the "
        "party its real time."
    )


class HostOnlyError(UserFacingError):
    """Only the host, or a moderator, may do it."""

    sentence = N_("Only the host, a co-host or a moderator can do that.")


class NotGoingError(UserFacingError):
    """Only attendees are heard."""

    sentence = N_("Only people going to the party can say that. Press Going first.")


class EverybodyMentionedError(UserFacingError):
    """The role is everybody."""

    sentence = N_("I never mention everybody. Choose another role, or leave it out.")


class RoleNotMentionableError(UserFacingError):
    """The host may not mention the role."""

    sentence = N_(
        "You may not mention that role here. Choose another role, leave it out, or ask an admin to "
        "allow it."
    )


class RoleNotMentionableByBotError(UserFacingError):
    """The bot may not mention the role."""

    sentence = N_(
        "I may not mention that role here. Choose another role, leave it out, or ask an admin to "
        "allow it."
    )


class ShowtimeDoubtError(UserFacingError):
    """The showtime typed into a form is doubtful; the sentence says how to write it."""


class PlanForgottenError(UserFacingError):
    """The question which film is meant was answered too late."""

    sentence = N_("I no longer know when that party was to be. Use /party new again.")


REFUSED = N_(
    "A reminder could not reach you: your DMs are closed to me, or I may not write in its "
    "channel. Open one of them before the next one is due."
)
UNREADABLE = N_(
    "A reminder could not reach you: you can no longer read its channel, and your DMs are closed "
    "to me. Open one of them before the next one is due."
)
UNPOSTED = N_(
    "A watch party could not be posted: you or I may no longer write in its channel. Use "
    "/party new where both of us may."
)
LAPSED = N_(
    "A watch party was not posted: I was away until it was over, sorry. If it repeats, the next "
    "one follows."
)
UNREACHABLE = N_("A reminder could not reach you: Discord took no message from me for a whole day.")
BROKEN = N_(
    "A reminder could not be sent because of a fault of mine. The operator finds it in the log."
)


@dataclass(frozen=True, slots=True)
class Notice:
    """That a reminder of a film did not arrive, and why; told at the member's next command.

    ``text`` is one of the sentences above, in English.
    """

    reminder_id: int
    film_label: str
    text: str


def notices_text(notices: Iterable[Notice]) -> str:
    """One paragraph for each reason, with the films that it is about."""
    films: dict[str, list[str]] = {}
    for notice in notices:
        named = films.setdefault(notice.text, [])
        if notice.film_label not in named:
            named.append(notice.film_label)
    return "\n".join(labelled(_names(labels), _(text)) for text, labels in films.items())


def _names(labels: list[str]) -> str:
    named = ", ".join(plain(label, limit=NAME_LIMIT) for label in labels[:MOST_NAMED])
    more = len(labels) - MOST_NAMED
    if more <= 0:
        return named
    return _n("{films} and {count} more", "{films} and {count} more", more, films=named)
