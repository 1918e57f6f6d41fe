"""Where Stinger is installed, where its files are, and the commands that fit that.

Can be imported before any library is there, to say which one is missing.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
"""The folder that holds ``bot.py``: a checkout of the repository, or an installation."""

IS_CHECKOUT = (ROOT / "pyproject.toml").is_file()
"""Whether the code runs from a checkout, in place or by an editable installation."""

COMMAND = "python bot.py" if IS_CHECKOUT else "stinger"
"""How an operator starts this installation."""


def home_in(variables: Mapping[str, str]) -> Path:
    """The folder for what the bot writes while it runs; it need not be there yet.

    ``STINGER_HOME``, else ``var`` in a checkout, else the user's folder for data.
    """
    chosen = variables.get("STINGER_HOME", "").strip()
    if chosen:
        folder = Path(chosen)
        with suppress(RuntimeError):  # ~ of a user that the system does not know
            folder = folder.expanduser()
        return folder.absolute()
    if IS_CHECKOUT:
        return ROOT / "var"
    from platformdirs import user_data_path

    return user_data_path("stinger", appauthor=False)


def env_file_in(variables: Mapping[str, str]) -> Path:
    """Where an operator writes the variables down: ``.env`` in a checkout, else in the home."""
    return (ROOT if IS_CHECKOUT else home_in(variables)) / ".env"


def install_command(extra: str = "") -> str:
    """What an operator types in the checkout to install Stinger, with one of its extras."""
    target = f'".[{extra}]"' if extra else "."
    if IS_CHECKOUT:
        return f"python -m pip install -e {target}"
    return f"pipx install --force {target}"


def is_own(module: str | None) -> bool:
    """Whether a module's name is one of Stinger's."""
    return (module or "").partition(".")[0] in ("bot", "cogs", "data", "stage")


def missing_library(name: str | None, extra: str = "") -> str:
    """What an operator is told where a library is missing; most run outside the environment."""
    command = install_command(extra)
    if not IS_CHECKOUT:
        return f"{name} is not installed with Stinger: run this in its checkout: {command}"
    activate = r".venv\Scripts\activate" if sys.platform == "win32" else ". .venv/bin/activate"
    return (
        f"{name} is not installed for {sys.executable}: activate the virtual environment into "
        f"which you installed Stinger ({activate}), or run: {command}"
    )
