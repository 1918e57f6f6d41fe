import json

from hypothesis import given
from hypothesis import strategies as st

from stage.supplement.mentions import mentionable, naming_people, with_mentions
from tests.stage.conftest import Visitor

IDS = {"Stinger": 1, "Mia": 2, "Mi": 3}


def test_a_name_after_an_at_becomes_a_mention() -> None:
    assert with_mentions("@Stinger is there something, @mia?", IDS) == (
        "<@1> is there something, <@2>?"
    )


def test_longer_words_addresses_and_code_are_left_alone() -> None:
    for text in ("@Stingers", "mail@Stinger", "`@Stinger`", "@", "Stinger", "<@1>"):
        assert with_mentions(text, IDS) == text
    assert with_mentions("@Mi, @Mia", IDS) == "<@3>, <@2>"


@given(st.text())
def test_what_names_nobody_stays_as_it_is(text: str) -> None:
    assert with_mentions(text, {}) == text
    assert with_mentions(text.replace("@", ""), IDS) == text.replace("@", "")


def test_only_what_somebody_writes_is_read() -> None:
    for kind in ("send_message", "edit_message"):
        body = json.dumps({"kind": kind, "content": "@Mia", "sequence": 4}).encode()
        assert json.loads(naming_people(body, IDS)) == {
            "kind": kind,
            "content": "<@2>",
            "sequence": 4,
        }
    for body in (
        b'{"kind": "run_command", "content": "@Mia"}',
        b'{"kind": "send_message"}',
        b'["@Mia"]',
        b"--form\r\n@Mia",
    ):
        assert naming_people(body, IDS) == body


async def test_the_bot_comes_first_and_everybody_once(visitor: Visitor) -> None:
    names = list(mentionable(visitor.simulation.env, visitor.simulation.club))
    assert names[0] == "Stinger"
    assert {"Mia", "Omar", "Ada", "Noa", "Kit"} < set(names)
    assert (await visitor.state())["people"] == names
