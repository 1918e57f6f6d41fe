"""Reading evidence as members write it: one item a line, with a link or a film time in it."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, urlencode

from cogs.theories.rules.theory import EvidenceItem
from data.web_address import web_address

_LINK = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)
_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}")
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|igsh|si|ref_src", re.ASCII)

_NO_SITES = frozenset({"discord.com", "ptb.discord.com", "canary.discord.com", "discordapp.com"})
"""A message here is evidence, but its address says nothing of who wrote it."""


def read_evidence(text: str) -> list[EvidenceItem]:
    """The items of a text: one for each line with words in it, and a link only once."""
    items: dict[str, EvidenceItem] = {}
    for line in text.splitlines():
        words = line.strip()
        if words:
            item = read_item(words)
            items.setdefault(item.link_hash or words, item)
    return list(items.values())


def read_item(words: str) -> EvidenceItem:
    """One line as an item."""
    link = _LINK.search(words)
    key, host = (None, None) if link is None else _identity(link.group())
    if key is None:
        return EvidenceItem(words, None, None)
    return EvidenceItem(words, hashlib.sha256(key.encode()).hexdigest(), host)


def is_web_address(text: str) -> bool:
    """Whether the text is one ``http(s)`` link to a public host name, and nothing else."""
    return _LINK.fullmatch(text) is not None and _identity(text)[0] is not None


def _identity(link: str) -> tuple[str | None, str | None]:
    """A key that all addresses of a page share, and the page's web site.

    The web site is ``None`` for an address within Discord; both are for what is no address.
    """
    parts = web_address(link.rstrip(".,;:!?)]}'\""))
    if parts is None:
        return None, None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if not _HOST.fullmatch(host):
        return None, None
    site = None if host in _NO_SITES else host
    query = [(k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.fullmatch(k.lower())]
    return f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(query))}", site
