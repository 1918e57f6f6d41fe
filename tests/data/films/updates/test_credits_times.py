"""A service for credits times: one witness, and nothing of what cannot be."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from data.films.updates.credits_times import ASKED_AGAIN, credits_in, fetch_times, stated_times
from data.films.updates.web import ATTEMPTS, OutageError, Web
from tests.data.films.updates.stub import NOW, Sites, refuses
from tests.data.films.updates.test_tmdb import nobody_waits
from tests.films import TWO_SCENES, small_catalogue

RUNTIME = 131
END = 131 * 60_000


def answer(*segments: dict[str, object]) -> dict[str, Any]:
    return {"tmdb_id": 9001, "type": "movie", "credits": list(segments)}


@pytest.mark.parametrize(
    ("segments", "seconds"),
    [
        ([{"start_ms": END - 480_000, "end_ms": END}], 480),
        ([{"start_ms": END - 480_000, "end_ms": None}], 480),
        ([{"start_ms": END - 480_000, "end_ms": END - 60_000}], 480),
        ([{"start_ms": END - 480_000, "end_ms": END + 30_000}], 510),
        ([{"start_ms": END - 480_000, "end_ms": END - 300_000}, {"start_ms": END - 9_000}], 480),
        ([], None),
        ([{"start_ms": 60_000, "end_ms": 120_000}], None),
        ([{"start_ms": END // 2 - 1, "end_ms": END}], None),
        ([{"start_ms": END - 2_400_000, "end_ms": END}], None),
        ([{"start_ms": END - 1_000, "end_ms": END}], None),
        ([{"start_ms": END - 480_000, "end_ms": END + 600_000}], None),
        ([{"start_ms": END + 10_000, "end_ms": END + 5_000}], None),
        ([{"start_ms": True}], None),
        ([{"start_ms": "soon"}], None),
        ([{}], None),
    ],
)
def test_only_credits_that_can_be_are_taken(
    segments: list[dict[str, object]], seconds: int | None
) -> None:
    assert credits_in(answer(*segments), RUNTIME) == seconds


def test_an_older_form_of_the_answer_is_read_too() -> None:
    assert credits_in({"credits": {"start_ms": END - 480_000}}, RUNTIME) == 480
    assert credits_in({"credits": "none"}, RUNTIME) is None


async def fetch(sites: Sites, way: Web, path: Path, days: int = 0) -> int:
    catalogue, now = small_catalogue(), NOW + timedelta(days=days)
    return await fetch_times(way, f"{sites.address}/times", catalogue, path, now, nobody_waits)


async def test_what_it_states_is_one_source_with_its_page(
    sites: Sites, way: Web, tmp_path: Path
) -> None:
    path = tmp_path / "times.json"
    sites.times = {"9001": answer({"start_ms": END - 480_000})}
    assert await fetch(sites, way, path) == 1
    stated = stated_times(small_catalogue(), path, "https://api.example.org/v3")[TWO_SCENES.id]
    assert (stated.seconds, stated.source) == (480, "example.org (one source)")
    assert stated.url == "https://api.example.org/v3/media?tmdb_id=9001"
    assert stated.as_of == NOW.date().isoformat()


async def test_what_a_page_states_goes_before_it(sites: Sites, way: Web, tmp_path: Path) -> None:
    path = tmp_path / "times.json"
    sites.times = {"9001": answer({"start_ms": END - 480_000})}
    await fetch(sites, way, path)
    stated = stated_times(small_catalogue(), path, "https://example.org")
    catalogue = small_catalogue().extended(stated_credits=stated)
    assert stated_times(catalogue, path, "https://example.org") == {}


async def test_a_film_is_asked_about_again_only_after_a_while(
    sites: Sites, way: Web, tmp_path: Path
) -> None:
    path = tmp_path / "times.json"
    await fetch(sites, way, path)
    before = len(sites.asked)
    assert before >= 1
    await fetch(sites, way, path, days=ASKED_AGAIN.days - 1)
    assert len(sites.asked) == before
    await fetch(sites, way, path, days=ASKED_AGAIN.days + 1)
    assert len(sites.asked) == 2 * before


async def test_an_outage_keeps_what_has_come(sites: Sites, way: Web, tmp_path: Path) -> None:
    path = tmp_path / "times.json"
    path.write_text(json.dumps({"4": {"seconds": 300, "asked": NOW.date().isoformat()}}))
    sites.failing = [refuses(502)] * ATTEMPTS
    with pytest.raises(OutageError, match="502"):
        await fetch(sites, way, path)
    assert json.loads(path.read_text())["4"]["seconds"] == 300


@pytest.mark.parametrize("content", ["", "[]", "{", '{"9001": 3}', '{"9001": {"asked": "x"}}'])
async def test_a_broken_file_states_nothing_and_is_replaced(
    sites: Sites, way: Web, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "times.json"
    path.write_text(content)
    assert stated_times(small_catalogue(), path, "https://example.org") == {}
    sites.times = {"9001": answer({"start_ms": END - 480_000})}
    assert await fetch(sites, way, path) == 1
