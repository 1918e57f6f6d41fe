"""Why the slice says no; each carries the sentence that the member reads."""

from __future__ import annotations

from cogs.shared.errors import UserFacingError
from data.contributions.store.submissions import MOST_OPEN
from data.locales import N_, _


class GoneError(UserFacingError):
    """The contribution is not one of this server, or was deleted."""

    sentence = N_("This contribution is not there any more. Open the list again.")


class NumberUnknownError(UserFacingError):
    """No server has a contribution of that number."""

    sentence = N_("There is no contribution of that number. /operator export gives all of them.")


class NotYoursToDecideError(UserFacingError):
    """The member is no curator here."""

    sentence = N_(
        "Only this server's curators can do this: members with the curator role, and whoever "
        "manages the server."
    )


class OperatorOnlyError(UserFacingError):
    """The member does not run this bot."""

    sentence = N_("Only the operator of this bot can do this.")


class OwnReportError(UserFacingError):
    """Nobody confirms themselves."""

    sentence = N_("This is your own report; somebody else has to confirm it.")


class NotStandingError(UserFacingError):
    """It was rejected, replaced or is held."""

    sentence = N_("This report does not count at the moment, so it cannot be confirmed.")


class FloodError(UserFacingError):
    """The member has too many contributions waiting."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You have added a lot: at most {most} of it may wait for a curator, or be "
                "timestamps of one day. Try again later.",
                most=MOST_OPEN,
            )
        )


class FilmKnownError(UserFacingError):
    """The film is there already."""

    def __init__(self, label: str) -> None:
        super().__init__(
            _(
                "That film is here already: {film}. If you mean another one of that name, add it "
                "with its IMDb or TMDB link.",
                film=label,
            )
        )


class AdultFilmError(UserFacingError):
    """The film is made for adults only; nobody is to come across it in a list."""

    sentence = N_(
        "Films made for adults only cannot be added, as everybody here would see their names."
    )


class RuntimeNeededError(UserFacingError):
    """The catalogue does not know the runtime either."""

    sentence = N_("I don't know this film's runtime: give it, for example 2:11 or 131.")


class NothingTappedError(UserFacingError):
    """The live form has nothing to save."""

    sentence = N_("Tap Credits now first; then Scene now and Scene over for each scene.")
