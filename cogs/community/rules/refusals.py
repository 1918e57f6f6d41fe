"""Why the slice says no; each carries the sentence that the member reads."""

from __future__ import annotations

from cogs.shared.errors import UserFacingError
from data.contributions.store.submissions import MOST_OPEN


class GoneError(UserFacingError):
    """The contribution is not one of this server, or was deleted."""

    sentence = "This contribution is not there any more. Open the list again."


class NumberUnknownError(UserFacingError):
    """No server has a contribution of that number."""

    sentence = "There is no contribution of that number. /operator export gives all of them."


class NotYoursToDecideError(UserFacingError):
    """The member is no curator here."""

    sentence = (
        "Only this server's curators can do this: members with the curator role, and whoever "
        "manages the server."
    )


class OperatorOnlyError(UserFacingError):
    """The member does not run this bot."""

    sentence = "Only the operator of this bot can do this."


class OwnReportError(UserFacingError):
    """Nobody confirms themselves."""

    sentence = "This is your own report; somebody else has to confirm it."


class NotStandingError(UserFacingError):
    """It was rejected, replaced or is held."""

    sentence = "This report does not count at the moment, so it cannot be confirmed."


class FloodError(UserFacingError):
    """The member has too many contributions waiting."""

    sentence = (
        f"You have added a lot: at most {MOST_OPEN} of it may wait for a curator, or be "
        "timestamps of one day. Try again later."
    )


class FilmKnownError(UserFacingError):
    """The film is there already."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"That film is here already: {label}. If you mean another one of that name, add it "
            "with its IMDb or TMDB link."
        )


class AdultFilmError(UserFacingError):
    """The film is made for adults only; nobody is to come across it in a list."""

    sentence = (
        "Films made for adults only cannot be added, as everybody here would see their names."
    )


class RuntimeNeededError(UserFacingError):
    """The catalogue does not know the runtime either."""

    sentence = "I do not know this film's runtime: tell it, for example 2:11 or 131."


class NothingTappedError(UserFacingError):
    """The live form has nothing to save."""

    sentence = "Tap Credits now first; then Scene now and Scene over for each scene."
