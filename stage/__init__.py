"""The bot without Discord: a simulated server, and a web page to play in it."""

from stage.run import PortTakenError, run_stage

__all__ = ["PortTakenError", "run_stage"]
