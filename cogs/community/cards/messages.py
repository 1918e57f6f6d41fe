"""What members and moderators are told of contributions, in plain text."""

from __future__ import annotations

from cogs.community.kinds.film import named
from cogs.community.kinds.table import kind_of
from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import number_of
from data.catalogue.film import Film
from data.contributions.rules.contribution import Contribution
from data.contributions.rules.kinds import AddedFilm
from data.contributions.rules.witnesses import BURST_WINDOW

NOT_YET = (
    " It does not count as independent yet: that takes an account of 30 days, and 7 days in this "
    "server."
)


def film_name(contribution: Contribution, film: Film | None) -> str:
    """A contribution's film by name, not made safe; one that is held is not known by its id."""
    if film is not None:
        return film.label
    if isinstance(contribution.content, AddedFilm):
        return named(contribution.content)
    return "A film that is not listed any more"


def burst_words(size: int, film: Film | None) -> str:
    """What moderators are told of held reports; nothing of what new accounts wrote is in it."""
    name = plain(film.label) if film else "A film that members add"
    minutes = int(BURST_WINDOW.total_seconds()) // 60
    return (
        f"**{name}**: {number_of(size, 'report')} by new accounts that say the same came within "
        f"{minutes} minutes and {'is' if size == 1 else 'are'} held uncounted, as are further "
        "ones. Look at who joined lately; a curator approves or rejects them in /catalogue queue."
    )


def thanks(contribution: Contribution) -> str:
    """What becomes of a new contribution, for its reporter."""
    if contribution.held:
        return "Thank you. A curator of this server looks at it before it counts."
    counts = contribution.kind == "film" or contribution.reporter.established
    return f"{kind_of(contribution.content).thanks}{'' if counts else NOT_YET}"
