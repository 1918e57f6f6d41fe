"""A timestamp: when a film's credits and scenes come, as one member measured it."""

from __future__ import annotations

from cogs.community.kinds.kind import Fields, Kind, Summary, choice_of
from cogs.community.rules.offsets import HINT, film_clock, film_time, read_scenes, scenes_text
from cogs.community.rules.refusals import RuntimeNeededError
from cogs.shared.entries import FilmGoneError
from cogs.shared.items import Answers, Filled, line
from data.catalogue.film import Film
from data.contributions.rules.kinds import METHODS, VERSIONS, Timestamp, check_runtime
from data.locales import N_, _

THANKS = N_("Thank you, your timestamp is kept.")


def fields(filled: Filled) -> Fields:
    """The form's fields."""
    return [
        choice_of("version", _("Version"), VERSIONS, filled),
        line("runtime", _("Runtime"), filled, limit=8, hint=_("2:11 or 131"), required=False),
        line(
            "credits",
            _("Credits start, from the first picture"),
            filled,
            limit=8,
            hint="2:01:30",
            required=False,
        ),
        line(
            "scenes",
            _("Scenes, from the credits' start"),
            filled,
            limit=200,
            hint=_(HINT),
            required=False,
        ),
        choice_of("method", _("How you measured"), METHODS, filled),
    ]


def read_timestamp(answers: Answers, film: Film) -> Timestamp:
    """The timestamp that a form states; the catalogue's runtime stands in for one not stated.

    Raises :class:`data.contributions.rules.kinds.ImpossibleError` and :class:`RuntimeNeededError`.
    """
    runtime = film_time(answers["runtime"])
    if runtime is None:
        if film.runtime is None:
            raise RuntimeNeededError
        runtime = film.runtime * 60
    scenes, denied = read_scenes(answers["scenes"])
    timestamp = Timestamp(
        version=answers["version"],
        runtime=runtime,
        credits_start=film_time(answers["credits"]),
        scenes=scenes,
        denied=denied,
        method=answers["method"],
    )
    check_runtime(timestamp, film)
    return timestamp


def _filled(timestamp: Timestamp) -> dict[str, str]:
    return {
        "version": timestamp.version,
        "runtime": film_clock(timestamp.runtime),
        "credits": film_clock(timestamp.credits_start),
        "scenes": scenes_text(timestamp.scenes, timestamp.denied),
        "method": timestamp.method,
    }


def _read_edit(answers: Answers, _before: Timestamp, film: Film | None) -> Timestamp:
    if film is None:
        raise FilmGoneError
    return read_timestamp(answers, film)


def _summary(timestamp: Timestamp) -> Summary:
    runtime = film_clock(timestamp.runtime)
    parts = [_("{version}, {runtime} long", version=_(timestamp.version), runtime=runtime)]
    if timestamp.credits_start is not None:
        parts.append(_("credits from {time}", time=film_clock(timestamp.credits_start)))
    if timestamp.scenes or timestamp.denied:
        parts.append(scenes_text(timestamp.scenes, timestamp.denied))
    return Summary(f"{' · '.join(parts)} ({_(timestamp.method)})")


TIMESTAMP = Kind(fields, _filled, _read_edit, _summary, THANKS)
