"""The menu of a message, which SimCord offers to tests but not on its page."""

import secrets

import simcord
from simcord import actors
from simcord.backend import serializers
from simcord.backend.access import can_access_message
from simcord.enums import AppCommandType, InteractionType

Actor = simcord.MemberActor | simcord.UserHandle


def menu_of(env: simcord.Env, actor: Actor, channel_id: int, locale: str) -> dict[str, str]:
    """The names of the bot's commands for messages that the actor is offered in that channel,
    each with what it is called in a locale of Discord's.
    """
    commands = env.backend.visible_commands(
        user_id=actor.id, channel_id=channel_id, type=AppCommandType.MESSAGE
    )
    return {
        str(command["name"]): str(
            (command.get("name_localizations") or {}).get(locale, command["name"])
        )
        for command in commands
    }


async def choose_in_menu(
    env: simcord.Env, actor: Actor, channel: simcord.ChannelHandle, name: str, message_id: int
) -> simcord.InteractionResult:
    """What comes of it as the actor chooses that command for a message of the channel.

    SimCord's own `context_menu` knows only servers; this one serves direct messages too.
    Raises SetupError or BackendError where Discord would offer the actor no such thing.
    """
    message = env.backend.get_message(channel.id, message_id)
    if not can_access_message(env, channel.id, message, actor, history=True):
        raise simcord.SetupError("the message is not visible to this member")
    command = actors._resolve_visible_command(actor, channel.id, name, AppCommandType.MESSAGE)
    resolved = {str(message_id): dict(serializers.message_payload(env.backend, message))}
    data = {
        "id": command["id"],
        "name": command["name"],
        "type": AppCommandType.MESSAGE,
        "target_id": str(message_id),
        "resolved": {"messages": resolved},
    }
    env._begin_operation("message menu")
    try:
        return await actors._dispatch_actor_interaction(
            actor, InteractionType.APPLICATION_COMMAND, channel, data
        )
    finally:
        env._end_operation()


def show_form(preview: simcord.Preview, opened: simcord.InteractionResult) -> None:
    """Let the preview's pages show a form that no action of theirs has opened."""
    for page in preview._pages.values():
        page.modal, page.modal_handle = opened, "m_" + secrets.token_urlsafe(12)
