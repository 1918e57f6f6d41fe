"""What the operator sets: every fault at once, nothing secret in a ``repr``."""

from __future__ import annotations

import io
import re

import pytest
from dotenv import dotenv_values

from data.settings import (
    DEFAULT_API_URL,
    DEFAULT_DATABASE_URL,
    IMPORT_VARIABLES,
    ROOT,
    RUNTIME_FOLDER,
    VARIABLES,
    Settings,
    SettingsError,
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
    assert settings == Settings(TOKEN, DEFAULT_DATABASE_URL, DEFAULT_API_URL, "INFO")
    assert settings.log_threshold == 20


def test_everything_can_be_set() -> None:
    settings = Settings.from_mapping(
        {
            "DISCORD_TOKEN": TOKEN,
            "DATABASE_URL": "sqlite+aiosqlite:///var/other.sqlite3",
            "DISCORD_API_URL": "http://127.0.0.1:8080/api/v10/",
            "LOG_LEVEL": "debug",
        }
    )
    assert settings.database_url == "sqlite+aiosqlite:///var/other.sqlite3"
    assert settings.api_url == "http://127.0.0.1:8080/api/v10"
    assert settings.log_threshold == 10


def test_every_fault_is_told_at_once_with_what_to_write() -> None:
    told = faults(
        DISCORD_TOKEN="abc", DATABASE_URL="oracle://x", DISCORD_API_URL="ftp://x", LOG_LEVEL="LOUD"
    )
    for fault, name in zip(told, VARIABLES, strict=False):
        assert fault.startswith(name)
        assert f"{name}=" in fault


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
    ["discord.com", "http://", "ftp://x", "http://[::1", "http://x:port", "http://x/?a=b", "//x"],
)
def test_what_is_no_api_address(address: str) -> None:
    (fault,) = faults(DISCORD_TOKEN=TOKEN, DISCORD_API_URL=address)
    assert fault.startswith("DISCORD_API_URL")


def test_nothing_secret_is_in_a_repr() -> None:
    settings = Settings(
        TOKEN, "postgresql+asyncpg://u:geheim@host/x", "https://u:geheim@proxy/api/v10"
    )
    for shown in (repr(settings), str(settings), f"{settings}"):
        assert TOKEN not in shown
        assert "geheim" not in shown


def test_the_default_database_is_runtime_state() -> None:
    assert DEFAULT_DATABASE_URL.startswith(f"sqlite+aiosqlite:///{RUNTIME_FOLDER}")


def test_the_example_names_exactly_the_variables_and_can_be_used() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^(?:# )?([A-Z_]+)=", text, re.MULTILINE)) == (
        *VARIABLES,
        *IMPORT_VARIABLES,
    )
    uncommented = re.sub(r"^# (?=[A-Z_]+=)", "", text, flags=re.MULTILINE)
    values = {k: v or "" for k, v in dotenv_values(stream=io.StringIO(uncommented)).items()}
    assert tuple(values) == (*VARIABLES, *IMPORT_VARIABLES)
    assert values.pop("DISCORD_TOKEN") == ""
    assert Settings.from_mapping({"DISCORD_TOKEN": TOKEN, **values}).token == TOKEN


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    assert Settings.from_environment() == Settings(TOKEN)
