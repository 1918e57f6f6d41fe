"""The importer against a stand-in for TMDB on this machine, and what the bot makes of its file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest

from data.catalogue.verdict import Verdict, judge
from data.films import importer
from data.films.imported import KEPT_FOR, with_imported
from data.films.importer import ATTRIBUTION, OutageError, Tmdb, import_films
from data.settings import ImportSettings, SettingsError
from tests.films import NO_SCENE, TWO_SCENES, small_catalogue

NOW = datetime(2026, 11, 20, tzinfo=UTC)
TOKEN = "secret-of-the-host"


class StandIn(ThreadingHTTPServer):
    """Answers like TMDB, until it is told to fail."""

    failing_after = 1_000
    asked = 0


class Answer(BaseHTTPRequestHandler):
    server: StandIn

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay quiet."""

    def do_GET(self) -> None:
        self.server.asked += 1
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            return self.reply(401, {})
        if self.server.asked > self.server.failing_after:
            return self.reply(503, {})
        path = urlsplit(self.path).path
        if path == "/3/movie/upcoming":
            return self.reply(
                200, {"results": [{"id": 77}, {"id": 78}, {"id": 9001}], "total_pages": 1}
            )
        if path == "/3/movie/now_playing":
            return self.reply(200, {"results": [{"id": 77}], "total_pages": 1})
        return self.reply(200, FILMS[path])

    def reply(self, status: int, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


FILMS = {
    "/3/movie/78": {
        "title": "Velvet Nights",
        "original_title": None,
        "release_date": "2026-12-18",
        "runtime": 80,
        "imdb_id": None,
        "original_language": "en",
        "adult": True,
        "keywords": {},
    },
    "/3/movie/77": {
        "title": "Copper Comet",
        "original_title": "Komet",
        "release_date": "2026-12-18",
        "runtime": 112,
        "imdb_id": "tt7777777",
        "original_language": "de",
        "keywords": {"keywords": [{"name": "aftercreditsstinger"}, {"name": "space"}]},
    },
    "/3/movie/9001": {
        "title": TWO_SCENES.title,
        "original_title": TWO_SCENES.title,
        "release_date": "2024-05-03",
        "runtime": 131,
        "imdb_id": TWO_SCENES.imdb_id,
        "original_language": "en",
        "keywords": {"keywords": [{"name": "duringcreditsstinger"}]},
    },
}


@pytest.fixture
def tmdb() -> Iterator[tuple[Tmdb, StandIn]]:
    with StandIn(("127.0.0.1", 0), Answer) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/3"
        yield Tmdb(ImportSettings(TOKEN, address)), server
        server.shutdown()
        thread.join()


def test_upcoming_films_come_into_the_catalogue_with_what_their_keywords_say(
    tmdb: tuple[Tmdb, StandIn], tmp_path: Path
) -> None:
    path = tmp_path / "var" / "tmdb.json"
    assert import_films(tmdb[0], path, 3, NOW) == 2
    assert json.loads(path.read_text())["attribution"] == ATTRIBUTION
    assert TOKEN not in path.read_text()
    catalogue = with_imported(small_catalogue(), path, NOW)
    film = catalogue.by_tmdb(77)
    assert film is not None
    assert (film.id, film.label, film.runtime) == (
        "copper-comet-2026.t77",
        "Copper Comet (2026)",
        112,
    )
    assert judge(catalogue.claims(film.id)).verdict is Verdict.SCENES
    assert catalogue.get(TWO_SCENES.id) == TWO_SCENES
    assert catalogue.claims(TWO_SCENES.id)[-1].source == "TMDB"
    assert catalogue.claims(NO_SCENE.id) == small_catalogue().claims(NO_SCENE.id)
    assert len(catalogue.films) == len(small_catalogue().films) + 1


def test_an_outage_keeps_what_there_is(tmdb: tuple[Tmdb, StandIn], tmp_path: Path) -> None:
    path = tmp_path / "tmdb.json"
    import_films(tmdb[0], path, 3, NOW)
    before = path.read_text()
    tmdb[1].failing_after = 0
    with pytest.raises(OutageError, match="503"):
        import_films(tmdb[0], path, 3, NOW)
    assert path.read_text() == before


def test_nobody_at_the_address_is_an_outage(tmp_path: Path) -> None:
    nobody = Tmdb(ImportSettings(TOKEN, "http://127.0.0.1:1/3"))
    with pytest.raises(OutageError, match="does not answer"):
        import_films(nobody, tmp_path / "tmdb.json", 1, NOW)


def test_after_six_months_nothing_is_kept_or_read(
    tmdb: tuple[Tmdb, StandIn], tmp_path: Path
) -> None:
    path = tmp_path / "tmdb.json"
    import_films(tmdb[0], path, 3, NOW)
    assert timedelta(days=150) < KEPT_FOR <= timedelta(days=184)
    later = NOW + KEPT_FOR
    assert with_imported(small_catalogue(), path, later).by_tmdb(77) is None
    tmdb[1].failing_after = 0
    with pytest.raises(OutageError):
        import_films(tmdb[0], path, 3, later)
    assert json.loads(path.read_text())["films"] == {}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"films": {"x": {}}}', '{"films": 3}'])
def test_a_broken_file_adds_nothing(content: str, tmp_path: Path) -> None:
    path = tmp_path / "tmdb.json"
    path.write_text(content)
    assert with_imported(small_catalogue(), path, NOW).films == small_catalogue().films


def test_no_file_adds_nothing(tmp_path: Path) -> None:
    assert with_imported(small_catalogue(), tmp_path / "none", NOW).films == small_catalogue().films


def test_without_a_token_it_says_what_to_write(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # An empty variable counts as not set, and keeps a developer's own .env from setting it.
    monkeypatch.setenv("TMDB_TOKEN", "")
    assert importer.main([]) == importer.FAILED
    assert "TMDB_TOKEN=" in capsys.readouterr().err
    with pytest.raises(SettingsError):
        ImportSettings.from_mapping({"TMDB_TOKEN": " "})
    assert TOKEN not in repr(ImportSettings(TOKEN))
