"""Sites of one publisher, which count as one source."""

from __future__ import annotations

SISTERS = {
    "12dove.com": "gamesradar.com",
    "akas.imdb.com": "imdb.com",
    "anime.everyeye.it": "everyeye.it",
    "articles.orlandosentinel.com": "orlandosentinel.com",
    "au.lifestyle.yahoo.com": "yahoo.com",
    "businessinsider.in": "businessinsider.com",
    "ca.sports.yahoo.com": "yahoo.com",
    "cinema.everyeye.it": "everyeye.it",
    "deploy-preview-623--dexerto-com.netlify.app": "dexerto.com",
    "gamereactor.de": "gamereactor.eu",
    "gizmodo.com.au": "gizmodo.com",
    "ibtimes.co.in": "ibtimes.com",
    "ibtimes.co.uk": "ibtimes.com",
    "m.imdb.com": "imdb.com",
    "mail.moviemistakes.com": "moviemistakes.com",
    "mobile.businessinsider.com": "businessinsider.com",
    "mobile.insider.com": "businessinsider.com",
    "money.yahoo.com": "yahoo.com",
    "movies.yahoo.com": "yahoo.com",
    "popwatch.ew.com": "ew.com",
    "sg.style.yahoo.com": "yahoo.com",
    "stage.filmschoolrejects.com": "filmschoolrejects.com",
    "staging.boingboing.net": "boingboing.net",
    "sviluppo2024.tag24.it": "tag24.it",
    "the-independent.com": "independent.co.uk",
    "thisisinsider.com": "businessinsider.com",
    "tomsguide.fr": "tomsguide.com",
    "uk.movies.yahoo.com": "yahoo.com",
    "uk.news.yahoo.com": "yahoo.com",
    "uw-media.usatoday.com": "usatoday.com",
    "v1.escapistmagazine.com": "escapistmagazine.com",
}
"""A site → the one that its publisher counts as; regional editions, old addresses, stagings."""


def publisher(source: str) -> str:
    """The source as which a site counts."""
    return SISTERS.get(source, source)
