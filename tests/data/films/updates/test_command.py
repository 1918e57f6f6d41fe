"""The shell form of an update: what it says, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.films.updates import __main__ as command
from data.films.updates.__main__ import update_once
from data.films.updates.run import Updates
from data.films.updates.state import only_process
from data.process import FAILED
from data.settings import SettingsError, UpdateSettings
from tests.data.films.updates.stub import NOW, TOKEN, Sites, film
from tests.films import small_catalogue


async def test_it_tells_what_came_of_each_source_and_how_far_it_is(
    sites: Sites, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sites.films = {number: film(number) for number in range(1, 41)}
    settings = UpdateSettings(f"{sites.address}/list", TOKEN, f"{sites.address}/3")
    updates = Updates(settings, tmp_path, small_catalogue(), shown=True)
    assert await update_once(updates, NOW) == 0
    told = capsys.readouterr()
    assert told.out == "AfterCredits: 3 films.\nTMDB: 40 films.\n"
    assert "Films: 40 of" in told.err
    assert await update_once(updates, NOW) == 0
    assert "AfterCredits: nothing new." in capsys.readouterr().out


async def test_a_fault_is_one_sentence_and_the_others_go_on(
    sites: Sites, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sites.list = b"<html></html>"
    settings = UpdateSettings(f"{sites.address}/list", TOKEN, f"{sites.address}/3")
    updates = Updates(settings, tmp_path, small_catalogue())
    assert await update_once(updates, NOW) == FAILED
    told = capsys.readouterr()
    assert told.out == "TMDB: 0 films.\n"
    assert told.err == (
        "AfterCredits: line 1 of the list is no film with its tags; what was known stays.\n"
    )


def test_while_another_process_updates_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STINGER_HOME", str(tmp_path))
    with only_process(tmp_path):
        assert command.main() == FAILED
    assert capsys.readouterr().err == "Another process is updating the catalogue now.\n"


@pytest.mark.parametrize("name", ["AFTERCREDITS_URL", "TMDB_API_URL", "CREDITS_TIMES_URL"])
def test_an_address_that_is_none_is_told(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, "ftp://example.org")
    assert command.main() == FAILED
    told = capsys.readouterr().err
    assert told.startswith(f"{name} is no web address: leave it out, or write {name}=https://")


def test_nothing_is_asked_of_whom_the_host_has_not_named() -> None:
    settings = UpdateSettings.from_mapping({"TMDB_TOKEN": " ", "CREDITS_TIMES_URL": ""})
    assert Updates(settings, Path(), small_catalogue()).sources == ("AfterCredits",)
    named = {"TMDB_TOKEN": TOKEN, "CREDITS_TIMES_URL": "https://example.org/v3/"}
    settings = UpdateSettings.from_mapping(named)
    assert TOKEN not in repr(settings)
    assert settings.credits_times_url == "https://example.org/v3"
    sources = Updates(settings, Path(), small_catalogue()).sources
    assert sources == ("AfterCredits", "TMDB", "credits times")


def test_a_wrong_address_is_a_fault_of_the_settings() -> None:
    with pytest.raises(SettingsError):
        UpdateSettings.from_mapping({"AFTERCREDITS_URL": "nonsense"})
