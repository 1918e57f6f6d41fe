"""Why something about a theory is refused, in the sentence that the member reads."""

from __future__ import annotations

from datetime import datetime

from cogs.shared.errors import UserFacingError
from cogs.theories.rules.theory import Status, Theory

_CLOSED = {
    Status.FROZEN: "Moderators have frozen this theory for now. Try again later.",
    Status.LOCKED: "Moderators have closed this theory.",
    Status.WITHDRAWN: "Its author has withdrawn this theory.",
    Status.RESOLVED: "This theory is resolved, so nothing can be added to it any more.",
    Status.DRAFT: "This theory has not been posted yet.",
}


class TheoryGoneError(UserFacingError):
    """No theory of this server has that id: deleted, or forged."""

    sentence = "This theory is not here any more. See what is left with /theory list."


class UnknownNumberError(UserFacingError):
    """No theory of this server has that number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no theory {number} here. See all of them with /theory list.")


class OutOfSightError(UserFacingError):
    """The theory stands in a channel that the member may not read."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Theory {number} stands in a channel that you cannot see.")


class ClosedTheoryError(UserFacingError):
    """The theory takes nothing any more, or nothing for now."""

    def __init__(self, theory: Theory) -> None:
        super().__init__(_CLOSED[theory.status])


class OwnTheoryError(UserFacingError):
    """A member wants to rate their own theory."""

    sentence = "This is your own theory: others rate it. You can add evidence to it."


class TooNewError(UserFacingError):
    """The account or the membership is too young to vote."""

    def __init__(self, opens: datetime) -> None:
        at = int(opens.timestamp())
        super().__init__(
            "New accounts and new members wait a little before they rate theories. "
            f"You can from <t:{at}:F> on (<t:{at}:R>)."
        )


class BoardGoneError(UserFacingError):
    """The forum that the server chose is deleted, or hidden from the bot."""

    sentence = "The theory board is gone. An admin can choose another one with /theory setup."


class NoThreadsHereError(UserFacingError):
    """Where it was asked, there can be no thread."""

    sentence = (
        "No thread can be opened in this channel. Use a text channel, or ask an admin to "
        "choose a theory board with /theory setup."
    )


class TagsNeededError(UserFacingError):
    """The board requires a tag on every post and has none; ``board`` mentions it."""

    def __init__(self, board: str) -> None:
        super().__init__(
            f"{board} requires a tag on every post and has none, so it takes no theory. An admin "
            "can add one in its settings, or let me Manage Channels there and name it in /theory "
            "setup once more."
        )


class NotYourBoardError(UserFacingError):
    """The member may not open a thread where the theory would stand; ``place`` mentions it."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"Theories go to {place}, where you may not open a thread yourself, so I open none "
            "for you. A moderator can tell you who may."
        )


class ThreadGoneError(UserFacingError):
    """The theory's thread is deleted, or hidden from the bot."""

    sentence = (
        "This theory's thread is gone, so nothing can be added to it. A moderator can remove "
        "the theory with /theory moderate."
    )


class ThreadLockedError(UserFacingError):
    """Moderators locked the thread in Discord."""

    sentence = "This theory's thread is closed. A moderator can open it again."


class BlankTextError(UserFacingError):
    """A form's text holds nothing visible."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is nothing to read in {what}. Write a few words and send it anew.")


class EvidenceKnownError(UserFacingError):
    """The theory has this link already."""

    sentence = "This link is among the evidence already; it counts once."


class NotYourTheoryError(UserFacingError):
    """Only its author may do that."""

    sentence = "Only the author of a theory can do this."


class VotedAlreadyError(UserFacingError):
    """Somebody has voted, so the author cannot withdraw."""

    sentence = "Somebody has rated this theory already, so it stays. Moderators can close it."


class NotALinkError(UserFacingError):
    """The source is no link to a web page."""

    sentence = (
        "The source must be a link to an official page or a statement on record, beginning "
        "with https://"
    )


class SettledError(UserFacingError):
    """The theory is in a state in which this cannot be done."""

    def __init__(self, theory: Theory) -> None:
        super().__init__(
            f"Theory {theory.number} is {theory.standing}; this cannot be done with it."
        )


class ProposalGoneError(UserFacingError):
    """The proposal is settled already, or was replaced."""

    sentence = "This proposal is settled already, or another one has taken its place."


class OwnProposalError(UserFacingError):
    """A curator wants to agree to their own proposal."""

    sentence = "You proposed this. Another curator has to agree."


class NothingHeldError(UserFacingError):
    """There is no ballot to decide on."""

    sentence = "No ballots of this theory are held."


class DraftPostedError(UserFacingError):
    """The draft was posted, or its author let it lie for a day."""

    sentence = "This draft is not here any more: posted already, or a day old."


class NoImageError(UserFacingError):
    """The uploaded file is no picture, or too large for the server."""

    sentence = "A screenshot must be a PNG, JPEG, GIF or WebP picture that this server can hold."


class ChannelGoneError(UserFacingError):
    """What was chosen is no channel of the kind, or not one that the bot sees."""

    sentence = "That channel is gone, or hidden from me. Choose another one."
