"""Sites that stand in for the real ones, and a way to them that does not wait."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from data.films.updates.web import Web, web
from tests.data.films.updates.stub import Sites, served


@pytest.fixture
async def sites() -> AsyncIterator[Sites]:
    async with served(Sites()) as serving:
        yield serving


@pytest.fixture
async def way() -> AsyncIterator[Web]:
    async with web(wait=0.001) as found:
        yield found
