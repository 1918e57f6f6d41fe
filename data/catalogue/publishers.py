"""Sites of one publisher, which count as one source."""

from __future__ import annotations

SISTERS = {
    "12dove.com": "gamesradar.com",
    "akas.imdb.com": "imdb.com",
    "anime.everyeye.it": "everyeye.it",
    "articles.orlandosentinel.com": "orlandosentinel.com",
    "askwikinow.com": "en.wikipedia.org",
    "au.lifestyle.yahoo.com": "yahoo.com",
    "businessinsider.in": "businessinsider.com",
    "ca.sports.yahoo.com": "yahoo.com",
    "cinema.everyeye.it": "everyeye.it",
    "deploy-preview-623--dexerto-com.netlify.app": "dexerto.com",
    "gamereactor.de": "gamereactor.eu",
    "gizmodo.com.au": "gizmodo.com",
    "howlingpixel.com": "en.wikipedia.org",
    "hubbry.com": "en.wikipedia.org",
    "ibtimes.co.in": "ibtimes.com",
    "ibtimes.co.uk": "ibtimes.com",
    "m.imdb.com": "imdb.com",
    "mobile.businessinsider.com": "businessinsider.com",
    "mobile.insider.com": "businessinsider.com",
    "money.yahoo.com": "yahoo.com",
    "movies.yahoo.com": "yahoo.com",
    "owiki.org": "en.wikipedia.org",
    "popwatch.ew.com": "ew.com",
    "sg.style.yahoo.com": "yahoo.com",
    "sviluppo2024.tag24.it": "tag24.it",
    "the-independent.com": "independent.co.uk",
    "thisisinsider.com": "businessinsider.com",
    "tomsguide.fr": "tomsguide.com",
    "uk.movies.yahoo.com": "yahoo.com",
    "uk.news.yahoo.com": "yahoo.com",
    "v1.escapistmagazine.com": "escapistmagazine.com",
    "wikimili.com": "en.wikipedia.org",
    "wikisum.wiki": "en.wikipedia.org",
}
"""A site → the one that its publisher counts as: regional editions, old addresses, a wiki's copies.

Sites of one company whose editors differ count for themselves.
"""


def publisher(source: str) -> str:
    """The source as which a site counts."""
    return SISTERS.get(source, source)
