"""What members and moderators are told of contributions, in plain text."""

from __future__ import annotations

from cogs.community.cards.contributions.lines import STATES
from cogs.community.kinds.film import named
from cogs.community.kinds.table import kind_of
from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import film_name as named_film
from data.catalogue.consensus import CONFIRMING
from data.catalogue.film import Film
from data.contributions.rules.contribution import Contribution, State
from data.contributions.rules.kinds import AddedFilm, Timestamp
from data.contributions.rules.witnesses import BURST_WINDOW
from data.locales import N_, _, _n

KINDS = {
    "film": N_("film"),
    "scene": N_("scene"),
    "timestamp": N_("timestamp"),
    "egg": N_("Easter egg"),
    # Translators: what a member saw after a showing
    "sighting": N_("sighting"),
}
NOT_YET = N_(
    "It does not count as independent yet: that takes an account of 30 days, and 7 days in this "
    "server."
)


def film_name(contribution: Contribution, film: Film | None) -> str:
    """A contribution's film by name, not made safe; one that is held is not known by its id."""
    if film is not None:
        return named_film(film)
    if isinstance(contribution.content, AddedFilm):
        return named(contribution.content)
    return _("A film that is no longer listed")


def burst_words(size: int, film: Film | None) -> str:
    """What moderators are told of held reports; nothing of what new accounts wrote is in it."""
    name = plain(named_film(film)) if film else _("A film that members add")
    minutes = int(BURST_WINDOW.total_seconds()) // 60
    return _n(
        "**{film}**: {count} report by a new account is held uncounted, as are further ones like "
        "it. Look at who joined lately; a curator approves or rejects it in /catalogue queue.",
        "**{film}**: {count} reports by new accounts that say the same came within {minutes} "
        "minutes and are held uncounted, as are further ones. Look at who joined lately; a curator "
        "approves or rejects them in /catalogue queue.",
        size,
        film=name,
        minutes=minutes,
    )


def rush_words(size: int, film: Film | None) -> str:
    """What moderators are told of held answers to whether there was a scene."""
    name = plain(named_film(film)) if film else _("A film that members add")
    return _n(
        "**{film}**: {count} answer of a new account on whether there was a scene is held "
        "uncounted, as are further ones. Look at who joined lately; a curator rejects it in "
        "/catalogue queue.",
        "**{film}**: {count} answers of new accounts on whether there was a scene came in a rush "
        "and are held uncounted, as are further ones. Look at who joined lately; a curator rejects "
        "them in /catalogue queue.",
        size,
        film=name,
    )


def thanks(contribution: Contribution) -> str:
    """What becomes of a new contribution, for its reporter."""
    if contribution.held:
        return _("Thank you. A curator of this server looks at it before it counts.")
    counts = contribution.kind == "film" or contribution.reporter.established
    thank_you = _(kind_of(contribution.content).thanks)
    return thank_you if counts else f"{thank_you} {_(NOT_YET)}"


def promotion_words(contribution: Contribution, film: str) -> str:
    """What the operator reads once a contribution was promoted, or that was taken back."""
    timed = isinstance(contribution.content, Timestamp)
    what = f"#{contribution.id} ({_(KINDS[contribution.kind])}, {plain(film)})"
    if not contribution.promoted:
        return _("{what} now counts in its own server only.", what=what)
    if contribution.held:
        return _("{what} counts in all servers once it is no longer held.", what=what)
    if contribution.state in (State.REJECTED, State.REPLACED):
        return _(
            "{what} is shared with all servers, but counts nowhere: {state}.",
            what=what,
            state=_(STATES[contribution.state]),
        )
    if contribution.kind != "film" and not contribution.approved and not timed:
        return _(
            "{what} counts in all servers as soon as a curator of its own server approves it.",
            what=what,
        )
    counts = _("{what} now counts in all servers.", what=what)
    if not timed:
        return counts
    needed = _n(
        "Times are shown once {needed} independent members agree, and {count} of them stands "
        "behind this report.",
        "Times are shown once {needed} independent members agree, and {count} of them stand "
        "behind this report.",
        contribution.independent,
        needed=CONFIRMING,
    )
    return f"{counts} {needed}"
