"""Why the slice says no: each refusal carries the sentence that the member reads."""

from __future__ import annotations

from cogs.shared.errors import UserFacingError


class DraftGoneError(UserFacingError):
    """The draft was saved, cancelled, or forgotten after a day."""

    def __init__(self) -> None:
        super().__init__(
            "This draft is gone: it was saved, cancelled or left for too long. Start again with "
            "/remind stay."
        )


class ReminderGoneError(UserFacingError):
    """The reminder is over, cancelled or somebody else's."""

    def __init__(self) -> None:
        super().__init__(
            "That reminder is over or not yours. /remind list shows the ones you have."
        )


class EnoughRemindersError(UserFacingError):
    """The member has as many as one may have."""

    def __init__(self) -> None:
        super().__init__(
            "You have 20 reminders, which is as many as I can promise to keep. Cancel one in "
            "/remind list, then save this one."
        )


class NotMinutesError(UserFacingError):
    """The text is no number of minutes."""

    def __init__(self, most: int) -> None:
        super().__init__(f"Write whole minutes from 0 to {most}, in figures.")


class NotARuntimeError(UserFacingError):
    """The text is no runtime."""

    def __init__(self) -> None:
        super().__init__(
            "Write the runtime in minutes, such as 131, or as 2:11. It is on the ticket."
        )


class NotForYouError(UserFacingError):
    """The message was for others."""

    def __init__(self) -> None:
        super().__init__("That message was for others. /remind stay makes one of your own.")


class PartyGoneError(UserFacingError):
    """The party is over, cancelled, or another server's."""

    def __init__(self) -> None:
        super().__init__("That party is over. /party list shows what is coming.")


class PartyIsFullError(UserFacingError):
    """No seat is left."""

    def __init__(self, most: int | None) -> None:
        super().__init__(
            f"All {most} places are taken. Say Maybe, and try Going again if somebody drops out."
        )


class NotAPartySizeError(UserFacingError):
    """The text is no number of places."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"Write how many can come as a number from 1 to {most}, or leave it empty for all."
        )


class NotBegunError(UserFacingError):
    """Credits cannot start before the film has."""

    def __init__(self) -> None:
        super().__init__(
            "The film has not begun yet. If it began earlier than planned, /party edit gives the "
            "party its real time."
        )


class HostOnlyError(UserFacingError):
    """Only the host, or a moderator, may do it."""

    def __init__(self) -> None:
        super().__init__("Only the host or a moderator can do that.")


class NotGoingError(UserFacingError):
    """Only attendees are heard."""

    def __init__(self) -> None:
        super().__init__("Only who goes to the party can say that. Press Going first.")


class RoleNotMentionableError(UserFacingError):
    """The host or the bot may not mention the role."""

    def __init__(self, whose: str) -> None:
        super().__init__(
            f"{whose} may not mention that role here. Choose another role, leave it out, or ask an "
            "admin to allow it."
        )


class ShowtimeDoubtError(UserFacingError):
    """The showtime typed into a form is doubtful; the sentence says how to write it."""


class PlanForgottenError(UserFacingError):
    """The question which film is meant was answered too late."""

    def __init__(self) -> None:
        super().__init__("I no longer know when that party was to be. Use /party new again.")
