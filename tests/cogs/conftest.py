from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cogs.crash.harness import Api, receiver


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    """A stand-in for Discord's REST API, in a process of its own."""
    with receiver() as running:
        yield running
