"""The sentences of each language."""

COMPLETE = ("de", "es", "fr", "it", "pt-BR")
"""Languages in which nothing is said in English; another one may be translated bit by bit."""
