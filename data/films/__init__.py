"""The catalogue's files and the builder that makes them from public lists (see SOURCES.md)."""
