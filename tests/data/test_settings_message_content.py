"""The operator's switch for listening."""

from __future__ import annotations

import pytest

from data.settings import Settings, SettingsError

TOKEN = {"DISCORD_TOKEN": f"{'a' * 24}.{'b' * 6}.{'c' * 27}"}


@pytest.mark.parametrize(
    ("value", "switched_on"), [("on", True), (" ON ", True), ("off", False), ("", False)]
)
def test_messages_are_read_only_if_the_operator_says_on(value: str, switched_on: bool) -> None:
    settings = Settings.from_mapping({**TOKEN, "MESSAGE_CONTENT": value})
    assert settings.message_content is switched_on
    assert not Settings.from_mapping(TOKEN).message_content


def test_anything_else_is_a_fault_that_says_what_to_write() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_mapping({**TOKEN, "MESSAGE_CONTENT": "yes"})
    assert caught.value.faults == [
        "MESSAGE_CONTENT is neither on nor off: leave it out, or write MESSAGE_CONTENT=on"
    ]
