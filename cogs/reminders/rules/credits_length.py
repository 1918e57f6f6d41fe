"""How long a film's credits are, estimated: a small table by era and runtime, its sources named.

What a page states of a film, or members measure of it, goes before the estimate. Lengths are known
of few films, nearly all of them parts of big series, so only the row for such films is fitted on
them (``python -m benchmarks.credits_length`` shows how well). The others rest on what the press has
reported of averages, and their bands are wide on purpose.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from cogs.reminders.rules.schedule import CreditsLength
from data.catalogue.consensus import SAME_CUT
from data.catalogue.facts import FilmFacts
from data.locales import N_, _, _n

TIMES_2004 = "Randy Kennedy, The New York Times, 11 Jan 2004"
"""Credits "used to last" three to four minutes on average and over seven was held improper
(Titanic, Waterworld); then about five for ordinary films, and 9:33 for The Return of the King."""

TIMES_2017 = "Mekado Murphy, The New York Times, May 2017"
"""The names take five to ten minutes or more of a typical Hollywood blockbuster."""

MARKETPLACE_2022 = "Janet Nguyen, Marketplace, 9 Dec 2022"
"""Today five to ten minutes; nearly eight for Dune (155 min), almost nine for Independence Day
(1996, 145 min)."""

UPFRONT_2004 = "The New York Times Upfront, 2004"
"""Early credits stood at the start and rarely lasted over two minutes; in the late 1960s and the
1970s most of them moved to the end."""

INQUISITR_2019 = "The Inquisitr, Apr 2019"
"""Avengers: Endgame (181 min) ends after 2:48:56, which leaves twelve minutes for its credits."""

SERIES = N_("the films of big series whose credits are known")
"""22 since 2008, of three series; as each counts once, their middle is 9½ minutes."""

SERIES_SINCE, SERIES_RUNTIME = 2008, 110
"""The first year and shortest runtime, in minutes, of the films that the row for series fits."""

AS_MEASURED, AS_STATED = N_("as members measured"), N_("as stated")
"""What a length rests on, besides an estimate."""

STATED_SPREAD = 1
"""Minutes by which a stated length may be off: pages count in whole minutes, as runtimes do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: films released up to ``last_year`` and shorter than ``below``."""

    last_year: int
    below: int
    length: CreditsLength


EVER = 9999

TABLE = (
    Row(1969, EVER, CreditsLength(1, 1, UPFRONT_2004)),
    Row(1999, 130, CreditsLength(4, 3, TIMES_2004)),
    Row(1999, EVER, CreditsLength(6, 3, f"{TIMES_2004}; {MARKETPLACE_2022}")),
    Row(2009, 130, CreditsLength(5, 3, TIMES_2004)),
    Row(2009, EVER, CreditsLength(7, 3, TIMES_2004)),
    Row(EVER, 110, CreditsLength(6, 3, f"{TIMES_2004}; {MARKETPLACE_2022}")),
    Row(EVER, 150, CreditsLength(8, 3, f"{TIMES_2017}; {MARKETPLACE_2022}")),
    Row(EVER, EVER, CreditsLength(9, 4, f"{MARKETPLACE_2022}; {INQUISITR_2019}")),
)
"""The first row that fits counts. Minutes are rounded to whole ones, spreads upwards."""

IN_SERIES = CreditsLength(10, 3, SERIES)
"""For films of a series. Of the known ones 19 lie within two minutes of it, 21 within three."""


def estimated_credits(year: int, runtime: int, *, in_series: bool = False) -> CreditsLength:
    """The estimate for a film of that year and runtime in minutes; at most half the runtime."""
    if in_series and year >= SERIES_SINCE and runtime >= SERIES_RUNTIME:
        return IN_SERIES
    row = next(row for row in TABLE if year <= row.last_year and runtime < row.below)
    length = row.length
    if length.minutes <= runtime // 2:
        return length
    return CreditsLength(runtime // 2, length.spread, length.source)


def credits_length(facts: FilmFacts, runtime: int) -> CreditsLength:
    """The length for the cut of that runtime, in minutes.

    What members have measured of that cut goes before what a page states, and that before the
    estimate. The length holds every scene whose place in the credits is stated, so that nobody is
    told to go before it.
    """
    length = (
        _measured(facts, runtime)
        or _stated(facts, runtime)
        or estimated_credits(facts.film.year, runtime, in_series=facts.film.franchise is not None)
    )
    offsets = [scene.ends or scene.starts or 0 for scene in facts.scenes]
    least = min(math.ceil(max(offsets, default=0) / 60) + 1, max(1, runtime // 2))
    if not any(offsets) or least <= length.minutes:
        return length
    return replace(
        length,
        minutes=least,
        source=_("{source}; the last scene's place in them", source=length.source),
    )


def _measured(facts: FilmFacts, runtime: int) -> CreditsLength | None:
    timings = facts.timings
    if timings is None or abs(timings.runtime - 60 * runtime) > SAME_CUT:
        return None
    measured = timings.credits
    if measured is None or not measured.confirmed:
        return None
    source = _n("{count} member's timestamp", "{count} members' timestamps", measured.members)
    spread = math.ceil(measured.margin / 60)
    return CreditsLength(max(1, round(measured.seconds / 60)), spread, source, AS_MEASURED)


def _stated(facts: FilmFacts, runtime: int) -> CreditsLength | None:
    """What a page says of the first release; nothing of another cut, or where that is not known."""
    stated = facts.stated_credits
    if stated is None or facts.film.runtime is None:
        return None
    if 60 * abs(facts.film.runtime - runtime) > SAME_CUT:
        return None
    return CreditsLength(
        max(1, round(stated.seconds / 60)), STATED_SPREAD, stated.source, AS_STATED
    )
