"""The guide, as members use it, and its answers to general questions in chat."""

from __future__ import annotations

import pytest

from cogs.guide.topics import TOPICS
from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club, archived_thread
from tests.e2e.replies import button_ids, option_labels, shown_text
from tests.films import MARK, TWO_SCENES, UPCOMING

pytestmark = ON_SQLITE

SELECT = "select/guide:topic"


async def test_the_guide_opens_privately_and_turns_in_place(club: Club) -> None:
    opened = await club.alice.slash(club.lobby, "guide")
    assert opened.ephemeral
    assert opened.response is not None
    assert "Observe details" in shown_text(opened.response.components)
    assert len(option_labels(opened.response.components)) == len(TOPICS)
    turned = await club.alice.select(opened.response.message, ["eggs:"], custom_id=SELECT)
    assert turned.response is not None
    assert "cast cameos" in shown_text(turned.response.components)


async def test_a_film_is_read_in_five_steps(club: Club) -> None:
    opened = await club.alice.slash(club.lobby, "guide", film="nigth harbor")
    assert opened.ephemeral
    assert opened.response is not None
    text = shown_text(opened.response.components)
    assert "Night Harbour (2024)" in text
    assert "Somebody comes home." in text
    assert f"||The {MARK}" in text
    turned = await club.alice.select(
        opened.response.message, [f"faq:{TWO_SCENES.id}"], custom_id=SELECT
    )
    assert turned.response is not None
    back = await club.alice.select(
        turned.response.message, [f"reading:{TWO_SCENES.id}"], custom_id=SELECT
    )
    assert back.response is not None
    assert f"||The {MARK}" in shown_text(back.response.components)


async def test_every_topic_opens(club: Club, subtests: pytest.Subtests) -> None:
    for topic, told in TOPICS.items():
        with subtests.test(topic=topic):
            opened = await club.alice.slash(club.lobby, "guide", topic=topic)
            assert opened.response is not None
            assert told.title in shown_text(opened.response.components)


async def test_a_film_under_embargo_is_read_behind_spoilers(club: Club) -> None:
    opened = await club.alice.slash(club.lobby, "guide", film=UPCOMING.id)
    assert opened.response is not None
    assert "||Stay seated" in shown_text(opened.response.components)


async def test_a_shared_page_is_turned_for_oneself_after_a_restart_too(club: Club) -> None:
    opened = await club.alice.slash(club.lobby, "guide", topic="spirit", share="everyone")
    assert not opened.ephemeral
    await club.restart()
    message = club.lobby.history()[-1]
    turned = await club.bob.select(message, ["tips:"], custom_id=SELECT)
    assert turned.ephemeral
    shown = shown_text([c.to_dict() for c in club.lobby.history()[-1].components])
    assert "invitation to imagine" in shown


async def test_a_page_is_not_shared_where_answers_are_private(club: Club) -> None:
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.PRIVATE)
    opened = await club.alice.slash(club.lobby, "guide", share="everyone")
    assert opened.ephemeral


async def test_in_an_archived_thread_the_policy_of_its_channel_counts(club: Club) -> None:
    thread = await archived_thread(club)
    opened = await club.alice.slash(thread, "guide", film=TWO_SCENES.id, share="everyone")
    assert not opened.ephemeral
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.PRIVATE)
    opened = await club.alice.slash(thread, "guide", film=TWO_SCENES.id, share="everyone")
    assert opened.ephemeral
    assert opened.response is not None
    turned = await club.alice.select(
        opened.response.message, [f"eggs:{TWO_SCENES.id}"], custom_id=SELECT
    )
    assert turned.response is not None
    assert "cast cameos" in shown_text(turned.response.components)


async def test_the_guide_opens_in_a_dm(club: Club) -> None:
    opened = await club.alice.user.slash("guide")
    assert opened.response is not None
    assert "Observe details" in shown_text(opened.response.components)


async def test_a_general_question_in_chat_gets_the_guides_answer(club: Club) -> None:
    mention = club.mention
    await club.alice.send(club.lobby, f"{mention} does a post credit scene change the ending?")
    answer = club.lobby.history()[-1]
    assert "Rarely." in shown_text([c.to_dict() for c in answer.components])
    await club.bob.send(club.lobby, f"{mention} do post credit scenes change the ending?")
    assert str(answer.id) in club.lobby.history()[-1].content


async def test_where_answers_are_private_the_guides_are_too(club: Club) -> None:
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.PRIVATE)
    await club.alice.send(club.lobby, f"{club.mention} mid vs post credits?")
    notice = club.lobby.history()[-1]
    components = [c.to_dict() for c in notice.components]
    assert "mid-credits" not in shown_text(components)
    shown = await club.alice.click(notice, custom_id=button_ids(components)["Show privately"])
    assert shown.ephemeral
    assert shown.response is not None
    assert "mid-credits" in shown_text(shown.response.components)
