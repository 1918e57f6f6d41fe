"""The features, one folder each. A slice never imports another slice."""

EXTENSIONS = (
    "cogs.films",
    "cogs.theories",
    "cogs.reminders",
    "cogs.answers",
    "cogs.guide",
    "cogs.community",
    "cogs.server",
)
"""The slices that are loaded, in order."""
