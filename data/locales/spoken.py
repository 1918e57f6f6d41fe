"""In which language things are said here and now."""

from __future__ import annotations

from contextvars import ContextVar

language_spoken: ContextVar[str] = ContextVar("language_spoken", default="en")
"""The tag of one of our languages; set by :func:`data.locales.messages.speaking` alone."""

language_of_commands: ContextVar[str] = ContextVar("language_of_commands", default="en")
"""The tag of the language in which sentences name commands: the one spoken, or English."""
