"""When a test stops waiting for what will never come."""

HANG = 300.0
"""Seconds after which something hangs. No deadline for work, however slow or busy the machine."""
