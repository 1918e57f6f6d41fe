"""A reader of the open record that shares no code with ours, and works every value out anew."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from math import ceil
from statistics import median
from typing import Any

from data.settings import FILMS_FOLDER

Row = dict[str, Any]
SIDES = {"mid-credits": "mid", "post-credits": "post"}
LISTED = ("title", "year", "imdb_id", "tmdb_id", "runtime_minutes")
GIVEN = (*LISTED, "claims")
"""What is not worked out: the lists of films have the one, and from the claims all else follows."""


def said(claim: Row, side: str) -> Any:
    value = claim[side]
    return 0 if value is None and claim["sum"] == 0 else value


def names(claim: Row, side: str) -> bool:
    return said(claim, side) not in (None, 0)


def finding(claims: Sequence[Row], side: str) -> str:
    naming = any(names(claim, side) for claim in claims)
    denying = any(said(claim, side) == 0 for claim in claims)
    if naming:
        return "disputed" if denying else "scene"
    return "none" if denying else "unknown"


def many(claims: Sequence[Row], side: str) -> list[int | None] | None:
    """How many scenes there are at a position where there is one."""
    if finding(claims, side) != "scene":
        return None
    numbers = [n for claim in claims if names(claim, side) and (n := said(claim, side)) != "some"]
    return [min(numbers), max(numbers)] if numbers else [1, None]


def unplaced(claim: Row) -> bool:
    return bool(claim["sum"]) and not claim["mid"] and not claim["post"]


def verdict(claims: Sequence[Row]) -> str:
    found = {finding(claims, side) for side in SIDES.values()}
    if "scene" in found:
        return "stay"
    if any(map(unplaced, claims)):
        return "stay" if "unknown" in found else "disputed"
    if found == {"none"}:
        return "go"
    return "disputed" if "disputed" in found else "unknown"


def in_all(claims: Sequence[Row]) -> list[int | None] | None:
    """How many scenes there are over both positions, where one stays."""
    if verdict(claims) != "stay":
        return None
    at = [count for side in SIDES.values() if (count := many(claims, side))]
    least = max(1, sum(low or 0 for low, _ in at))
    known = {finding(claims, side) for side in SIDES.values()} <= {"scene", "none"}
    bounded = known and all(high is not None for _, high in at)
    most = sum(high or 0 for _, high in at) if bounded else None
    sums = [claim["sum"] for claim in claims if claim["sum"] not in (None, 0, "some")]
    if not sums:
        return [least, most]
    if most is None:
        return [min(sums), max([*sums, least])]
    return [min([*sums, least]), max([*sums, most])]


def sources(claims: Sequence[Row]) -> int:
    """How well something is supported: 3 is well, 2 fairly, 1 poorly."""
    if any(claim.get("official") for claim in claims):
        return 3
    speaking = [claim for claim in claims if not claim.get("series_wide")]
    return len({claim.get("publisher", claim["source"]) for claim in speaking})


def confidence(claims: Sequence[Row]) -> str | None:
    said_so = verdict(claims)
    if said_so == "stay":
        sides = [side for side in SIDES.values() if finding(claims, side) == "scene"]
        saying = [c for c in claims if unplaced(c) or any(names(c, side) for side in sides)]
        tags = {claim["source"] for claim in saying if claim.get("tags")}
        counted = sources(saying)
        if not any(claim.get("official") for claim in saying):
            counted -= max(0, len(tags) - 1)
    elif said_so == "go":
        counted = min(
            sources([claim for claim in claims if said(claim, side) == 0])
            for side in SIDES.values()
        )
    else:
        return None
    return {3: "high", 2: "medium"}.get(min(counted, 3), "low")


def measured(readings: Sequence[float]) -> Row:
    """The middle of what witnesses measured without those far off, and how sure it is."""
    spread = max(1.4826 * median(abs(r - median(readings)) for r in readings), 3)
    kept = [reading for reading in readings if abs(reading - median(readings)) <= 3 * spread]
    margin = max(5, 1.645 * 1.2533 * spread / len(kept) ** 0.5)
    return {
        "seconds": round(median(kept)),
        "margin": ceil(margin),
        "members": len(kept),
        "readings": list(readings),
    }


def heard(claims: Sequence[Row]) -> list[Row]:
    """The claims that are listened to: members never overturn an official source."""
    official = [claim for claim in claims if claim.get("official")]
    others = [claim for claim in claims if claim.get("official") or claim["source"] != "members"]

    def against(one: Row, other: Row, side: str) -> bool:
        return names(one, side) and said(other, side) == 0

    left = [
        claim
        for claim in claims
        if claim in others
        or not any(
            against(claim, other, side) or against(other, claim, side)
            for other in official
            for side in SIDES.values()
        )
    ]
    settled = verdict(official) in ("stay", "go")
    return others if settled and verdict(left) != verdict(others) else left


def timed(scene: Row) -> Row:
    return {
        name: measured(value["readings"]) if name in ("starts", "ends") else value
        for name, value in scene.items()
    }


def read_again(film: Row) -> Row:
    """Every value of a film as it follows from what stands beside it."""
    claims, cuts = heard(film["claims"]), []
    for cut in film["cuts"]:
        lengths = {n: measured(cut[n]["readings"]) for n in ("runtime", "credits") if n in cut}
        scenes = [timed(scene) for scene in cut["scenes"]]
        cuts.append({"version": cut["version"], "scenes": scenes} | lengths)
    return {name: film[name] for name in GIVEN} | {
        "verdict": verdict(claims),
        "confidence": confidence(claims),
        "scenes": in_all(claims),
        "positions": {
            position: {"finding": finding(claims, side), "scenes": many(claims, side)}
            for position, side in SIDES.items()
        },
        "cuts": cuts,
    }


def given_films() -> dict[str, Row]:
    """What the lists of films say of each, in the words of the record."""

    def number(text: str) -> int | None:
        return int(text) if text else None

    rows: list[dict[str, str]] = []
    for name in ("films.csv", "added_films.csv"):
        with (FILMS_FOLDER / name).open(newline="", encoding="utf-8") as lines:
            rows += csv.DictReader(lines)
    return {
        row["id"]: {
            "title": row["title"],
            "year": number(row["year"]),
            "imdb_id": row["imdb_id"] or None,
            "tmdb_id": number(row["tmdb_id"]),
            "runtime_minutes": number(row["runtime_min"]),
        }
        for row in rows
    }
