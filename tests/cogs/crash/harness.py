"""Starts receivers and the children that are killed."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.cogs.crash.life import Life, Live, begin
from tests.hang import HANG

ROOT = Path(__file__).resolve().parents[3]
RECEIVED_STEPS = ("kill", "take, kill", "take, answer, kill")
"""Where a receiver kills whoever sends: before it takes the message, after, once it answered."""

SOON, HOURS = 90, 3 * 3600
"""When a child is started again: once its lease is over and the nonce known; long after both.

Half a minute after the lease, as a busy machine may be late to start the child that took it."""

_processes = multiprocessing.get_context("forkserver")
# A child is forked from a process that has loaded everything.
_processes.set_forkserver_preload(
    ["tests.cogs.answers.crash.child", "tests.cogs.reminders.crash.child"]
)


@dataclass(frozen=True)
class Api:
    """A running receiver; ``base`` is the address of its REST API."""

    port: int

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}/api"

    def tell(self, **wish: Any) -> None:
        """Say what to do next, and what time it is there."""
        body = json.dumps(wish).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/control", body)
        urllib.request.urlopen(request, timeout=HANG).close()

    def report(self) -> dict[str, Any]:
        """All messages by channel, and how many requests there were."""
        with urllib.request.urlopen(
            f"http://127.0.0.1:{self.port}/control", timeout=HANG
        ) as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def run(
        self,
        live: Live,
        address: str,
        at: datetime,
        *,
        dies: str = "",
        script: tuple[str, ...] = (),
    ) -> int | None:
        """Let a child live on a database from that instant on, by its clock and Discord's.

        It dies at a step of its own, or as the script has the receiver do; returns how it ended.
        """
        offset = (at - datetime.now(UTC)).total_seconds()  # noqa: TID251 - what moves their clocks
        life = Life(address, self.base, offset, dies)
        child = _processes.Process(target=begin, args=(live, life), daemon=True)
        child.start()
        self.tell(pid=child.pid, script=script, offset=offset)
        child.join(HANG)
        assert not child.is_alive(), "The child hangs."
        assert child.exitcode in (0, -9)
        return child.exitcode


@contextmanager
def receiver(a_second: int = 10_000) -> Iterator[Api]:
    """A receiver in a process of its own."""
    command = [sys.executable, "-m", "tests.cogs.crash.receiver", str(a_second)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as process:
        assert process.stdout is not None
        try:
            yield Api(int(process.stdout.readline()))
        finally:
            process.kill()
