"""What the films of screenings are called now.

A screening keeps the name that its film had. Of a film that members added the catalogue may have
another by now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cogs.reminders.rules.screenings import Booking, Screening
from data.contributions.known_films import KnownFilms
from data.contributions.server_films import ServerFilms


def film_name(about: Screening, films: ServerFilms) -> str:
    """The label of a screening's film; as it was kept if the film is not known any more."""
    film = films.get(about.film_id)
    return film.label if film else about.film_label


async def named_anew(known: KnownFilms, bookings: Sequence[Booking]) -> list[Booking]:
    """The same bookings with the names that their films have now."""
    return [
        replace(
            booking,
            screening=replace(
                booking.screening,
                film_label=film_name(
                    booking.screening, await known.at(booking.screening.server_id)
                ),
            ),
        )
        for booking in bookings
    ]
