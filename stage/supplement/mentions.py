"""Names after an @, which Discord's own page turns into mentions and SimCord's does not."""

import json
import re
from collections.abc import Mapping

import simcord

from stage.club.club import BOT_NAME, Club

_CODE = r"`[^`]*`"
_WRITTEN = ("send_message", "edit_message")


def mentionable(env: simcord.Env, club: Club) -> dict[str, int]:
    """Whom a message can name, the bot first, with their ids."""
    people = env.backend.users
    members = env.backend.guilds[club.guild.id].members
    named = {people[user_id].global_name: user_id for user_id in members if user_id in people}
    bot_id = env.backend.bot_user.id
    return {BOT_NAME: bot_id, **{name: user_id for name, user_id in named.items() if name}}


def with_mentions(text: str, ids: Mapping[str, int]) -> str:
    """The text with `@Name` written as Discord sends a mention, but not inside code.

    Capitals do not matter; a longer word that begins with a name is not that name.
    """
    by_name = {name.casefold(): user_id for name, user_id in ids.items()}
    names = "|".join(re.escape(name) for name in sorted(by_name, key=len, reverse=True))
    pattern = re.compile(rf"{_CODE}|(?<!\w)@({names})(?!\w)", re.IGNORECASE)
    return pattern.sub(
        lambda found: f"<@{by_name[found[1].casefold()]}>" if found[1] else found[0], text
    )


def naming_people(body: bytes, ids: Mapping[str, int]) -> bytes:
    """The preview's action in `body`, with mentions in what somebody writes; others unchanged."""
    try:
        action = json.loads(body)
    except ValueError:  # a form with files
        return body
    if not isinstance(action, dict) or action.get("kind") not in _WRITTEN:
        return body
    content = action.get("content")
    if not isinstance(content, str):
        return body
    return json.dumps({**action, "content": with_mentions(content, ids)}).encode()
