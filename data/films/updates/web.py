"""Asks sites on the web: politely, with patience, and never for more than is wanted."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import stamina

ATTEMPTS = 4
WAIT, LONGEST_WAIT = 2.0, 60.0
"""Seconds before the second attempt, doubled for each further one; and at most, whoever asks."""

TIMEOUT = aiohttp.ClientTimeout(total=60, sock_connect=15)
USER_AGENT = "Stinger, a Discord bot (catalogue updates)"

NOT_MODIFIED, TOO_MANY, SERVER_FAULTS = 304, 429, 500


class OutageError(Exception):
    """A site does not answer as it should; the text says how, in words that may be shown.

    ``status`` is the HTTP status with which it refuses.
    """

    def __init__(self, told: str, status: int | None = None) -> None:
        super().__init__(told)
        self.status = status


class _BusyError(Exception):
    """The site asks to come again, perhaps ``after`` so many seconds."""

    def __init__(self, status: int, after: float | None) -> None:
        super().__init__(f"it answers {status}")
        self.after = after


@dataclass(frozen=True, slots=True)
class Validators:
    """What a site said of the version that it gave, to be asked whether there is a newer one."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The conditions of a request for a newer version only."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Document:
    """What a site gave, whole, and what it says of that version."""

    body: bytes
    validators: Validators


class Web:
    """Fetches documents; ``wait`` is in seconds, see :data:`WAIT`."""

    def __init__(self, session: aiohttp.ClientSession, wait: float = WAIT) -> None:
        self._session = session
        self._wait = wait

    async def get(
        self,
        url: str,
        most_bytes: int,
        headers: Mapping[str, str] | None = None,
        known: Validators | None = None,
    ) -> Document | None:
        """The document; ``None`` if the known version is still the newest.

        Asks again, later and later, while the site is out of reach or busy.

        Raises:
            OutageError: if it stays so, if the site refuses, or if the answer is larger than
                ``most_bytes`` after unpacking.
        """
        conditions = {**(headers or {}), **(known.headers() if known else {})}
        attempts = stamina.retry_context(
            on=_pause,
            attempts=ATTEMPTS,
            timeout=None,
            wait_initial=self._wait,
            wait_max=LONGEST_WAIT,
            wait_jitter=self._wait,
        )
        try:
            async for attempt in attempts:
                with attempt:
                    return await self._ask(url, most_bytes, conditions)
        except (aiohttp.ClientError, TimeoutError, _BusyError, ValueError) as error:
            # ValueError: an address that is none, or a header that no site should send.
            raise OutageError(_told(error)) from error
        raise AssertionError("the last attempt either returns or raises")

    async def json(self, url: str, most_bytes: int, headers: Mapping[str, str]) -> dict[str, Any]:
        """The object that the site answers with; raises :class:`OutageError` for anything else."""
        document = await self.get(url, most_bytes, headers)
        try:
            found = json.loads(document.body) if document else None
        except ValueError as error:
            raise OutageError("it answers with something else than JSON") from error
        if not isinstance(found, dict):
            raise OutageError("it answers with something else than an object")
        return found

    async def _ask(self, url: str, most_bytes: int, headers: Mapping[str, str]) -> Document | None:
        async with self._session.get(url, headers=headers) as answer:
            if answer.status == NOT_MODIFIED:
                return None
            if answer.status == TOO_MANY or answer.status >= SERVER_FAULTS:
                raise _BusyError(answer.status, _seconds(answer.headers.get("Retry-After")))
            if not answer.ok:
                raise OutageError(f"it answers {answer.status}", answer.status)
            body = bytearray()
            async for part in answer.content.iter_chunked(65_536):
                body += part
                if len(body) > most_bytes:
                    raise OutageError(f"it sends more than {most_bytes:,} bytes")
            found = Validators(answer.headers.get("ETag"), answer.headers.get("Last-Modified"))
            return Document(bytes(body), found)


@asynccontextmanager
async def web(wait: float = WAIT) -> AsyncIterator[Web]:
    """A way to the web for as long as the block lasts."""
    headers = {"User-Agent": USER_AGENT}
    async with aiohttp.ClientSession(timeout=TIMEOUT, headers=headers) as session:
        yield Web(session, wait)


def _pause(error: Exception) -> bool | float:
    """Whether to ask again, or after how many seconds if the site has said so."""
    if isinstance(error, _BusyError) and error.after is not None:
        return min(error.after, LONGEST_WAIT)
    return isinstance(error, (_BusyError, aiohttp.ClientError, TimeoutError))


def _seconds(retry_after: str | None) -> float | None:
    """A header's seconds; ``None`` for a date or nonsense, where our own waits serve."""
    return float(retry_after) if retry_after and retry_after.isdecimal() else None


def _told(error: Exception) -> str:
    if isinstance(error, _BusyError):
        return str(error)
    if isinstance(error, TimeoutError):
        return "it does not answer in time"
    if isinstance(error, aiohttp.ClientPayloadError):
        return "it breaks off in the middle"
    return "it cannot be reached"
