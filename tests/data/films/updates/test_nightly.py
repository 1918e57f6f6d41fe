"""A running bot whose catalogue is kept current, and what happens when that fails."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalogue.catalogue import Catalogue
from data.films.updates.aftercredits import LIST_NAME, LIST_TERMS
from data.films.updates.fetched import with_fetched
from data.films.updates.nightly import Nightly, kept_current
from data.films.updates.state import (
    LONGEST_DELAY,
    STATE_NAME,
    SourceState,
    due_at,
    only_process,
    read_states,
    write_states,
)
from data.films.updates.tmdb import ATTRIBUTION
from data.films.updates.web import ATTEMPTS, Validators
from data.installation import ROOT
from data.lookup import Lookup
from data.settings import UpdateSettings
from tests.data.films.updates.stub import ETAG, NOW, TOKEN, Sites, film, refuses
from tests.films import TWO_SCENES, small_catalogue

SPAN = (NOW.replace(tzinfo=None), NOW.replace(tzinfo=None) + timedelta(days=400))


class Running:
    """A bot's part in it: a clock that can be moved, and the catalogues that it was given."""

    def __init__(self, sites: Sites, home: Path, *, token: str = "") -> None:
        self.now = NOW
        self.taken: list[tuple[Catalogue, Lookup]] = []
        self.took = asyncio.Event()
        files = small_catalogue()
        settings = UpdateSettings(f"{sites.address}/list", token, f"{sites.address}/3")

        def renew(now: datetime) -> tuple[Catalogue, Lookup]:
            catalogue = with_fetched(files, home, now)
            return catalogue, Lookup.of(catalogue)

        self.nightly = Nightly(
            settings, home, files, renew, lambda: self.now, self._take, wait=0.001
        )

    def _take(self, catalogue: Catalogue, lookup: Lookup) -> None:
        self.taken.append((catalogue, lookup))
        self.took.set()


async def test_a_new_list_is_taken(sites: Sites, tmp_path: Path) -> None:
    running = Running(sites, tmp_path)
    async with kept_current(running.nightly):
        await running.took.wait()
    ((catalogue, _),) = running.taken
    (newest,) = (claim for claim in catalogue.claims(TWO_SCENES.id) if claim.note)
    assert (newest.source, newest.as_of) == ("aftercredits.com", NOW.date().isoformat())


async def test_new_films_are_found_at_once(sites: Sites, tmp_path: Path) -> None:
    sites.films = {77: film(77)}
    running = Running(sites, tmp_path, token=TOKEN)
    await running.nightly.turn()
    ((_, lookup),) = running.taken
    assert lookup.search("copper comet 77")[0].film.tmdb_id == 77


async def test_each_night_once_and_the_same_version_not_again(sites: Sites, tmp_path: Path) -> None:
    running = Running(sites, tmp_path)
    for hours in (0, 1, 2):
        running.now = NOW + timedelta(hours=hours)
        await running.nightly.turn()
    assert len(sites.asked) == 1
    running.now = NOW + timedelta(hours=24)
    await running.nightly.turn()
    assert len(sites.asked) == 2
    assert len(running.taken) == 1
    assert read_states(tmp_path)["AfterCredits"].validators.etag == ETAG


async def test_a_bad_list_changes_nothing_and_is_said(sites: Sites, tmp_path: Path) -> None:
    running = Running(sites, tmp_path)
    await running.nightly.turn()
    before = (tmp_path / LIST_NAME).read_bytes()
    running.now += timedelta(days=1)
    sites.list = b"<html>a proxy's page</html>"
    await running.nightly.turn()
    assert (tmp_path / LIST_NAME).read_bytes() == before
    assert len(running.taken) == 1
    said = await running.nightly.status()
    assert said is not None
    assert "line 1 of the list is no film with its tags; what was known stays" in said
    assert said.endswith(LIST_TERMS)


async def test_an_outage_of_one_source_stops_no_other(sites: Sites, tmp_path: Path) -> None:
    sites.failing = [refuses(503)] * ATTEMPTS
    sites.films = {77: film(77)}
    running = Running(sites, tmp_path, token=TOKEN)
    assert "not asked yet" in (await running.nightly.status() or "")
    await running.nightly.turn()
    ((catalogue, _),) = running.taken
    assert catalogue.by_tmdb(77) is not None
    said = await running.nightly.status() or ""
    assert "it answers 503" in said
    assert said.endswith(ATTRIBUTION)
    assert TOKEN not in said


async def test_what_another_process_fetched_is_taken(sites: Sites, tmp_path: Path) -> None:
    fetching, reading = Running(sites, tmp_path), Running(sites, tmp_path)
    await fetching.nightly.turn()
    with only_process(tmp_path):
        await reading.nightly.turn()
    assert len(reading.taken) == 1
    assert len(sites.asked) == 1


async def test_only_one_process_asks(sites: Sites, tmp_path: Path) -> None:
    running = Running(sites, tmp_path)
    code = (
        "import sys; from pathlib import Path; from data.films.updates.state import only_process\n"
        "with only_process(Path(sys.argv[1])) as alone: print(alone, flush=True); input()"
    )
    pipe = asyncio.subprocess.PIPE
    other = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code, str(tmp_path)), cwd=ROOT, stdin=pipe, stdout=pipe
    )
    assert other.stdout is not None
    assert await other.stdout.readline() == b"True\n"
    await running.nightly.turn()
    assert sites.asked == []
    other.kill()  # A crash ends its claim.
    await other.communicate()
    await running.nightly.turn()
    assert len(sites.asked) == 1


@pytest.mark.parametrize("content", ["", "[]", "{", '{"AfterCredits": {}}', '{"AfterCredits": 3}'])
def test_a_broken_state_is_as_good_as_none(content: str, tmp_path: Path) -> None:
    (tmp_path / STATE_NAME).write_text(content)
    assert read_states(tmp_path) == {}


def test_a_state_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    states = {
        "AfterCredits": SourceState(NOW, NOW - timedelta(days=1), Validators("a", "b")),
        "TMDB": SourceState(NOW, None, Validators(), "it answers 503", 3),
    }
    write_states(tmp_path, states)
    assert read_states(tmp_path) == states


@given(
    st.datetimes(*SPAN, timezones=st.just(UTC)),
    st.integers(0, 10_000),
    st.integers(0, 119),
)
def test_it_is_due_within_a_day_and_never_at_once(at: datetime, faults: int, late: int) -> None:
    state = SourceState(checked_at=at, fault="x" if faults else "", faults=faults)
    wait = due_at(state, timedelta(minutes=late)) - at
    assert timedelta(0) < wait <= (LONGEST_DELAY if faults else timedelta(days=1))


def test_after_faults_it_waits_longer_and_longer() -> None:
    waits = [due_at(SourceState(NOW, faults=n, fault="x"), timedelta(0)) - NOW for n in (1, 2, 3)]
    assert waits == [timedelta(hours=1), timedelta(hours=2), timedelta(hours=4)]
