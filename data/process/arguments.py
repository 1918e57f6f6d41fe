"""The command line of ``bot.py``. Needs no library of its own."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from data.installation import COMMAND

STAGE_PORT = 8765
HIGHEST_PORT = 65_535


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; what cannot be meant ends the process with exit code 2."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="Stinger, a bot for film fans.")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--stage", action="store_true", help="try it without Discord")
    what.add_argument("--check", action="store_true", help="check the installation and stop")
    what.add_argument(
        "--healthy", action="store_true", help="exit code 0 if the running bot is connected, else 1"
    )
    what.add_argument("--sync", action="store_true", help="give Discord the commands anew")
    parser.add_argument(
        "--port", type=_port, default=STAGE_PORT, help=f"the stage's port (default {STAGE_PORT})"
    )
    parser.add_argument("--tour", action="store_true", help="with --stage: let it show itself")
    parser.add_argument("--keep", action="store_true", help="with --stage: keep its database")
    parser.add_argument(
        "--online", action="store_true", help="with --check: ask Discord about the token, too"
    )
    arguments = parser.parse_args(argv)
    if arguments.online and not arguments.check:
        parser.error("--online goes with --check")
    for name in ("tour", "keep"):
        if getattr(arguments, name) and not arguments.stage:
            parser.error(f"--{name} goes with --stage")
    return arguments


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > HIGHEST_PORT:
        raise argparse.ArgumentTypeError(
            f"{text} is no port: choose one from 1 to {HIGHEST_PORT}, or 0 for any that is free"
        )
    return int(text)
