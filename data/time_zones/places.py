"""The zone that people mean by a place: a city, a country, an abbreviation, an offset."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO

from data.locales import _, formats
from data.locales.formats import zone_time
from data.time_zones.abbreviations import ABBREVIATIONS, ODD_OFFSETS
from data.time_zones.files import (
    City,
    Country,
    folded,
    read_cities,
    read_city_names,
    read_countries,
)
from data.time_zones.names import fixed_zone, known_zone, zone_label, zone_names

MOST_CHOICES = 25
MUCH_LARGER = 10
"""Of cities of one name, the one that is so many times larger than the next is meant."""


SHOWN_NAME, OTHER_NAME = 0, 1
"""How a city was found: by the whole of the name that is shown, or of another one."""


@dataclass(frozen=True, slots=True)
class ZoneChoice:
    """A zone to choose, with the words that tell it from others."""

    label: str
    zone: str


class _Names:
    """Many names, by their places, in a sixth of the memory that a list of them takes."""

    def __init__(self, names: Iterable[str]) -> None:
        self._ends, whole = array("I", [0]), StringIO()
        for name in names:
            whole.write(name)
            self._ends.append(whole.tell())
        self._whole = whole.getvalue()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, place: int) -> str:
        return self._whole[self._ends[place] : self._ends[place + 1]]


class Places:
    """Cities and countries, found by the beginning of any of their names."""

    def __init__(
        self,
        cities: Iterable[City],
        names: Iterable[tuple[str, int, bool]],
        countries: Iterable[Country],
    ) -> None:
        self._cities = list(cities)
        self._countries = {country.code: country for country in countries}
        self._numbers, self._shown = array("H"), array("b")

        def listed() -> Iterator[str]:
            for name, number, shown in names:
                self._numbers.append(number)
                self._shown.append(shown)
                yield name

        self._names = _Names(listed())
        self._country_names = {
            code: (folded(country.name), *map(folded, country.other_names))
            for code, country in self._countries.items()
        }

    def choices(self, typed: str) -> list[ZoneChoice]:
        """The zones that the beginning of a name may mean, likeliest first."""
        wanted = folded(typed)
        if not wanted:
            return []
        cities = self._cities_beginning(wanted)
        found = [
            *self.whole_names(typed),
            *self._choices_of(city for city, rank in cities if rank > OTHER_NAME),
            *self._of_countries(wanted, whole=False),
            *_of_zone_names(typed),
        ]
        return list(dict.fromkeys(found))[:MOST_CHOICES]

    def whole_names(self, typed: str) -> list[ZoneChoice]:
        """The zones of everything that has exactly that name."""
        wanted = folded(typed)
        cities = self._cities_beginning(wanted)
        return [
            *self._offset_choices(typed),
            *self._choices_of(city for city, rank in cities if rank == SHOWN_NAME),
            *self._abbreviated(wanted),
            *self._of_countries(wanted, whole=True),
            *self._choices_of(city for city, rank in cities if rank == OTHER_NAME),
        ]

    def meant(self, text: str) -> str | None:
        """The one zone that a text certainly means; ``None`` if there is none or several."""
        named = known_zone(text) or fixed_zone(text)
        if named is not None:
            return named
        wanted = folded(text)
        if wanted in ABBREVIATIONS:
            zones = ABBREVIATIONS[wanted]
            return zones[0] if len(zones) == 1 else None
        if odd := _odd_offset(text):
            return odd[0] if len(odd) == 1 else None
        return self._meant_place(wanted)

    def _meant_place(self, wanted: str) -> str | None:
        cities = self._cities_beginning(wanted)
        if named := [city for city, rank in cities if rank == SHOWN_NAME]:
            return _largest(named)
        countries = self._countries_named(wanted, whole=True)
        if zones := [zone for country in countries for zone in country.zones]:
            return zones[0] if len(zones) == 1 else None
        if named := [city for city, rank in cities if rank == OTHER_NAME]:
            return _largest(named)
        zones = _zones_with(wanted)
        return zones[0] if len(zones) == 1 else None

    def _cities_beginning(self, wanted: str) -> list[tuple[City, int]]:
        """Cities by any name, with :data:`SHOWN_NAME`, :data:`OTHER_NAME` or more for a mere
        beginning; in that order, and large ones first. No text is no name."""
        if not wanted:
            return []
        start = bisect_left(self._names, wanted)
        best: dict[int, int] = {}
        for place in range(start, len(self._names)):
            name = self._names[place]
            if not name.startswith(wanted):
                break
            number = self._numbers[place]
            rank = 2 * (name != wanted) + (not self._shown[place])
            best[number] = min(best.get(number, 3), rank)
        order = sorted(best, key=lambda number: (best[number], number))
        return [(self._cities[number], best[number]) for number in order]

    def _choices_of(self, cities: Iterable[City]) -> Iterator[ZoneChoice]:
        for city in cities:
            country = self._countries.get(city.country)
            where = f"{city.name}, {_country_name(country)}" if country else city.name
            yield ZoneChoice(f"{where} · {zone_time(city.zone)}", city.zone)

    def _countries_named(self, wanted: str, *, whole: bool) -> Iterator[Country]:
        for code, names in self._country_names.items():
            country = self._countries[code]
            codes = (code.casefold(), country.code3.casefold())
            if whole:
                if wanted in names or wanted in codes:
                    yield country
            elif any(name.startswith(wanted) and name != wanted for name in names):
                yield country

    def _of_countries(self, wanted: str, *, whole: bool) -> Iterator[ZoneChoice]:
        if len(wanted) < 2:
            return
        for country in self._countries_named(wanted, whole=whole):
            for zone in country.zones:
                yield ZoneChoice(f"{_country_name(country)} · {zone_label(zone)}", zone)

    def _abbreviated(self, wanted: str) -> Iterator[ZoneChoice]:
        for zone in ABBREVIATIONS.get(wanted, ()):
            yield ZoneChoice(f"{wanted.upper()} · {zone_label(zone)}", zone)

    @staticmethod
    def _offset_choices(typed: str) -> Iterator[ZoneChoice]:
        zone = fixed_zone(typed)
        if zone is not None:
            told = _("{zone}, the same all year", zone=zone_label(zone))
            yield ZoneChoice(told, zone)
        for odd in _odd_offset(typed):
            yield ZoneChoice(f"UTC{_odd_key(typed)} · {zone_label(odd)}", odd)


def _country_name(country: Country) -> str:
    return formats.country(country.code) or country.name


def _largest(cities: Sequence[City]) -> str | None:
    """The zone of cities of one name; ``None`` if they lie in several and are of like size."""
    first = max(cities, key=lambda city: city.population)
    others = [city.population for city in cities if city.zone != first.zone]
    return first.zone if first.population >= MUCH_LARGER * max(others, default=0) else None


@lru_cache(maxsize=1)
def all_places() -> Places:
    """All cities and countries, read when they are first asked for."""
    return Places(read_cities(), read_city_names(), read_countries())


_ODD = re.compile(r"(?:utc|gmt)?\s*([-+−])\s*(\d{1,2})[:.]?(\d{2})")


def _odd_key(text: str) -> str:
    match = _ODD.fullmatch(text.strip().casefold())
    if match is None:
        return ""
    sign = "+" if match[1] == "+" else "-"
    return f"{sign}{int(match[2]):02}:{match[3]}"


def _odd_offset(text: str) -> tuple[str, ...]:
    return ODD_OFFSETS.get(_odd_key(text), ())


def _of_zone_names(typed: str) -> Iterator[ZoneChoice]:
    return (ZoneChoice(zone_label(zone), zone) for zone in _zones_with(typed))


def _zones_with(typed: str) -> list[str]:
    """Zones whose name holds what was typed, those that begin with it first."""
    wanted = typed.strip().replace(" ", "_").casefold()
    hits = [zone for zone in zone_names() if wanted and wanted in zone.casefold()]

    def begins(zone: str) -> bool:
        return any(part.startswith(wanted) for part in zone.casefold().split("/"))

    return sorted(hits, key=lambda zone: not begins(zone))
