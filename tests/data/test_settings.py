"""What the operator sets: every fault at once, nothing secret in a ``repr``."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from dotenv import dotenv_values

from data.installation import ROOT
from data.settings import (
    DEFAULT_API_URL,
    VARIABLES,
    Settings,
    SettingsError,
    UpdateSettings,
    read_env_file,
)

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Gabcde.secretsecretsecretsecretsecret"


def faults(**variables: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        Settings.from_mapping(variables)
    assert str(caught.value).splitlines() == caught.value.faults
    return caught.value.faults


def test_only_the_token_is_needed() -> None:
    settings = Settings.from_mapping(
        {"DISCORD_TOKEN": f" {TOKEN}\n", "LOG_LEVEL": " ", "HOME": "x"}
    )
    var = ROOT / "var"
    database_url = f"sqlite+aiosqlite:///{var / 'stinger.sqlite3'}"
    assert settings == Settings(TOKEN, database_url, var, DEFAULT_API_URL, "INFO")
    assert settings.log_threshold == 20


def test_everything_can_be_set() -> None:
    settings = Settings.from_mapping(
        {
            "DISCORD_TOKEN": TOKEN,
            "STINGER_HOME": "/srv/stinger",
            "DATABASE_URL": "sqlite+aiosqlite:///var/other.sqlite3",
            "DISCORD_API_URL": "http://127.0.0.1:8080/api/v10/",
            "LOG_LEVEL": "debug",
        }
    )
    assert settings.database_url == "sqlite+aiosqlite:///var/other.sqlite3"
    assert settings.home == Path("/srv/stinger")
    assert settings.api_url == "http://127.0.0.1:8080/api/v10"
    assert settings.log_threshold == 10


def test_every_fault_is_told_at_once_with_what_to_write() -> None:
    told = faults(
        DISCORD_TOKEN="abc",
        STINGER_HOME=__file__,
        DATABASE_URL="oracle://x",
        DISCORD_API_URL="ftp://x",
        LOG_LEVEL="LOUD",
        MESSAGE_CONTENT="perhaps",
        SHARD_COUNT="many",
        SHARD_IDS="some",
        METRICS_PORT="http",
        CATALOGUE_UPDATES="nightly",
        AFTERCREDITS_URL="a list",
        TMDB_TOKEN="0123456789abcdef" * 2,
        TMDB_API_URL="ftp://x",
        CREDITS_TIMES_URL="x?y",
    )
    for fault, name in zip(told, VARIABLES, strict=True):
        assert fault.startswith(name)
        assert f"{name}=" in fault


def test_tmdbs_short_key_is_no_token_and_is_not_repeated() -> None:
    key = "0123456789ABCDEF" * 2
    (fault,) = faults(DISCORD_TOKEN=TOKEN, TMDB_TOKEN=key)
    assert "copy the API read access token from the same page" in fault
    assert key not in fault
    with pytest.raises(SettingsError, match="short API key"):
        UpdateSettings.from_mapping({"TMDB_TOKEN": key})


def test_a_missing_token_is_told_with_the_other_faults() -> None:
    missing, level = faults(LOG_LEVEL="LOUD", DISCORD_TOKEN=" ")
    assert missing.startswith("DISCORD_TOKEN is not set")
    assert level.startswith("LOG_LEVEL")
    (alone,) = faults()
    assert ".env" in alone
    assert "--stage" in alone


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "a.b.c",
        f"Bot {TOKEN}",
        f"{TOKEN}é",
        TOKEN.replace(".", " "),
        f'"{TOKEN}"',
        f"{TOKEN}.x",
    ],
)
def test_what_is_no_token(token: str) -> None:
    (fault,) = faults(DISCORD_TOKEN=token)
    assert token not in fault


@pytest.mark.parametrize(
    "address",
    [
        "stinger.sqlite3",
        "sqlite:///stinger.sqlite3",
        "mysql://u:geheim@host/x",
        "postgresql+asyncpg://u:geheim@host:port/x",
        "postgresql+asyncpg://u:geheim@host:0/x",
        "postgresql+asyncpg://u:geheim@host:65536/x",
        "sqlite+aiosqlite://",
        "sqlite+aiosqlite:///:memory:",
        "sqlite+aiosqlite:///file:x?mode=memory&uri=true",
    ],
)
def test_what_is_no_database(address: str) -> None:
    (fault,) = faults(DISCORD_TOKEN=TOKEN, DATABASE_URL=address)
    assert fault.startswith("DATABASE_URL")
    assert "geheim" not in fault


def test_postgresql_needs_its_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "postgresql+asyncpg://u:p@host/x"
    assert Settings.from_mapping({"DISCORD_TOKEN": TOKEN, "DATABASE_URL": address})
    monkeypatch.setattr("data.settings.find_spec", {"asyncpg": None}.__getitem__)
    (fault,) = faults(DISCORD_TOKEN=TOKEN, DATABASE_URL=address)
    assert ".[postgres]" in fault


@pytest.mark.parametrize(
    "address",
    [
        "discord.com",
        "http://",
        "ftp://x",
        "http://[::1",
        "http://x:port",
        "http://x:65536",
        "http://x/?a=b",
        "//x",
    ],
)
def test_what_is_no_api_address(address: str) -> None:
    (fault,) = faults(DISCORD_TOKEN=TOKEN, DISCORD_API_URL=address)
    assert fault.startswith("DISCORD_API_URL")


def test_nothing_secret_is_in_a_repr() -> None:
    settings = Settings(
        TOKEN, "postgresql+asyncpg://u:geheim@host/x", ROOT, "https://u:geheim@proxy/api/v10"
    )
    for shown in (repr(settings), str(settings), f"{settings}"):
        assert TOKEN not in shown
        assert "geheim" not in shown


def test_the_default_database_is_in_the_home(tmp_path: Path) -> None:
    settings = Settings.from_mapping({"DISCORD_TOKEN": TOKEN, "STINGER_HOME": str(tmp_path)})
    assert settings.database_url == f"sqlite+aiosqlite:///{tmp_path / 'stinger.sqlite3'}"


def test_the_example_names_exactly_the_variables_and_can_be_used() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^(?:# )?([A-Z_]+)=", text, re.MULTILINE)) == sorted(VARIABLES)
    uncommented = re.sub(r"^# (?=[A-Z_]+=)", "", text, flags=re.MULTILINE)
    values = {k: v or "" for k, v in dotenv_values(stream=io.StringIO(uncommented)).items()}
    assert sorted(values) == sorted(VARIABLES)
    assert values.pop("DISCORD_TOKEN") == ""
    assert Settings.from_mapping({"DISCORD_TOKEN": TOKEN, **values}).token == TOKEN


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    assert Settings.from_environment() == Settings.from_mapping({"DISCORD_TOKEN": TOKEN})


def test_an_env_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    """PowerShell's redirection writes UTF-16."""
    path = tmp_path / ".env"
    path.write_text(f"DISCORD_TOKEN={TOKEN}", encoding="utf-16")
    with pytest.raises(SettingsError, match=r"\.env is no UTF-8 text: save it anew as UTF-8\.$"):
        read_env_file(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_an_env_file_that_may_not_be_read_is_told() -> None:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # pytest's own folders may not even be entered by others
        path = Path(folder) / ".env"
        path.write_text(f"DISCORD_TOKEN={TOKEN}", encoding="utf-8")
        path.chmod(0)
        with without_root(), pytest.raises(SettingsError) as caught:
            read_env_file(path)
    (fault,) = caught.value.faults
    assert fault.startswith(f"{path} cannot be read (Permission denied)")
    assert "chown" in fault


@contextmanager
def without_root() -> Iterator[None]:
    """Whoever runs the tests as root may read everything."""
    nobody, root = 65534, 0
    if os.geteuid() != root:
        yield
        return
    os.seteuid(nobody)
    try:
        yield
    finally:
        os.seteuid(root)


def test_the_env_file_is_read_literally(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / ".env"
    path.write_text("STINGER_TEST_A=a${b}#c\nSTINGER_TEST_B=file\n", encoding="utf-8-sig")
    monkeypatch.setattr(os, "environ", {"STINGER_TEST_B": "environment"})
    read_env_file(path)
    assert os.environ == {"STINGER_TEST_A": "a${b}#c", "STINGER_TEST_B": "environment"}
