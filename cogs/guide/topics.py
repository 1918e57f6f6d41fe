"""What the guide says, page by page; the words are ours and name no plot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.locales import N_, _


@dataclass(frozen=True, slots=True)
class Topic:
    """One page: ``key`` in buttons and options, ``title`` in lists, and its lines of Markdown.

    Title and lines are in English, marked by ``N_``.
    """

    key: str
    title: str
    lines: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What stands on the page below its title, in the language spoken."""
        return "\n".join(map(_, self.lines))


@dataclass(frozen=True, slots=True)
class Step:
    """One of the steps in which a stinger is read, in English, marked by ``N_``."""

    title: str
    text: str


STEPS = (
    Step(
        N_("Observe details"),
        N_(
            "Watch it once for the story and once for everything else: props, screens, uniforms, "
            "dates, the voice you only hear. Note what you saw before you note what it means."
        ),
    ),
    Step(
        N_("Connect it to the main plot"),
        N_(
            "Which thread did the film leave open, and does this pick it up? A scene that answers "
            "a question of the last act weighs more than one that asks a new one."
        ),
    ),
    Step(
        N_("Look for direct links to other films"),
        N_(
            "A name, a place, a logo, a piece of music that belongs to another film. One link is a "
            "wink; two that point the same way are a lead."
        ),
    ),
    Step(
        N_("Separate tease from payoff"),
        N_(
            "A tease promises something; a payoff keeps a promise made earlier. Ask which of the "
            "two you saw before you build on it. Many teases are never kept."
        ),
    ),
    Step(
        N_("Compare official sources"),
        N_(
            "Interviews, commentaries, studio releases. What the makers said on record outweighs "
            "any reading, however neat it is."
        ),
    ),
)

READING = "reading"
"""The page of the five steps, which has no lines of its own."""

_PAGES = (
    Topic(READING, N_("Reading a stinger in five steps")),
    Topic(
        "positions",
        N_("Mid-credits, post-credits, extras"),
        (
            N_("A **stinger** is a scene during or after the credits."),
            N_(
                "- **mid-credits**: after the first, designed credits, before the long roll of "
                "names. Usually the one that matters for the next film."
            ),
            N_("- **post-credits**: after the last name. Often shorter, often a joke to end on."),
            N_(
                "- **extras** aren't scenes: a sound, bloopers, a dedication, still images, music, "
                "artwork. Stinger lists them as “also” and never counts them."
            ),
            "",
            N_(
                "A film may have both, one or none, and Stinger only says “none” where a source "
                "does."
            ),
        ),
    ),
    Topic(
        "clues",
        N_("Kinds of clue"),
        (
            N_(
                "- **easter egg placement**: an object or a name that only those who look will "
                "find."
            ),
            N_(
                "- **credits sequence change**: the credits themselves look or sound different, or "
                "stop."
            ),
            N_("- **mid-credits tease**: a scene that interrupts the credits and opens something."),
            N_("- **after-credits stinger**: a scene after the last name."),
            N_("- **sequel setup**: a person, a thing or a place that the next film needs."),
        ),
    ),
    Topic(
        "why",
        N_("Why stingers exist"),
        (
            N_("- **sequel tease**: it sells the next film while you still care about this one."),
            N_("- **easter egg**: a thank-you to those who know the earlier films, or the book."),
            N_(
                "- **tone change**: after a heavy ending a joke lets you out; after a light one, a "
                "chill."
            ),
            N_("- **universe link**: it ties the film to others that tell one larger story."),
            "",
            N_(
                "And it keeps people in their seats while the names of those who made the film go "
                "by."
            ),
        ),
    ),
    Topic(
        "weighing",
        N_("How theories are weighed"),
        (
            N_("A theory is rated on three things:"),
            N_(
                "- **source** (40%): official counts most, then on record, press material, a "
                "reputable outlet, a verified insider, and anonymous least."
            ),
            N_("- **consistency** (35%, from 1 to 5): does it fit what the films have shown?"),
            N_(
                "- **simplicity** (25%, from 1 to 5): Occam's razor; of two readings, the one with "
                "fewer assumptions."
            ),
            "",
            N_(
                "With few ballots the margin is wide. Where most rest on anonymous sources, the "
                "score stays at 60 or below. Ballots are secret, and those of members who were "
                "right before count a little more."
            ),
        ),
    ),
    Topic(
        "confirming",
        N_("How to confirm a theory"),
        (
            N_("**With the film**"),
            N_("- Pause and take a screenshot: what does the screen really say?"),
            N_("- Watch the credits again: cast, thanks, music and locations are named there."),
            N_("- Check timestamps: is the detail where others say it is?"),
            "",
            N_("**With its makers**"),
            N_("- Interviews with writers and directors, with their date and link."),
            N_("- The audio commentary, and what the studio has published."),
            N_("- Extras on the disc: deleted scenes often tell what was meant."),
            "",
            N_(
                "A curator resolves a theory with an official source or one on record, and a "
                "second one agrees."
            ),
        ),
    ),
    Topic(
        "patterns",
        N_("Patterns to know"),
        (
            N_(
                "- **The Marvel model**: a mid-credits scene that carries the story on, a "
                "post-credits scene just for fun. Common, but no rule: some of these films have "
                "one or none."
            ),
            N_("- **Studio cameos**: somebody from another film of the same studio walks in."),
            N_(
                "- **Genre turns**: horror shows that it isn't over, comedy shows what went wrong "
                "on set, animation lets a side character have the last word."
            ),
            N_(
                "- **Universe building**: first a hint, films later a name, then a whole film "
                "about it."
            ),
        ),
    ),
    Topic(
        "tips",
        N_("Tips for the seat"),
        (
            N_("- Stay seated until you know: `/stinger` tells you, without what happens."),
            N_("- At home, watch the credits at double speed; slow down when the music changes."),
            N_("- Follow the film's official channels rather than screenshots of screenshots."),
            N_("- Use spoiler-free guides before the film, and open spoilers after it."),
            N_(
                "- Members' timestamps say how long you'll wait. Add yours: it helps whoever "
                "watches next."
            ),
        ),
    ),
    Topic(
        "eggs",
        N_("The Easter-egg checklist"),
        (
            N_("Five things to look for, with the pause button and headphones:"),
            N_(
                "- **visual callbacks**: props, costumes, framing, numbers seen in an earlier film."
            ),
            N_(
                "- **score and sound cues**: a theme that belongs to somebody, a sound before a "
                "cut."
            ),
            N_(
                "- **cast cameos**: a face in the crowd, a voice on the radio, a portrait on the "
                "wall."
            ),
            N_("- **location hints**: street signs, maps, skylines, the language of a notice."),
            N_(
                "- **dialogue tags**: a line said before, a name dropped, an answer to an old "
                "question."
            ),
        ),
    ),
    Topic(
        "production",
        N_("The production view"),
        (
            N_("What a scene after the credits does for those who make it:"),
            N_("- A new actor or a new contract can be introduced without touching the marketing."),
            N_("- The audience's reaction can be tested before a sequel is paid for."),
            N_("- The ending keeps its pace, because the smaller reveal comes after it."),
            N_(
                "- Budget and schedule limit a cameo to one short moment, so directors work with "
                "visual shorthand and strong motifs."
            ),
            "",
            N_(
                "Stingers are often shot late, sometimes by the next film's director. Plans change "
                "afterwards: a tease is a wish, not a contract. They may differ between premiere, "
                "cinema and disc, and a re-release can add one. Credits are as long as they are "
                "because every name is owed a place; a scene in between goes where the music "
                "allows it."
            ),
        ),
    ),
    Topic(
        "faq",
        N_("Questions people ask"),
        (
            N_(
                "**Does a post-credits scene change the ending?** Rarely. It adds to it, or hints "
                "at what comes next; the story is told before the credits."
            ),
            N_("**Do I need it to understand this film?** Hardly ever; the next one, sometimes."),
            N_(
                "**Will it affect future films?** Often that is the point, but plans change: some "
                "teases were never taken up."
            ),
            N_("**Mid or post, which matters more?** Mid-credits scenes usually carry the story."),
            N_(
                "**Why does Stinger say “not known yet”?** Because no source says yes or no so "
                "far. Missing data is never a no."
            ),
            N_("**Sources disagree. What now?** Stay if you can, and add what you saw."),
            N_("**How do I verify a theory?** See the page on how to confirm one."),
        ),
    ),
    Topic(
        "spirit",
        N_("The spirit"),
        (
            N_(
                "A stinger is an invitation to imagine, not a definitive answer. Theories here are "
                "offered, weighed and sometimes right; being wrong in an interesting way is "
                "welcome. Say what you saw apart from what you think, let others find it for "
                "themselves, and keep the surprise hidden for those who haven't seen it yet."
            ),
        ),
    ),
)

TOPICS: Mapping[str, Topic] = {topic.key: topic for topic in _PAGES}
"""All pages by key, in the order in which they are offered."""
