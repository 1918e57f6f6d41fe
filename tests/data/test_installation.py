"""Where the files are, and what an operator is told to type."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from data import installation
from data.installation import ROOT, env_file_in, home_in, install_command, is_own, missing_library


def test_a_checkout_keeps_its_files_in_its_own_folder() -> None:
    assert installation.IS_CHECKOUT
    assert home_in({}) == ROOT / "var"
    assert home_in({"STINGER_HOME": " "}) == ROOT / "var"
    assert env_file_in({"STINGER_HOME": "/srv/stinger"}) == ROOT / ".env"
    assert install_command("stage") == 'python -m pip install -e ".[stage]"'


def test_an_installation_keeps_them_in_the_users_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "IS_CHECKOUT", False)
    folder = platformdirs.user_data_path("stinger", appauthor=False)
    assert home_in({}) == folder
    assert env_file_in({}) == folder / ".env"
    assert env_file_in({"STINGER_HOME": "/srv/stinger"}) == Path("/srv/stinger/.env")
    assert install_command() == "pipx install --force ."
    assert missing_library("simcord", "stage").endswith('checkout: pipx install --force ".[stage]"')


@pytest.mark.parametrize(
    ("chosen", "home"),
    [
        ("/srv/stinger", Path("/srv/stinger")),
        ("here", Path.cwd() / "here"),
        ("~/stinger", Path.home() / "stinger"),
        ("~nobody-has-this-name/x", Path.cwd() / "~nobody-has-this-name" / "x"),
    ],
)
def test_the_operator_may_choose_the_home(chosen: str, home: Path) -> None:
    assert home_in({"STINGER_HOME": chosen}) == home


def test_our_own_modules_are_no_missing_library() -> None:
    assert is_own("cogs.films")
    assert not is_own("discord")
    assert not is_own("datatools")
    assert not is_own(None)
