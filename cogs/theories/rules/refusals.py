"""Why something about a theory is refused, in the sentence that the member reads."""

from __future__ import annotations

from datetime import datetime

from cogs.shared.errors import UserFacingError
from cogs.theories.rules.theory import MOST_OWN_OBJECTIONS, Status, Theory
from data.locales import N_, _

_CLOSED = {
    Status.FROZEN: N_("Moderators have frozen this theory for now. Try again later."),
    Status.LOCKED: N_("Moderators have closed this theory."),
    Status.WITHDRAWN: N_("Its author has withdrawn this theory."),
    Status.RESOLVED: N_("This theory is resolved, so nothing can be added to it any more."),
    Status.DRAFT: N_("This theory hasn't been posted yet."),
}


_SETTLED = {
    Status.OPEN: N_("It takes ballots and evidence already, so there is nothing to undo."),
    Status.FROZEN: N_("A moderator can unfreeze it with /theory moderate first."),
    Status.LOCKED: N_("A moderator can unlock it with /theory moderate first."),
    Status.WITHDRAWN: N_("It stays so; post a new one with /theory new instead."),
    Status.RESOLVED: N_("A curator can reopen it with /theory moderate first."),
}


class TheoryGoneError(UserFacingError):
    """No theory of this server has that id: deleted, or forged."""

    sentence = N_("This theory is gone. See which are left with /theory list.")


class UnknownNumberError(UserFacingError):
    """No theory of this server has that number."""

    def __init__(self, number: int) -> None:
        super().__init__(
            _("There is no theory {number} here. See them all with /theory list.", number=number)
        )


class OutOfSightError(UserFacingError):
    """The theory stands in a channel that the member may not read."""

    def __init__(self, number: int) -> None:
        super().__init__(_("Theory {number} is in a channel that you can't see.", number=number))


class ClosedTheoryError(UserFacingError):
    """The theory takes nothing any more, or nothing for now."""

    def __init__(self, theory: Theory) -> None:
        super().__init__(_(_CLOSED[theory.status]))


class OwnTheoryError(UserFacingError):
    """A member wants to rate their own theory."""

    sentence = N_("This is your own theory, so others rate it. You can add evidence to it.")


class TooNewError(UserFacingError):
    """The account or the membership is too young to vote."""

    def __init__(self, opens: datetime) -> None:
        at = int(opens.timestamp())
        time, when = f"<t:{at}:F>", f"<t:{at}:R>"
        super().__init__(
            _(
                "New accounts and new members wait a little before they rate theories. You can "
                "from {time} on ({when}).",
                time=time,
                when=when,
            )
        )


class BoardGoneError(UserFacingError):
    """The forum that the server chose is deleted, or hidden from the bot."""

    sentence = N_("The theory board is gone. An admin can choose another with /theory setup.")


class NoThreadsHereError(UserFacingError):
    """Where it was asked, there can be no thread."""

    sentence = N_(
        "No thread can be opened in this channel. Use a text channel, or ask an admin to "
        "choose a theory board with /theory setup."
    )


class TagsNeededError(UserFacingError):
    """The board requires a tag on every post and has none; ``board`` mentions it."""

    def __init__(self, board: str) -> None:
        super().__init__(
            _(
                "{board} requires a tag on every post but has none, so no theory can be posted "
                "there. An admin can add a tag in its settings, or give me Manage Channels there "
                "and choose it in /theory setup once more.",
                board=board,
            )
        )


class NotYourBoardError(UserFacingError):
    """The member may not open a thread where the theory would stand; ``place`` mentions it."""

    def __init__(self, place: str) -> None:
        super().__init__(
            _(
                "Theories go to {channel}, where you can't open a thread yourself, so I don't open "
                "one for you. A moderator can tell you who may.",
                channel=place,
            )
        )


class ThreadGoneError(UserFacingError):
    """The theory's thread is deleted, or hidden from the bot."""

    sentence = N_(
        "This theory's thread is gone, so nothing can be added to it. A moderator can remove "
        "the theory with /theory moderate."
    )


class ThreadLockedError(UserFacingError):
    """Moderators locked the thread in Discord."""

    sentence = N_("This theory's thread is closed. A moderator can open it again.")


class BlankTextError(UserFacingError):
    """A form's text holds nothing visible; ``field`` is its label, in the language spoken."""

    def __init__(self, field: str) -> None:
        super().__init__(
            _("“{field}” has nothing to read in it. Write a few words and try again.", field=field)
        )


class EvidenceKnownError(UserFacingError):
    """The theory has this link already."""

    sentence = N_("This link is among the evidence already; it counts once.")


class TooManyObjectionsError(UserFacingError):
    """The member has as many objections to the theory as one may have."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You have {most} objections to this theory, which is as many as one member may "
                "have. Press *{button}* and choose the strongest instead.",
                most=MOST_OWN_OBJECTIONS,
                button=_("Objection"),
            )
        )


class NotYourTheoryError(UserFacingError):
    """Only its author may do that."""

    sentence = N_("Only the author of a theory can do this.")


class VotedAlreadyError(UserFacingError):
    """Somebody has voted, so the author cannot withdraw."""

    sentence = N_("Somebody has rated this theory already, so it stays. Moderators can close it.")


class NotALinkError(UserFacingError):
    """The source is no link to a web page."""

    sentence = N_(
        "The source must be a link to an official page or a statement on record, beginning "
        "with https:// or http://."
    )


class SettledError(UserFacingError):
    """The theory is in a state in which this cannot be done."""

    def __init__(self, theory: Theory) -> None:
        refused = _(
            "Theory {number} is {standing}, so this can't be done.",
            number=theory.number,
            standing=_(theory.standing),
        )
        super().__init__(f"{refused} {_(_SETTLED[theory.status])}")


class ProposalGoneError(UserFacingError):
    """The proposal is settled already, or was replaced."""

    sentence = N_("This proposal is settled already, or another one has taken its place.")


class OwnProposalError(UserFacingError):
    """A curator wants to agree to their own proposal."""

    sentence = N_("You proposed this, so another curator has to agree.")


class NothingHeldError(UserFacingError):
    """There is no ballot to decide on."""

    sentence = N_("No ballots of this theory are held.")


class DraftPostedError(UserFacingError):
    """The draft was posted, or its author let it lie for a day."""

    sentence = N_("This draft is gone: it was posted already, or is a day old.")


class PostUnsureError(UserFacingError):
    """Discord does not tell whether it has posted a theory."""

    sentence = N_(
        "Discord did not answer in time. Your theory appears by itself as soon as it does."
    )


class NoImageError(UserFacingError):
    """The uploaded file is no picture, or too large for the server."""

    sentence = N_(
        "A screenshot must be a PNG, JPEG, GIF or WebP picture, and not too large for this server."
    )


class ChannelGoneError(UserFacingError):
    """What was chosen is no channel of the kind, or not one that the bot sees."""

    sentence = N_("That channel is gone, or I can't see it. Choose another one.")
