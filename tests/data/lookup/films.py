"""A small catalogue with the traps that titles set: sequels, remakes, articles, other names."""

from __future__ import annotations

from functools import cache

from data.catalogue.film import Film
from data.lookup import Lookup

NAMES = """
The Shawshank Redemption|1994
The Dark Knight|2008
Inception|2010
The Matrix|1999
Se7en|1995
Avatar|2009
WALL·E|2008
Avengers: Infinity War|2018
Dune: Part One|2021
Iron Man 2|2010
The Batman|2022
Amélie|2001
Mad Max: Fury Road|2015
Spider-Man 3|2007
John Wick|2014
Get Out|2017
1917|2019
Blade Runner 2049|2017
Rocky II|1979
Halloween|1978
Kill Bill: Vol. 2|2004
Wonder Woman 1984|2020
Furious 7|2015
Batman|1989
It|2017
Guardians of the Galaxy Vol. 2|2017
Where the Wild Things Are|2009
Dune|1984
Halloween|2018
Final Destination|2000
Ballerina|2025
Saw V|2008
Men in Black³|2012
I Know What You Did Last Summer|1997
End of Watch|2012
Final Destination Bloodlines|2025
Last Summer|2019
Ocean's Thirteen|2007
Ballerina|2023
Spirited Away|2001
The Theory of Everything|2014
The Vault|2017
Vault|2019
パッセンジャー|1987
$|1971
""".strip()

ALIASES = {
    "Ballerina|2025": ("From the World of John Wick: Ballerina",),
    "Furious 7|2015": ("Fast and Furious 7",),
    "Spirited Away|2001": ("千と千尋の神隠し",),
    "$|1971": ("Dollars",),
}


def catalogue() -> tuple[list[Film], dict[str, tuple[str, ...]]]:
    """The films, best known first, and their other names by id."""
    films: list[Film] = []
    aliases: dict[str, tuple[str, ...]] = {}
    for rank, line in enumerate(NAMES.splitlines(), 1):
        title, year = line.split("|")
        film = Film(f"film-{rank}", f"{title} ({year})", title, int(year), rank)
        films.append(film)
        if line in ALIASES:
            aliases[film.id] = ALIASES[line]
    return films, aliases


@cache
def lookup() -> Lookup:
    """The index over :func:`catalogue`; it never changes, so all tests share it."""
    return Lookup(*catalogue())
