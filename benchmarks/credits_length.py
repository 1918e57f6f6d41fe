"""How far off the estimate of a film's credits is, on the films whose length a page or list states.

python -m benchmarks.credits_length [--json]

Each rule that was fitted is judged on films that it has not seen: a whole series is held back at a
time, as films of one series have credits of one make. ``estimate`` is what the bot uses.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cogs.reminders.rules.credits_length import IN_SERIES, estimated_credits
from data import films
from data.catalogue.catalogue import Catalogue

FOLDER = Path(films.__file__).parent


@dataclass(frozen=True, slots=True)
class Known:
    """A film whose credits are known: its length in minutes, and its series' name or ``None``."""

    film_id: str
    year: int
    runtime: int
    series: str | None
    minutes: float

    @property
    def group(self) -> str:
        """What is held back together."""
        return self.series or self.film_id


Rule = Callable[[Known], float]
Fit = Callable[[Sequence[Known]], Rule]


def known_lengths(catalogue: Catalogue) -> list[Known]:
    """The films with a stated length and a runtime."""
    known = []
    for film in catalogue.films:
        stated = catalogue.stated_credits(film.id)
        if stated is not None and film.runtime:
            minutes = stated.seconds / 60
            known.append(Known(film.id, film.year, film.runtime, film.franchise, minutes))
    return known


def held_back(known: Sequence[Known], fit: Fit) -> list[float]:
    """The error of each film, in minutes, by a rule fitted on the other series."""
    return [
        fit([other for other in known if other.group != film.group])(film) - film.minutes
        for film in known
    ]


def everywhere(known: Sequence[Known]) -> Rule:
    """One length for all films; each series counts once."""
    groups = {film.group for film in known}
    usual = statistics.median(
        statistics.median(film.minutes for film in known if film.group == group) for group in groups
    )
    return lambda _film: usual


def by(kind: Callable[[Known], object]) -> Fit:
    """One length for each kind; that of all where a kind has no other film."""

    def fit(known: Sequence[Known]) -> Rule:
        def rule(film: Known) -> float:
            alike = [other for other in known if kind(other) == kind(film)]
            return everywhere(alike or known)(film)

        return rule

    return fit


def line(features: Callable[[Known], Sequence[float]]) -> Fit:
    """Least squares on some features."""

    def fit(known: Sequence[Known]) -> Rule:
        rows = np.array([[1.0, *features(film)] for film in known])
        weights, *_ = np.linalg.lstsq(rows, np.array([film.minutes for film in known]), rcond=None)
        return lambda film: float(np.dot(weights, [1.0, *features(film)]))

    return fit


def press_and_series(known: Sequence[Known]) -> Rule:
    """The estimate in use, its row for series fitted anew; nothing else in it was fitted."""
    usual = everywhere([film for film in known if _in_scope(film)] or known)
    return lambda film: (
        usual(film) if _in_scope(film) else estimated_credits(film.year, film.runtime).minutes
    )


def _in_scope(film: Known) -> bool:
    return film.series is not None and (
        estimated_credits(film.year, film.runtime, in_series=True) is IN_SERIES
    )


FITS: dict[str, Fit] = {
    "press, and a row for series": press_and_series,
    "one length": everywhere,
    "decade": by(lambda film: film.year // 10),
    "series or not": by(lambda film: film.series is not None),
    "runtime, linear": line(lambda film: [film.runtime / 30]),
    "year, linear": line(lambda film: [(film.year - 2010) / 10]),
    "year and runtime, linear": line(lambda film: [(film.year - 2010) / 10, film.runtime / 30]),
}


def summary(errors: Sequence[float]) -> dict[str, float]:
    """Mean size of an error, its sign on average, and the largest, in minutes."""
    return {
        "n": len(errors),
        "mean_error": round(statistics.mean(map(abs, errors)), 2),
        "bias": round(statistics.mean(errors), 2),
        "worst": round(max(map(abs, errors)), 1),
    }


def measure() -> dict[str, dict[str, float]]:
    """The errors of the estimate in use, and those of each fitted rule, held back."""
    known = known_lengths(Catalogue.load(FOLDER))
    used = [
        estimated_credits(film.year, film.runtime, in_series=film.series is not None)
        for film in known
    ]
    errors = [length.minutes - film.minutes for length, film in zip(used, known, strict=True)]
    inside = [abs(error) <= length.spread + 0.5 for length, error in zip(used, errors, strict=True)]
    report = {"estimate": summary(errors) | {"within_band": round(sum(inside) / len(inside), 2)}}
    for name, chosen in (("in a series", True), ("others", False)):
        some = [e for e, film in zip(errors, known, strict=True) if bool(film.series) is chosen]
        report[f"estimate, {name}"] = summary(some)
    for name, fit in FITS.items():
        report[f"held back: {name}"] = summary(held_back(known, fit))
    return report


def main() -> None:
    """Print the errors as a table, or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    report = measure()
    if parser.parse_args().json:
        print(json.dumps(report))
        return
    for name, numbers in report.items():
        print(f"{name:36}", *(f"{key} {value}" for key, value in numbers.items()))
    groups = Counter(film.group for film in known_lengths(Catalogue.load(FOLDER)))
    print("series:", ", ".join(f"{name} {count}" for name, count in groups.most_common()))


if __name__ == "__main__":
    main()
