"""All kinds of contributions by the class of what they say."""

from __future__ import annotations

from typing import Any

from cogs.community.kinds.egg import EGG
from cogs.community.kinds.film import FILM
from cogs.community.kinds.kind import Kind
from cogs.community.kinds.scene import SCENE
from cogs.community.kinds.sighting import SIGHTING
from cogs.community.kinds.timestamp import TIMESTAMP
from data.contributions.rules.kinds import AddedFilm, Content, Egg, Sighting, Timestamp, ToldScene

_KINDS: dict[type[Content], Kind[Any]] = {
    AddedFilm: FILM,
    ToldScene: SCENE,
    Timestamp: TIMESTAMP,
    Egg: EGG,
    Sighting: SIGHTING,
}


def kind_of(content: Content) -> Kind[Any]:
    """The kind of what a contribution says."""
    return _KINDS[type(content)]
