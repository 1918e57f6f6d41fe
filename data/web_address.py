"""Addresses of pages on the web, as people write them."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def web_address(text: str) -> SplitResult | None:
    """The parts of an ``http(s)`` address with a host; ``None`` for what no browser opens."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("https", "http") and parts.hostname and parts.port != 0
    except ValueError:  # brackets without an end, a port that is none
        return None
    return parts if usable else None
