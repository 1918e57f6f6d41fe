"""The bot without Discord: a simulated server, and a web page to play in it."""

from stage.run import PortTakenError, run_stage
from stage.web.language import Languages

__all__ = ["Languages", "PortTakenError", "run_stage"]
