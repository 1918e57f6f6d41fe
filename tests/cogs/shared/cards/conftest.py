from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cogs.shared import readers
from tests.cogs.shared.readers import Reader


@pytest.fixture(scope="module")
def client() -> Iterator[Reader]:
    """The parser that Discord's clients grew from, in a process of its own."""
    with readers.client() as reader:
        yield reader
