"""What the club has done before anybody visits it: all by the bot's own commands and buttons."""

from collections.abc import Iterator, Sequence
from typing import Any

import simcord

from stage.club.club import Club
from stage.club.words import N_, Say

FILM = "Iron Man (2008)"

EGGS = (
    (
        "cast cameo",
        N_("The gala: a man in a dressing gown, whom Tony greets from behind"),
        N_("Stan Lee, one of those who made Iron Man up. Tony takes him for Hugh Hefner."),
    ),
    (
        "location hint",
        N_("The banner of the men who hold Tony in the cave"),
        N_("Ten rings. In the comics they belong to the Mandarin, Iron Man’s old enemy."),
    ),
    (
        "dialogue tag",
        N_("What Rhodey says when he looks at the silver suit"),
        N_("He promises himself a turn another day. In Iron Man 2 he takes it."),
    ),
)
"""Group, hint for everybody, answer behind a spoiler: facts about the film, in our own words.

They are none of those that the catalogue tells of it.
"""

SEEN = {"Raj": (0, 1, 2), "Suki": (0, 2)}
"""Who has ticked which of them."""

CLAIM = N_("Each Iron Man film makes Tony build with his hands what no company can give him.")
EVIDENCE = (
    N_("Iron Man: the first armour, made of missile parts in a cave"),
    N_("Iron Man 2: a new element, made at home, with walls knocked through for it"),
    N_("Iron Man 3: stranded in Tennessee, he arms himself from a hardware store"),
)
BALLOTS = {
    "Kit": ("official", 5, 4),
    "Lena": ("official", 4, 4),
    "Raj": ("on_record", 4, 3),
    "Suki": ("official", 3, 4),
    "Tom": ("reputable", 4, 5),
    "Yara": ("official", 5, 5),
}
"""Source, consistency and simplicity as each has rated it: enough for a score."""


async def seed(club: Club, say: Say) -> None:
    """Set the theory board up, fill the film's checklist of Easter eggs, and post a theory.

    `say` gives what is written, and what buttons are called, in the language of everybody's
    Discord. Needs a running bot. Raises what SimCord raises for what a member could not do.
    """
    await club.player("admin").slash(club.lobby, "theory setup", board=club.theories)
    await _fill_checklist(club, say)
    await _post_theory(club, say)


async def _fill_checklist(club: Club, say: Say) -> None:
    # Two share the work: one member may have only so much waiting for a curator.
    writers = (club.regulars["Kit"], club.regulars["Lena"])
    lists = [_shown(await writer.slash(club.lobby, "eggs", film=FILM)) for writer in writers]
    for turn, (group, hint, answer) in enumerate(EGGS):
        writer, shown = writers[turn % 2], lists[turn % 2]
        form = await writer.click(shown.message, label=say("Suggest"))
        texts = {"hint": say(hint), "answer": say(answer)}
        await writer.submit_modal(form, {"group": group, **texts})
    await _approve_all(club, say)
    for name, seen in SEEN.items():
        member = club.regulars[name]
        shown = _shown(await member.slash(club.lobby, "eggs", film=FILM))
        (select,) = [part for part in _parts(shown.components) if part.get("options")]
        options = {option["label"]: option["value"] for option in select["options"]}
        ticked = [options[say(EGGS[place][1])] for place in seen]
        await member.select(shown.message, ticked, custom_id=select["custom_id"])


async def _approve_all(club: Club, say: Say) -> None:
    ada = club.player("admin")
    queue = _shown(await ada.slash(club.lobby, "catalogue queue"))
    buttons = [str(part.get("custom_id", "")) for part in _parts(queue.components)]
    for button in [one for one in buttons if "community:open" in one]:
        opened = _shown(await ada.click(queue.message, custom_id=button))
        await ada.click(opened.message, label=say("Approve"))


async def _post_theory(club: Club, say: Say) -> None:
    omar = club.player("moderator")
    form = await omar.slash(club.lobby, "theory new", film=FILM)
    evidence = "\n".join(map(say, EVIDENCE))
    theory = {"kind": "echo", "claim": say(CLAIM), "evidence": evidence, "source": "official"}
    await omar.submit_modal(form, theory)
    post = club.theories.threads[-1]
    card = next(message for message in post.history() if message.components)
    for name, (source, consistency, simplicity) in BALLOTS.items():
        form = await club.regulars[name].click(card, label=say("Rate"))
        ballot = {"source": source, "consistency": str(consistency), "simplicity": str(simplicity)}
        await club.regulars[name].submit_modal(form, ballot)


def _shown(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    if result.response is None:
        raise simcord.SetupError("the bot did not answer")
    return result.response


def _parts(components: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for part in components:
        yield part
        yield from _parts(part.get("components", ()))
        if accessory := part.get("accessory"):
            yield accessory
