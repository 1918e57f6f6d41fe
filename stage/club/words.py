"""What the club's people say, and what their channels are called: English, until somebody comes in.

The sentences are marked for the catalogue of messages; whoever is handed them says them.
"""

from collections.abc import Callable

import simcord

Say = Callable[[str], str]
"""Gives an English sentence in another language."""


def N_(sentence: str) -> str:  # noqa: N802 - gettext's name for it
    """The English sentence as it is, marked to be translated."""
    return sentence


# Translators: a channel's name: lower case, no spaces
LOBBY = N_("lobby")
# Translators: a channel's name: lower case, no spaces
SPOILERS = N_("spoilers")
# Translators: a channel's name: lower case, no spaces
THEORIES = N_("theories")
TOPICS = {
    LOBBY: N_("What are we watching? Please no spoilers."),
    SPOILERS: N_("Seen it? Hide what others may not know."),
}
CHAT = (
    (LOBBY, "Lena", N_("Iron Man again last night. He always has to build his way out alone.")),
    (LOBBY, "Mia", N_("Tickets for Ballerina are booked. Do we stay when the credits start?")),
    (LOBBY, "Omar", N_("Ask the bot, it tells no secrets: `/stinger film: Ballerina`")),
    (SPOILERS, "Kit", N_("Iron Man, very last minute: Nick Fury waits in Tony’s own house!")),
)
"""Channel, who says it, and the words."""

HOUSE_RULES = N_("How we write theories here")
FIRST_RULE = N_("One theory a post, evidence first. What gives a film away stays ||hidden||.")
TAGS = (
    N_("open"),
    N_("closed"),
    N_("confirmed"),
    N_("debunked"),
    N_("partly"),
    N_("unknowable"),
)
"""The forum's tags, shown with a capital; the bot knows them in each of its languages."""


def tag(name: str) -> str:
    """A tag as the forum shows it."""
    return name[:1].upper() + name[1:]


def translate(env: simcord.Env, say: Say) -> None:
    """Put a language in the place of the English of all channels, posts and messages there are.

    As if they had always been in it: nothing counts as edited.
    """
    backend = env.backend
    for channel in list(backend.channels.values()):
        if channel.guild_id is None or channel.name is None:
            continue
        channel.name = say(channel.name)
        if channel.topic:
            channel.topic = say(channel.topic)
        for one in channel.available_tags:
            one["name"] = tag(say(one["name"].lower()))
        backend.announce_channel_update(channel.id)
        for message in backend.messages.get(channel.id, {}).values():
            if message.content:
                message.content = say(message.content)
