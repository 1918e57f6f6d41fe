"""The wheel holds what an installation needs and no more, and works far from the checkout."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
import pytest

from data.installation import ROOT
from data.locales import languages
from data.locales.messages import own_name
from data.settings import VARIABLES

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Gabcde.secretsecretsecretsecretsecret"
PACKAGES = ("cogs", "data", "locales", "stage")
LEFT_OUT = ("tests", "benchmarks")
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="stinger-wheel-") as name:
        yield Path(name)


@pytest.fixture(scope="module")
def wheel(folder: Path) -> Path:
    """Built from a copy: setuptools puts into a wheel what an earlier build has left behind."""
    source = folder / "source"
    source.mkdir()
    for name in ("bot.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for name in (*PACKAGES, *LEFT_OUT):
        shutil.copytree(
            ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo")
        )
    pip("wheel", "--no-build-isolation", "--wheel-dir", str(folder), str(source))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def commands(folder: Path, wheel: Path) -> Path:
    """An environment with the wheel in it; the libraries are those of this one."""
    environment = folder / "environment"
    venv.create(environment, symlinks=sys.platform != "win32")
    python = environment / SCRIPTS / "python"
    pip("--python", str(python), "install", str(wheel))
    (site,) = environment.rglob("site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    return environment / SCRIPTS


def pip(*arguments: str) -> None:
    if "install" in arguments or "wheel" in arguments:
        arguments = (*arguments, "--no-deps", "--no-index", "--quiet")
    subprocess.run([sys.executable, "-m", "pip", *arguments], check=True)


def variables(home: Path, **given: str) -> dict[str, str]:
    """What is set for a user whose folder for data is under ``home``."""
    return {
        **{
            name: value
            for name, value in os.environ.items()
            # A PYTHONPATH would lead back into the checkout.
            if name not in VARIABLES and not name.startswith("PYTHON")
        },
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        **given,
    }


def test_everything_of_the_tree_is_in_the_wheel_and_nothing_else(wheel: Path) -> None:
    kept = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".mo"
    }
    made = {name.removesuffix("po") + "mo" for name in kept if name.endswith(".po")}
    with zipfile.ZipFile(wheel) as opened:
        shipped = {name for name in opened.namelist() if ".dist-info/" not in name}
    assert shipped == kept | made | {"bot.py"}


def test_the_languages_are_compiled_already(commands: Path, tmp_path: Path) -> None:
    ready = """
from data.locales import compiled, languages, messages
compiled.read_po = None
messages.compile_all()
print(*map(messages.own_name, languages()))
"""
    told = subprocess.run(
        [commands / "python", "-c", ready],
        cwd=tmp_path,
        env=variables(tmp_path, PYTHONIOENCODING="utf-8"),
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert told.split() == " ".join(map(own_name, languages())).split()


@pytest.mark.skipif(sys.platform == "win32", reason="its user's folder has another variable")
def test_the_check_passes_far_from_the_checkout(commands: Path, tmp_path: Path) -> None:
    check = subprocess.run(
        [commands / "stinger", "--check"],
        cwd=tmp_path,
        env=variables(tmp_path, DISCORD_TOKEN=TOKEN),
        capture_output=True,
        text=True,
        check=False,
    )
    assert check.returncode == 0, check.stdout + check.stderr
    assert f"{tmp_path / 'data' / 'stinger' / 'stinger.sqlite3'}, can be read" in check.stdout
    assert "films, newest claim" in check.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGTERM handlers")
async def test_the_stage_plays_far_from_the_checkout(commands: Path, tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(commands / "stinger", "--stage", "--port", "0"),
        cwd=tmp_path,
        env=variables(tmp_path),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        line = (await process.stdout.readline()).decode()
        address = next(word for word in line.split() if word.startswith("http"))
        page = ROOT / "stage" / "page"
        files = [
            path.relative_to(page).as_posix()
            for path in page.rglob("*")
            if path.suffix in (".js", ".css")
        ]
        async with aiohttp.ClientSession() as session:
            for name in ("", *(f"stage/{name}" for name in files)):
                async with session.get(address + name) as answer:
                    assert answer.status == 200, name
                    assert await answer.text()
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()
