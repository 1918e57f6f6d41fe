"""The set-up screen at its fullest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from discord import ui

from cogs.server.cards.setup import MEANING, MOST_LISTENING, ServerSetup, setup_card
from cogs.server.config_cog import policy_of
from cogs.shared.cards.budget import TEXT_LIMIT
from cogs.shared.items import ActionSelect
from cogs.shared.registry import ConfigSection, TitledSelect
from data.servers.policy import Policy
from data.servers.preferences import ServerSettings
from tests.e2e.replies import components, components_of, shown_text

NOW = datetime(2026, 1, 1, tzinfo=UTC)
MOST_COMPONENTS = 40
SERVER = 2**63 - 1


def full_setup() -> ServerSetup:
    sections = [
        ConfigSection(f"Part {n}", "theory setup", lambda _settings: ["- " + "x" * 120] * 6)
        for n in range(2)
    ]
    return ServerSetup(
        settings=ServerSettings(embargo_days=11, curator_role_id=SERVER),
        policies={SERVER - n: Policy.STRICT for n in range(500)},
        server_id=SERVER,
        listening=[SERVER - n for n in range(100)],
        embargoes={"||*x*||" * 14 + str(n): NOW for n in range(100)},
        sections=sections,
        selects=[_two_selects() for _ in sections],
    )


def _two_selects() -> list[TitledSelect]:
    names = ("part:select-a", "part:select-b")
    return [("x" * 60, ActionSelect(name, "", ui.ChannelSelect[Any]())) for name in names]


def test_the_fullest_screen_fits_a_message() -> None:
    shown = components(setup_card(full_setup(), lambda name: f"</{name}:{SERVER}>"))
    assert len(shown_text(shown)) <= TEXT_LIMIT
    assert sum(isinstance(c["type"], int) for c in components_of(shown)) <= MOST_COMPONENTS
    listening = [c for c in components_of(shown) if "default_values" in c and c["type"] == 8]
    assert len(listening[0]["default_values"]) == MOST_LISTENING


def test_titles_of_films_are_harmless_and_lists_are_cut_short() -> None:
    text = shown_text(components(setup_card(full_setup(), str)))
    assert "||" not in text
    assert "491 more" in text
    assert "92 more" in text


def test_a_number_that_no_choice_offers_is_shown_as_chosen() -> None:
    shown = components(setup_card(full_setup(), str))
    options = [o for c in components_of(shown) for o in c.get("options", ())]
    chosen = [o["label"] for o in options if o.get("default")]
    language = "the asker's, or a Community server's own"
    assert chosen == ["strict", "standard", "11 days from release", language]


def test_every_policy_is_explained_within_a_selects_limits() -> None:
    assert set(MEANING) == set(Policy)
    assert all(len(words) <= 100 for words in MEANING.values())
    assert policy_of("as around it") is None
    assert policy_of("off") is Policy.OFF
