"""In which language things are said here and now."""

from __future__ import annotations

from contextvars import ContextVar

language_spoken: ContextVar[str] = ContextVar("language_spoken", default="en")
"""The tag of one of our languages; set by :func:`data.locales.messages.speaking` alone."""
