"""What the channel policies are called and what each means, in sentences for moderators."""

from __future__ import annotations

from typing import Literal

from data.servers.policy import Policy

Mode = Literal["standard", "strict", "private", "off", "as around it"]
"""What ``/config policy`` offers; the last one takes a place's own policy back."""

MEANING = {
    Policy.STANDARD: "/stinger shows the verdict; what happens in a scene stays hidden.",
    Policy.STRICT: "Verdict, counts and hints are hidden too, until a reader clicks.",
    Policy.PRIVATE: "Nobody but the asker sees an answer.",
    Policy.OFF: "I am silent in chat, and commands answer privately.",
}
"""At most 100 characters each, so that a select can show them."""


def policy_of(mode: Mode) -> Policy | None:
    """The policy that a mode sets; ``None`` takes it back."""
    return None if mode == "as around it" else Policy(mode)
