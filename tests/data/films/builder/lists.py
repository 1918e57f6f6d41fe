"""A small made-up folder of lists."""

from __future__ import annotations

import csv
from pathlib import Path

FILMS = """\
title,original_title,year,release_date,runtime_min,imdb_id,tmdb_id,original_language,franchise,popularity_rank,seen_in
Night Harbour,,2019,2019-03-01,101,tt0000001,11,en,Harbour,2,9
Quay,Der Kai,2020,,90,tt0000002,,de,,1,5
Quay,,2020,,,,12,,Harbour,3,2
Quay (2020 film),,2020,,,,,,,4,1
"Long Wharf, The",,1950,,,,,,,5,1
Night Harbor,,2019,,,,,,,6,1
The Empty Pier,,1999,,80,tt0000007,77,,,7,1
Other Pier,,1999,,80,tt0000008,88,,,8,1
"""


ALIASES = """\
imdb_id,tmdb_id,film_title,film_year,alias,kind,lang
tt0000001,11,Night Harbour,2019,Nachthafen,translated_title,de
tt0000001,11,Night Harbour,2019,Nachthafen,alt_or_original_title,
tt0000001,11,Night Harbour,2019,Night Harbour,alt_or_original_title,
,12,Quay,2020,El muelle,translated_title,es?
,,Nobody,2020,Nadie,translated_title,es
"""


CLAIMS = """\
imdb_id,tmdb_id,title,year,franchise,mid_credits_scenes,post_credits_scenes,total_scenes,has_mid,has_post,confirmed_none,extra_kind,note,source,source_url,source_asof
tt0000001,11,Night Harbour,2019,,,,,0,1,,scene,After Credits;Bonus Scene,aftercredits.com,https://example.org/list,2026-08-22
tt0000001,,,,,,,,1,,,,,TMDB keywords,,2023
,12,Quay,2020,,0,0,0,0,0,yes,,,web page,https://www.example.com/quay,
,12,Quay,2020,,,,,,,,,,web page,https://www.example.com/silent,
tt9999999,12,Quay,2020,,,0,,,0,post_only,,franchise-wide statement,web page,https://example.net/q,
tt0000007,88,The Empty Pier,1999,,1,1,2,1,1,,,,mcuapi,https://example.org/m,2026-08-20
,,Long Wharf,1950,,,0,,,0,post_only,,,web page,https://example.net/w,
tt9999998,,,,,,,,,,,scene,Bonus Scene,aftercredits.com,https://example.org/list,2026-08-22
"""


MEANINGS = """\
scene_tag,extras,place,position,films,confirmed,denied,states
Bonus Scene,,post,post,20,10,0,1
"""


SAME = """\
film,same_as,why
tt0000001,Night Harbor (2019),spelling
tmdb 404,tt0000404,neither is listed
"""


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]
