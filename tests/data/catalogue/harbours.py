"""A few films in the files of a catalogue, with something in every table and every field."""

from __future__ import annotations

from pathlib import Path

FILMS = """\
id,title,original_title,year,release_date,runtime_min,imdb_id,tmdb_id,language,franchise
harbour-2-2021,Harbour 2,,2021,2021-05-01,100,tt0000002,22,en,Harbour
night-harbour-2019,Night Harbour,Der Hafen,2019,2019-03-01,101,tt0000001,11,de,Harbour
harbour-1999,Harbour,,2019,,,,,,Harbour
quay-2020,Quay,,2020,,,,,,
"""
ALIASES = """\
film_id,alias,kind,lang
night-harbour-2019,Nachthafen,translated_title,de
"""
NICKNAMES = """\
film_id,alias,kind,source
night-harbour-2019,NH,abbreviation,example.org
night-harbour-2019,Harbour by Night,official_title,example.org
quay-2020,The Quay,nickname,example.org
quay-2020,NH,abbreviation,example.org
"""
ADDED_FILMS = """\
id,title,original_title,year,release_date,runtime_min,imdb_id,tmdb_id,language,franchise,ranks_after,source,url,looked_up
harbour-3-2026,Harbour 3,,2026,,,tt0000003,33,en,Harbour,night-harbour-2019,example.org,https://example.org/3,2026-11-21
harbour-4-2027,Harbour 4,,2027,,,,,en,Harbour,night-harbour-2019,example.org,https://example.org/4,2026-11-21
"""
FRANCHISES = """\
film_id,franchise
quay-2020,Quays
"""
CLAIMS = """\
film_id,source,url,as_of,mid,post,total,extras,kind_unstated,note
night-harbour-2019,TMDB,,2023,+,,,,,
night-harbour-2019,aftercredits.com,https://example.org,2026-08-22,0,2,,audio;still,,tags
quay-2020,example.org,https://example.org/q,,,,+,,1,
"""
KEPT_CLAIMS = """\
film_id,source,url,as_of,mid,post,total,extras,kind_unstated,note
harbour-2-2021,example.net,https://example.net/two,2026-10-02,0,,,,,
quay-2020,example.net,https://example.net/q,2026-10-02,,0,,,,franchise-wide statement
"""
CURATED = """\
[[claim]]
film = "night-harbour-2019"
mid = 0
post = "some"
extras = ["audio"]
source = "example.com"
url = "https://example.com/harbour"
looked_up = 2026-11-21
published = "2019-04"
official = true
note = "Only a sound."
[[claim.supersedes]]
source = "TMDB"
because = "It means a sound."
"""
SCENES = """\
[[film]]
id = "harbour-2-2021"
[[film.source]]
name = "example.com"
url = "https://example.com/two"
looked_up = 2026-11-20
[[film.source]]
name = "example.org"
url = "https://example.org/two"
looked_up = 2026-11-20
post = 1
[[film.scene]]
position = "mid-credits"
purpose = "sequel tease"
clues = ["mid-credits tease"]
hint = "Short, and soon."
hidden = "A boat comes home."
starts = 125
ends = 190
[[film.scene]]
position = "post-credits"
purpose = "easter egg"
hint = "At the very end."
hidden = "The boat leaves."
[[film.scene.confirmation]]
class = "on record"
by = "the director"
says = "The captain comes back."
source = "example.com"
url = "https://example.com/interview"
looked_up = 2026-11-21
published = "2022-03"
[[film.egg]]
group = "cast cameo"
hint = "Behind the bar."
hidden = "The cook of the first film."
source = "example.com"
url = "https://example.com/eggs"
looked_up = 2026-11-22
"""
NEEDED_BEFORE = """\
film_id,needed_id,source,url,looked_up
harbour-2-2021,harbour-1999,example.org,https://example.org/first,2026-11-21
harbour-2-2021,night-harbour-2019,example.org,https://example.org/first,2026-11-21
"""
CREDITS = """\
film_id,seconds,source,url,looked_up
night-harbour-2019,573,example.org,https://example.org/credits,2026-11-21
"""
TABLES = {"films.csv": FILMS, "aliases.csv": ALIASES, "claims.csv": CLAIMS}
BY_HAND = {
    "nicknames.csv": NICKNAMES,
    "added_films.csv": ADDED_FILMS,
    "franchises.csv": FRANCHISES,
    "kept_claims.csv": KEPT_CLAIMS,
    "curated.toml": CURATED,
    "needed_before.csv": NEEDED_BEFORE,
    "credits.csv": CREDITS,
    "scenes/harbour.toml": SCENES,
}


def write(folder: Path, files: dict[str, str]) -> Path:
    (folder / "scenes").mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder
