"""The files of cities and countries beside this module; see SOURCES.md."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from sys import intern

_FOLDER = Path(__file__).parent
CITIES = _FOLDER / "cities.csv"
CITY_NAMES = _FOLDER / "city_names.csv"
COUNTRIES = _FOLDER / "countries.csv"
COUNTRY_NAMES = _FOLDER / "country_names.csv"
CITY_COLUMNS = ("name", "country", "zone", "population")
CITY_NAME_COLUMNS = ("name", "city", "shown")
COUNTRY_COLUMNS = ("code", "name", "code3", "zones")

LONGEST_NAME = 200
"""Characters of a name that are read; no place has a longer one."""

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class City:
    """A city above 50,000 people; ``country`` is its code."""

    name: str
    country: str
    zone: str
    population: int


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its zones, those of large cities first; ``other_names`` are as written."""

    code: str
    name: str
    code3: str
    zones: tuple[str, ...]
    other_names: tuple[str, ...]


def folded(name: str) -> str:
    """A name in lower case, without accents and punctuation."""
    plain = unicodedata.normalize("NFKD", name[:LONGEST_NAME].casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(_WORDS.findall(letters))


def read_cities() -> Iterator[City]:
    """The cities, largest first."""
    with CITIES.open(encoding="utf-8", newline="") as file:
        for name, country, zone, population in _rows(file):
            # Of many cities each: held once.
            yield City(name, intern(country), intern(zone), int(population))


def read_city_names() -> Iterator[tuple[str, int, bool]]:
    """The folded names of cities in alphabetical order, the place of the city in
    :func:`read_cities`, and whether it is the name that is shown."""
    with CITY_NAMES.open(encoding="utf-8", newline="") as file:
        for name, city, shown in _rows(file):
            yield name, int(city), shown == "1"


def read_countries() -> Iterator[Country]:
    """The countries, by their codes."""
    with COUNTRY_NAMES.open(encoding="utf-8", newline="") as file:
        names = {code: tuple(others.split("|")) for code, others in _rows(file)}
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        for code, name, code3, zones in _rows(file):
            yield Country(code, name, code3, tuple(zones.split("|")), names.get(code, ()))


def _rows(file: Iterator[str]) -> Iterator[list[str]]:
    rows = csv.reader(file)
    next(rows)
    return rows
