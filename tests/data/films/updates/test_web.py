"""Asking a site that is out of reach, busy, broken or too generous."""

from __future__ import annotations

import pytest

from data.films.updates.web import ATTEMPTS, OutageError, Validators, Web
from tests.data.films.updates.stub import (
    ETAG,
    LAST_MODIFIED,
    LIST,
    Give,
    Sites,
    breaks_off,
    refuses,
    sends,
)


@pytest.mark.parametrize(
    "fault", [refuses(500), refuses(503), refuses(429, Retry_After="0"), breaks_off]
)
async def test_what_passes_is_waited_for(sites: Sites, way: Web, fault: Give) -> None:
    sites.failing = [fault] * (ATTEMPTS - 1)
    document = await way.get(f"{sites.address}/list", 10_000)
    assert document is not None
    assert document.body == LIST.encode()
    assert document.validators == Validators(ETAG, LAST_MODIFIED)
    assert len(sites.asked) == ATTEMPTS


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (refuses(503), "it answers 503"),
        (refuses(429), "it answers 429"),
        (breaks_off, "it breaks off in the middle"),
    ],
)
async def test_what_does_not_pass_is_an_outage(
    sites: Sites, way: Web, fault: Give, words: str
) -> None:
    sites.failing = [fault] * ATTEMPTS
    with pytest.raises(OutageError, match=words):
        await way.get(f"{sites.address}/list", 10_000)
    assert len(sites.asked) == ATTEMPTS


async def test_a_refusal_is_not_asked_again(sites: Sites, way: Web) -> None:
    sites.failing = [refuses(403)]
    with pytest.raises(OutageError, match="it answers 403"):
        await way.get(f"{sites.address}/list", 10_000)
    assert len(sites.asked) == 1


async def test_ten_times_the_size_is_refused(sites: Sites, way: Web) -> None:
    sites.list = LIST.encode() * 10
    with pytest.raises(OutageError, match="more than"):
        await way.get(f"{sites.address}/list", len(LIST))


async def test_the_known_version_is_not_sent_again(sites: Sites, way: Web) -> None:
    known = Validators(ETAG, LAST_MODIFIED)
    assert await way.get(f"{sites.address}/list", 10_000, known=known) is None


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/list", "http://[::1", "nonsense"])
async def test_nobody_at_the_address_is_an_outage(way: Web, address: str) -> None:
    with pytest.raises(OutageError, match="it cannot be reached"):
        await way.get(address, 10_000)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"3", b"\xff\xfe{}"])
async def test_what_is_no_object_is_an_outage(sites: Sites, way: Web, body: bytes) -> None:
    sites.failing = [sends(body)]
    with pytest.raises(OutageError, match="something else"):
        await way.json(f"{sites.address}/list", 10_000, {})
