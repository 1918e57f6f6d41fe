"""How sure a ranking is: the probability that a hit is the film meant."""

from __future__ import annotations

import math
from collections.abc import Sequence

from data.lookup_keys import Keys
from data.lookup_score import unmatched_share
from data.lookup_search import Hit


def features(hits: Sequence[Hit], place: int, keys: Keys) -> tuple[float, ...]:
    """What the probability is computed from."""
    hit = hits[place]
    others = max((other.total for other in hits if other is not hit), default=0.0)
    gap = min(max(hit.total - others, -0.3), 0.3)
    length = min(len(hit.query.forms[0]), 20) / 20
    strange = unmatched_share(hit.query, keys.text[hit.row], keys.spaced[hit.row].split(), keys)
    return (hit.fit, gap, length, float(keys.prior[hit.film]), strange)


_WEIGHTS = (-14.0, 17.0, 8.0, 1.0, 1.0, -4.0)


def certainties(hits: Sequence[Hit], keys: Keys) -> list[float]:
    """The probability for each hit."""
    return [certainty(features(hits, place, keys)) for place in range(len(hits))]


def certainty(values: tuple[float, ...]) -> float:
    """Logistic in the features."""
    bias, *weights = _WEIGHTS
    z = bias + sum(w * v for w, v in zip(weights, values, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))
