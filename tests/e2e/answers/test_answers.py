"""Questions in chat, asked and answered where people are."""

from __future__ import annotations

from datetime import timedelta

import discord
import pytest

from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.answers.menus import ids_of
from tests.e2e.conftest import Club
from tests.e2e.replies import components_of, shown_text
from tests.films import DISPUTED, HOSTILE, MARK, NO_SCENE, TWINS, UPCOMING

pytestmark = ON_SQLITE

QUESTION = "is there anything after the credits of night harbour?"


async def ask(club: Club, text: str = QUESTION) -> list[discord.Message]:
    """Have Alice ask the bot; the bot's messages that follow."""
    before = len(club.lobby.history())
    await club.alice.send(club.lobby, f"{club.mention} {text}")
    return club.lobby.history()[before + 1 :]


def text_of(message: discord.Message) -> str:
    return message.content or shown_text([c.to_dict() for c in message.components])


def outside_spoilers(text: str) -> str:
    return "".join(text.split("||")[::2])


async def test_a_mention_that_asks_is_answered_with_everything_covered(club: Club) -> None:
    (answer,) = await ask(club)
    text = text_of(answer)
    assert text.startswith("### Night Harbour (2024)")
    assert "||Stay seated" in text
    assert f"||The {MARK} ferryman" in text
    clear = outside_spoilers(text)
    for word in (MARK, "Stay", "scene", "mid-credits", "tease", "home"):
        assert word not in clear
    assert {"Remind me", "Theories"} >= ids_of(answer).keys()


async def test_an_answer_is_a_silent_reply_that_mentions_nobody(club: Club) -> None:
    (answer,) = await ask(club)
    assert answer.reference is not None
    sent = club.env.http_requests[-1].json
    assert sent is not None
    assert sent["flags"] & discord.MessageFlags(suppress_notifications=True).value
    assert sent["allowed_mentions"] == {"parse": [], "replied_user": False}


@pytest.mark.parametrize(
    "text",
    [
        "the post-credits scene of Night Harbour was great",
        "thanks, Night Harbour has a stinger",
        "who cares about post-credits scenes lol",
        "how are you?",
        "is it any good?",
        "||does night harbour have a stinger?||",
    ],
)
async def test_talk_is_met_with_silence(club: Club, text: str) -> None:
    assert await ask(club, text) == []


async def test_what_is_asked_of_the_bot_about_a_film_is_taken_for_its_question(club: Club) -> None:
    (answer,) = await ask(club, "do I miss anything of Night Harbour in the loo?")
    assert text_of(answer).startswith("### Night Harbour (2024)")


async def test_without_a_mention_nothing_is_read(club: Club) -> None:
    await club.alice.send(club.lobby, QUESTION)
    assert len(club.lobby.history()) == 1


async def test_bots_and_webhooks_are_not_answered(club: Club) -> None:
    webhook = club.server.create_webhook(club.lobby, "News")
    await webhook.send(f"{club.mention} {QUESTION}")
    other = club.server.add_member(club.env.create_user("other", bot=True))
    await other.send(club.lobby, f"{club.mention} {QUESTION}")
    assert len(club.lobby.history()) == 2


async def test_a_dm_is_answered_in_the_dm(club: Club) -> None:
    await club.alice.send_dm(QUESTION)
    answer = club.alice.user.dm_channel.history()[-1]
    assert text_of(answer).startswith("### Night Harbour (2024)")
    assert "||Stay seated" in text_of(answer)


async def test_a_reply_that_pings_the_bot_is_a_question_to_it(club: Club) -> None:
    (answer,) = await ask(club)
    await club.alice.send(club.lobby, "and does quiet meadow have a stinger?", reply_to=answer)
    assert text_of(club.lobby.history()[-1]).startswith("### Quiet Meadow (2023)")


async def test_a_thread_is_answered_in_the_thread(club: Club) -> None:
    opener = await club.alice.send(club.lobby, "Harbour talk")
    channel = club.bot.get_channel(club.lobby.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="Harbour", message=opener)
    (handle,) = club.lobby.threads
    await club.alice.send(handle, f"{club.mention} {QUESTION}")
    assert text_of(handle.history()[-1]).startswith("### Night Harbour (2024)")
    assert thread.id == handle.id


async def test_a_strict_place_is_not_told_by_the_shape_either(club: Club) -> None:
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.STRICT)
    (with_scenes,) = await ask(club)
    (without,) = await ask(club, "does quiet meadow have a stinger?")
    shapes = [
        [
            (c["type"], c.get("accent_color"))
            for c in components_of([d.to_dict() for d in m.components])
        ]
        for m in (with_scenes, without)
    ]
    assert shapes[0] == shapes[1]
    assert MARK not in text_of(with_scenes)
    assert "Show privately" in ids_of(with_scenes)


async def test_a_film_under_embargo_is_strict_in_every_chat(club: Club) -> None:
    (answer,) = await ask(club, "does night harbour returns have a stinger?")
    assert UPCOMING.label in text_of(answer)
    assert "Show privately" in ids_of(answer)
    ends = club.env.now() + timedelta(days=2)
    await club.bot.preferences.embargoes.set(club.server.id, NO_SCENE.id, ends)
    (answer,) = await ask(club, "does quiet meadow have a stinger?")
    assert "Show privately" in ids_of(answer)


async def test_a_private_place_gets_a_button_that_only_its_presser_reads(club: Club) -> None:
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.PRIVATE)
    (notice,) = await ask(club)
    assert text_of(notice) == "Night Harbour (2024): only you will see the answer."
    shown = await club.bob.click(notice, custom_id=ids_of(notice)["Show privately"])
    assert shown.ephemeral
    assert shown.response is not None
    assert MARK in shown_text(shown.response.components)


async def test_where_stinger_is_off_chat_is_silent(club: Club) -> None:
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.OFF)
    assert await ask(club) == []
    assert await ask(club, "") == []


async def test_one_answer_serves_a_channel_for_ten_minutes(club: Club) -> None:
    (answer,) = await ask(club)
    (link,) = await ask(club, "does night harbour have a stinger?")
    assert str(answer.id) in link.content
    assert str(club.lobby.id) in link.content
    await club.env.advance_time(601)
    (again,) = await ask(club)
    assert text_of(again).startswith("### Night Harbour")


async def test_nobody_is_led_to_an_answer_that_was_deleted(club: Club) -> None:
    (answer,) = await ask(club)
    await club.moderator.delete(answer)
    (again,) = await ask(club)
    assert text_of(again).startswith("### Night Harbour")


async def test_nobody_is_led_to_an_answer_that_was_cleared_away_with_others(club: Club) -> None:
    (answer,) = await ask(club)
    club.env.backend.emit(
        "MESSAGE_DELETE_BULK",
        {
            "ids": [str(answer.id)],
            "channel_id": str(club.lobby.id),
            "guild_id": str(club.server.id),
        },
    )
    await club.env.settle()
    (again,) = await ask(club)
    assert text_of(again).startswith("### Night Harbour")


async def test_two_films_in_one_question_are_both_offered(club: Club) -> None:
    (question,) = await ask(club, "does Quiet Meadow or Glass Orchard have a stinger?")
    assert set(ids_of(question)) == {NO_SCENE.label, DISPUTED.label}


async def test_who_picks_the_role_of_the_same_name_is_told_to_pick_the_bot(club: Club) -> None:
    """Discord hands such a message over without its words; the simulator marks no role as ours."""
    guild = club.bot.get_guild(club.server.id)
    assert guild is not None
    role = discord.utils.get(guild.roles, managed=True)
    assert role is not None
    role.tags = discord.RoleTags({"bot_id": str(guild.me.id)})
    await club.admin.send(club.lobby, f"{role.mention} {QUESTION}")
    assert "Pick my name" in club.lobby.history()[-1].content
    await club.admin.send(club.lobby, f"{role.mention} {QUESTION}")
    assert "Pick my name" not in club.lobby.history()[-1].content


async def test_the_asker_chooses_among_films_of_one_name(club: Club) -> None:
    (question,) = await ask(club, "does the twin have a post credits scene?")
    labels = ids_of(question)
    assert set(labels) == {film.label for film in TWINS}
    refused = await club.bob.click(question, custom_id=labels[TWINS[1].label])
    assert refused.ephemeral
    assert refused.response is not None
    assert "Only the one who asked" in refused.response.content
    await club.restart()
    question = club.lobby.history()[-1]
    await club.alice.click(question, custom_id=labels[TWINS[1].label])
    assert text_of(club.lobby.history()[-1]).startswith(f"### {TWINS[1].label}")


async def test_a_forged_choice_of_no_film_is_refused(club: Club) -> None:
    (question,) = await ask(club, "does the twin have a post credits scene?")
    stored = club.env.backend.messages[club.lobby.id][question.id]
    for button in components_of(stored.components):
        if button.get("custom_id", "").startswith("answers:"):
            button["custom_id"] = "answers:film:no-such-film"
            break
    result = await club.alice.click(question, custom_id="answers:film:no-such-film")
    assert result.ephemeral
    assert result.response is not None
    assert "no longer in the catalogue" in result.response.content


async def test_help_is_given_once_a_day_to_each_member(club: Club) -> None:
    (line,) = await ask(club, "is there a post credits scene?")
    assert line.content.startswith("I can't tell which film you mean.")
    assert "\n" not in line.content
    assert await ask(club, "is there a post credits scene?") == []
    assert await ask(club, "") == []
    await club.bob.send(club.lobby, club.mention)
    assert club.lobby.history()[-1].content.startswith("Name the film in your question")
    await club.env.advance_time(24 * 3600)
    assert len(await ask(club, "")) == 1


async def test_a_hostile_title_pings_and_opens_nothing(club: Club) -> None:
    (answer,) = await ask(club, "does ||@everyone|| `*Film*` have a stinger?")
    assert "||@everyone||" not in text_of(answer)
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.PRIVATE)
    (notice,) = await ask(club, "does everyone film 2020 have a stinger?")
    assert HOSTILE.label not in text_of(notice)


async def test_a_channel_where_the_bot_may_not_speak_is_left_alone(club: Club) -> None:
    club.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    assert await ask(club) == []
    (answer,) = await ask(club)
    assert text_of(answer).startswith("### Night Harbour")


@pytest.mark.parametrize(
    "text", ["\u0301" * 1900, "\u202e" * 50, "@everyone", "`" * 100, "|" * 500]
)
async def test_nonsense_is_survived(club: Club, text: str) -> None:
    assert await ask(club, text) == []


def test_the_bot_asks_for_no_privileged_intent(club: Club) -> None:
    intents = club.bot.intents
    assert not (intents.message_content or intents.members or intents.presences)


async def test_start_up_says_how_much_is_heard(
    club: Club, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"):
        await club.restart()
    assert "Message Content intent: off." in caplog.text


async def test_an_archived_or_locked_thread_is_left_alone(club: Club) -> None:
    """The simulator does not model such threads; this is the refusal that Discord gives."""
    club.env.inject_error("POST", "/channels/*/messages", status=400, code=50083)
    assert await ask(club) == []


def test_where_the_menus_and_the_guide_are_installed(club: Club) -> None:
    """No simulator models user installs; the definitions that Discord gets are checked."""
    commands = {c.name: c.to_dict(club.bot.tree) for c in club.bot.tree.get_commands()}
    everywhere = {"integration_types": [0, 1], "contexts": [0, 1, 2]}
    servers = {"integration_types": [0], "contexts": [0]}
    for name, expected in {
        "Any stinger?": everywhere,
        "guide": everywhere,
        "Spoiler-tag this": servers,
    }.items():
        assert {key: sorted(commands[name][key] or ()) for key in expected} == expected


async def test_a_question_whose_mention_comes_by_an_edit_is_answered_once(club: Club) -> None:
    asked = await club.alice.send(club.lobby, QUESTION)
    assert len(club.lobby.history()) == 1
    await club.alice.edit(asked, f"{club.mention} {QUESTION}")
    (_, answer) = club.lobby.history()
    assert text_of(answer).startswith("### Night Harbour (2024)")
    await club.alice.edit(asked, f"{club.mention} {QUESTION}?")
    assert len(club.lobby.history()) == 2


async def test_an_edit_of_an_old_message_or_of_an_answered_one_is_not_answered(club: Club) -> None:
    old = await club.alice.send(club.lobby, QUESTION)
    answered = await club.alice.send(club.lobby, f"{club.mention} {QUESTION}")
    assert len(club.lobby.history()) == 3
    await club.alice.edit(answered, f"{club.mention} {QUESTION} please")
    await club.env.advance_time(3_600)
    await club.alice.edit(old, f"{club.mention} {QUESTION}")
    assert len(club.lobby.history()) == 3
