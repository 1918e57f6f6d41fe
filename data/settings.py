"""What the operator decides, read once from the environment.

Only this module knows the variables' names. Every fault is reported at once, each with the
variable and the line to write, so that a self-hoster needs one round and not five.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from dotenv import load_dotenv

from data.installation import COMMAND, ROOT, env_file_in, home_in, install_command
from data.shards import ALL, MOST_SHARDS, Shards, read_shards
from data.web_address import web_address

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

FILMS_FOLDER = ROOT / "data" / "films"
"""Where the catalogue's files are."""

DEFAULT_TMDB_API_URL = "https://api.themoviedb.org/3"
DEFAULT_LIST_URL = (
    "https://raw.githubusercontent.com/Kometa-Team/AfterCredits/master/aftercredits.yml"
)
DEFAULT_API_URL = "https://discord.com/api/v10"
UPDATE_VARIABLES = ("AFTERCREDITS_URL", "TMDB_TOKEN", "TMDB_API_URL", "CREDITS_TIMES_URL")
DRIVERS = ("sqlite+aiosqlite", "postgresql+asyncpg")
PORTS = range(1, 65_536)
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

_TMDB_KEY_SHAPE = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
_TOKEN_SHAPE = re.compile(r"[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}", re.ASCII)


class SettingsError(Exception):
    """One or more variables cannot be used; ``faults`` holds one sentence for each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_env_file(path: Path | None = None) -> None:
    """Add the variables of ``.env`` to the environment, which wins over the file.

    A missing file adds nothing. Raises :class:`SettingsError` for one that cannot be read.
    """
    path = path or env_file_in(os.environ)
    try:
        load_dotenv(path, interpolate=False, encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError([f"{path} is no UTF-8 text: save it anew as UTF-8."]) from error
    except OSError as error:
        remedy = f"give it to the user that runs Stinger: sudo chown <that user> {path}"
        raise SettingsError([f"{path} cannot be read ({error.strerror}): {remedy}"]) from error


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; the token, and addresses that may hold a password, show in no ``repr``."""

    token: str = field(repr=False)
    database_url: str = field(repr=False)
    home: Path
    api_url: str = field(repr=False, default=DEFAULT_API_URL)
    log_level: str = "INFO"
    message_content: bool = False
    shards: Shards = ALL
    metrics_port: int | None = None
    catalogue_updates: bool = False
    credits_times_url: str = ""

    @classmethod
    def from_mapping(cls, variables: Mapping[str, str]) -> Settings:
        """Read the settings; empty values count as not set.

        Raises :class:`SettingsError` with every fault at once.
        """
        faults = faults_in(variables)
        if faults:
            raise SettingsError(list(faults.values()))
        values = _set_values(variables)
        return cls(
            token=values["DISCORD_TOKEN"],
            database_url=database_url_in(variables),
            home=home_in(variables),
            api_url=values.get("DISCORD_API_URL", DEFAULT_API_URL).rstrip("/"),
            log_level=values.get("LOG_LEVEL", "INFO").upper(),
            message_content=values.get("MESSAGE_CONTENT", "off").lower() == "on",
            shards=shards_in(variables),
            metrics_port=int(values["METRICS_PORT"]) if "METRICS_PORT" in values else None,
            catalogue_updates=values.get("CATALOGUE_UPDATES", "off").lower() == "on",
            credits_times_url=values.get("CREDITS_TIMES_URL", "").rstrip("/"),
        )

    @classmethod
    def from_environment(cls) -> Settings:
        """Read the settings from the process's environment; raises as :meth:`from_mapping`."""
        return cls.from_mapping(os.environ)

    @property
    def bot_name(self) -> str:
        """A name of the bot that stays when its token is reset, and tells nothing secret."""
        return self.token.partition(".")[0]

    @property
    def has_proxy(self) -> bool:
        """Whether something other than Discord answers the REST calls: it keeps their pace."""
        return self.api_url != DEFAULT_API_URL

    @property
    def log_threshold(self) -> int:
        """The log level as the number that :mod:`logging` works with."""
        return logging.getLevelNamesMapping()[self.log_level]


def environment() -> Mapping[str, str]:
    """The variables of the process's environment."""
    return os.environ


def faults_in(variables: Mapping[str, str]) -> dict[str, str]:
    """Variable → what is wrong with it and what to write; empty if all can be used."""
    values = _set_values(variables)
    return {name: fault for name, check in _CHECKS.items() if (fault := check(values))}


def database_url_in(variables: Mapping[str, str]) -> str:
    """The database's address, without having been checked."""
    address = _set_values(variables).get("DATABASE_URL")
    return address or f"sqlite+aiosqlite:///{home_in(variables) / 'stinger.sqlite3'}"


def shards_in(variables: Mapping[str, str]) -> Shards:
    """The shards of this process; raises ``ValueError`` as :func:`data.shards.read_shards`."""
    values = _set_values(variables)
    return read_shards(values.get("SHARD_COUNT"), values.get("SHARD_IDS"))


def _set_values(variables: Mapping[str, str]) -> dict[str, str]:
    return {name: value.strip() for name, value in variables.items() if value.strip()}


@dataclass(frozen=True, slots=True)
class UpdateSettings:
    """From where the catalogue's updates come; the token shows in no ``repr``.

    Without a token TMDB is not asked, and without ``credits_times_url`` no service for times.
    """

    list_url: str = DEFAULT_LIST_URL
    tmdb_token: str = field(repr=False, default="")
    tmdb_api_url: str = DEFAULT_TMDB_API_URL
    credits_times_url: str = ""

    @classmethod
    def from_mapping(cls, variables: Mapping[str, str]) -> UpdateSettings:
        """Read the settings; raises :class:`SettingsError` for what cannot be used."""
        faults = faults_in(variables)
        if wrong := [faults[name] for name in UPDATE_VARIABLES if name in faults]:
            raise SettingsError(wrong)
        values = _set_values(variables)
        return cls(
            values.get("AFTERCREDITS_URL", DEFAULT_LIST_URL),
            values.get("TMDB_TOKEN", ""),
            values.get("TMDB_API_URL", DEFAULT_TMDB_API_URL).rstrip("/"),
            values.get("CREDITS_TIMES_URL", "").rstrip("/"),
        )

    @classmethod
    def from_environment(cls) -> UpdateSettings:
        """Read the settings from the process's environment; raises as :meth:`from_mapping`."""
        return cls.from_mapping(os.environ)


Check = Callable[[Mapping[str, str]], str | None]
"""What is wrong with one variable and what to write; ``None`` if it can be used."""


def _check_token(values: Mapping[str, str]) -> str | None:
    token = values.get("DISCORD_TOKEN")
    if token is None:
        return (
            "DISCORD_TOKEN is not set: write DISCORD_TOKEN=<your bot's token> into "
            f"{env_file_in(values)}, or try Stinger without Discord: {COMMAND} --stage"
        )
    if _TOKEN_SHAPE.fullmatch(token):
        return None
    return (
        "DISCORD_TOKEN does not look like a bot token (three parts joined by dots): copy it anew "
        "from the developer portal, page Bot, and write DISCORD_TOKEN=<token>"
    )


def _check_home(values: Mapping[str, str]) -> str | None:
    home = home_in(values)
    if home.exists() and not home.is_dir():
        return f"STINGER_HOME is no folder: leave it out, or write STINGER_HOME={home.parent}"
    return None


def _check_database_url(values: Mapping[str, str]) -> str | None:
    from sqlalchemy.engine import make_url  # slow, and needed for few of the commands
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(database_url_in(values))
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        url = None
    if url is None or url.drivername not in DRIVERS or not _is_lasting(url):
        return (
            "DATABASE_URL cannot be used: write "
            "DATABASE_URL=sqlite+aiosqlite:////srv/stinger/stinger.sqlite3 "
            "or DATABASE_URL=postgresql+asyncpg://user:password@host/name"
        )
    if url.port is not None and url.port not in PORTS:
        return (
            f"DATABASE_URL names port {url.port}, and ports go from 1 to 65535: leave it out, or "
            "write DATABASE_URL=postgresql+asyncpg://user:password@host:5432/name"
        )
    if url.get_backend_name() == "postgresql" and find_spec("asyncpg") is None:
        return (
            "DATABASE_URL names PostgreSQL, whose driver is not installed: "
            f"{install_command('postgres')}"
        )
    return None


def _is_lasting(url: URL) -> bool:
    """Whether it names a database or a file; SQLite's databases in memory are gone at once."""
    name = url.database or ":memory:"
    return not name.startswith((":memory:", "file:"))


def _check_address(name: str, example: str) -> Check:
    def check(values: Mapping[str, str]) -> str | None:
        address = web_address(values.get(name, example))
        if address is not None and not address.query and not address.fragment:
            return None
        return f"{name} is no web address: leave it out, or write {name}={example}"

    return check


def _check_tmdb_token(values: Mapping[str, str]) -> str | None:
    if not _TMDB_KEY_SHAPE.fullmatch(values.get("TMDB_TOKEN", "")):
        return None
    return (
        "TMDB_TOKEN is the short API key: copy the API read access token from the same page, and "
        "write TMDB_TOKEN=<token>"
    )


def _check_log_level(values: Mapping[str, str]) -> str | None:
    if values.get("LOG_LEVEL", "INFO").upper() in LOG_LEVELS:
        return None
    return f"LOG_LEVEL is none of {', '.join(LOG_LEVELS)}: write LOG_LEVEL=INFO"


def _check_switch(name: str) -> Check:
    def check(values: Mapping[str, str]) -> str | None:
        if values.get(name, "off").lower() in ("on", "off"):
            return None
        return f"{name} is neither on nor off: leave it out, or write {name}=on"

    return check


def _check_shard_count(values: Mapping[str, str]) -> str | None:
    try:
        read_shards(values.get("SHARD_COUNT"), None)
    except ValueError as error:
        return str(error)
    return None


def _check_shard_ids(values: Mapping[str, str]) -> str | None:
    if _check_shard_count(values):  # said there; the ids may be wrong, too
        values = {**values, "SHARD_COUNT": str(MOST_SHARDS)}
    try:
        shards = shards_in(values)
    except ValueError as error:
        return str(error)
    if not shards.are_all and database_url_in(values).startswith("sqlite"):
        return (
            "SHARD_IDS leaves shards to other processes, which can only share PostgreSQL: leave it "
            "out, or write DATABASE_URL=postgresql+asyncpg://user:password@host/name"
        )
    return None


def _check_metrics_port(values: Mapping[str, str]) -> str | None:
    port = values.get("METRICS_PORT")
    if port is None:
        return None
    if not (port.isascii() and port.isdecimal() and len(port) <= 5 and int(port) in PORTS):
        return "METRICS_PORT is no port from 1 to 65535: leave it out, or write METRICS_PORT=9464"
    if find_spec("prometheus_client") is None:
        return (
            f"METRICS_PORT={port} needs a library that is not installed: "
            f"{install_command('metrics')}"
        )
    return None


_CHECKS = {
    "DISCORD_TOKEN": _check_token,
    "STINGER_HOME": _check_home,
    "DATABASE_URL": _check_database_url,
    "DISCORD_API_URL": _check_address("DISCORD_API_URL", "http://127.0.0.1:8080/api/v10"),
    "LOG_LEVEL": _check_log_level,
    "MESSAGE_CONTENT": _check_switch("MESSAGE_CONTENT"),
    "SHARD_COUNT": _check_shard_count,
    "SHARD_IDS": _check_shard_ids,
    "METRICS_PORT": _check_metrics_port,
    "CATALOGUE_UPDATES": _check_switch("CATALOGUE_UPDATES"),
    "AFTERCREDITS_URL": _check_address("AFTERCREDITS_URL", DEFAULT_LIST_URL),
    "TMDB_TOKEN": _check_tmdb_token,
    "TMDB_API_URL": _check_address("TMDB_API_URL", DEFAULT_TMDB_API_URL),
    "CREDITS_TIMES_URL": _check_address("CREDITS_TIMES_URL", "https://api.theintrodb.org/v3"),
}
VARIABLES = tuple(_CHECKS)
"""Every variable that the bot and its updates read; ``.env.example`` names these and no others."""
