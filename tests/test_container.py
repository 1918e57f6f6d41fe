"""What runs Stinger in a container, as far as it can be tried without Docker's daemon.

``.ci/container`` builds the Dockerfile with another builder and tries the image.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from data.installation import ROOT
from data.shards import Shards, read_shards
from tests.schemas import accepts

ALLOWED = re.compile(r"^!(.+)$", re.MULTILINE)
COPIED = re.compile(r"^COPY (?!--from)(.+) \S+$", re.MULTILINE)


PUBLISHED = ("--builtin-schema", "vendor.compose-spec")


def test_the_compose_file_keeps_to_the_published_schema(tmp_path: Path) -> None:
    compose = ROOT / "compose.yaml"
    assert accepts(compose, *PUBLISHED)
    broken = tmp_path / "compose.yaml"
    broken.write_text(compose.read_text(encoding="utf-8").replace("restart:", "restarts:"))
    assert not accepts(broken, *PUBLISHED)


def test_the_default_profile_is_the_bot_alone() -> None:
    services: dict[str, Any] = YAML(typ="safe").load(ROOT / "compose.yaml")["services"]
    assert {name: service.get("profiles") for name, service in services.items()} == {
        "stinger": None,
        "stinger-0": ["cluster"],
        "stinger-1": ["cluster"],
        "proxy": ["cluster"],
        "postgres": ["postgres", "cluster"],
    }
    assert services["postgres"]["image"] == "postgres:17"
    assert services["stinger"]["depends_on"]["postgres"]["required"] is False
    assert services["stinger"]["restart"] == "on-failure"


def test_the_cluster_runs_every_shard_once_each_with_a_home_of_its_own() -> None:
    services: dict[str, Any] = YAML(typ="safe").load(ROOT / "compose.yaml")["services"]
    processes = [services[name] for name in ("stinger-0", "stinger-1")]
    shards = [
        read_shards(one["environment"]["SHARD_COUNT"], one["environment"]["SHARD_IDS"])
        for one in processes
    ]
    assert shards == [Shards(2, (0,)), Shards(2, (1,))]
    assert len({home for one in processes for home in one["volumes"]}) == 2
    assert all(one["environment"]["DATABASE_URL"] for one in processes)


def test_the_command_for_the_cluster_does_not_start_the_single_process() -> None:
    services: dict[str, Any] = YAML(typ="safe").load(ROOT / "compose.yaml")["services"]
    command = re.compile(r"docker compose --profile cluster up -d((?: [a-z0-9-]+)*)")
    for told in ("compose.yaml", "docs/scaling.md"):
        (named,) = command.findall((ROOT / told).read_text(encoding="utf-8"))
        assert set(named.split()) == {"stinger-0", "stinger-1"}
    needed = {
        needed for name in ("stinger-0", "stinger-1") for needed in services[name]["depends_on"]
    }
    assert needed == {"postgres", "proxy"}


def test_only_what_is_named_goes_into_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert next(line for line in ignored if line and not line.startswith("#")) == "*"
    allowed = set(ALLOWED.findall("\n".join(ignored)))
    copied = COPIED.findall((ROOT / "Dockerfile").read_text(encoding="utf-8"))
    sources = {source.split("/")[0] for line in copied for source in line.split()}
    assert sources == allowed
    assert all((ROOT / name).exists() for name in allowed)


def bot_that(tmp_path: Path, script: str) -> dict[str, str]:
    """An environment in which ``stinger`` is a script."""
    stinger = tmp_path / "stinger"
    stinger.write_text(f"#!/bin/sh\n{script}\n")
    stinger.chmod(0o755)
    return {"PATH": f"{tmp_path}:{os.environ['PATH']}"}


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
@pytest.mark.parametrize(("code", "told"), [(0, 0), (1, 1), (2, 0), (137, 137)])
def test_docker_does_not_restart_what_only_the_operator_can_mend(
    tmp_path: Path, code: int, told: int
) -> None:
    start = subprocess.run(
        [ROOT / "container" / "start"], env=bot_that(tmp_path, f"exit {code}"), check=False
    )
    assert start.returncode == told


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
@pytest.mark.parametrize("code", [0, 1])
def test_a_stopped_container_stops_the_bot_and_waits_for_it(tmp_path: Path, code: int) -> None:
    script = f"trap 'echo ended; exit {code}' TERM\necho started\nwhile :; do sleep 0.05; done"
    with subprocess.Popen(
        [ROOT / "container" / "start"],
        env=bot_that(tmp_path, script),
        stdout=subprocess.PIPE,
        text=True,
    ) as start:
        assert start.stdout is not None
        assert start.stdout.readline() == "started\n"
        start.send_signal(signal.SIGTERM)
        assert start.stdout.read() == "ended\n"
    assert start.returncode == code
