"""Prepares the catalogue for the bot that starts this, in a process of its own.

python -m data.prepared HOME INSTANT TIMES_ADDRESS FILMS
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from data.prepared import Sources, make


def main() -> None:
    """Do so."""
    home, now, times_address, films = sys.argv[1:]
    make(Sources(Path(home), datetime.fromisoformat(now), times_address, Path(films)))


if __name__ == "__main__":
    main()
