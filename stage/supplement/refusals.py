"""Refusals, which the bot answers and SimCord takes for failures."""

import simcord
from discord.app_commands import AppCommandError


def take_refusals_for_answers(env: simcord.Env) -> None:
    """Let a command that raises fail no more than on Discord: the bot's own handler has its say.

    SimCord's page says of every such command that it was not completed, even where the handler
    has told the member why. What the handler itself takes for a failure it logs.
    """
    record = env._record_error

    def record_others(error: BaseException) -> None:
        if not isinstance(error, AppCommandError):
            record(error)

    env._record_error = record_others  # type: ignore[method-assign]  # it has no way in for that
