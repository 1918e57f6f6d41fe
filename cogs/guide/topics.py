"""What the guide says, page by page; the words are ours and name no plot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """One page: ``key`` in buttons and options, ``title`` in lists, ``text`` in Markdown."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One of the steps in which a stinger is read."""

    title: str
    text: str


STEPS = (
    Step(
        "Observe details",
        "Watch it once for the story and once for everything else: props, screens, uniforms, "
        "dates, the voice you only hear. Note what you saw before you note what it means.",
    ),
    Step(
        "Connect it to the main plot",
        "Which thread did the film leave open, and does this pick it up? A scene that answers a "
        "question of the last act weighs more than one that asks a new one.",
    ),
    Step(
        "Look for direct links to other films",
        "A name, a place, a logo, a piece of music that belongs to another film. One link is a "
        "wink; two that point the same way are a lead.",
    ),
    Step(
        "Separate tease from payoff",
        "A tease promises something; a payoff keeps a promise made earlier. Ask which of the two "
        "you saw before you build on it. Many teases are never kept.",
    ),
    Step(
        "Compare official sources",
        "Interviews, commentaries, studio releases. What the makers said on record outweighs any "
        "reading, however neat it is.",
    ),
)

READING = "reading"

_STEP_TEXT = "\n".join(f"**{n} · {step.title}**\n{step.text}" for n, step in enumerate(STEPS, 1))

_PAGES = (
    Topic(READING, "Reading a stinger in five steps", _STEP_TEXT),
    Topic(
        "positions",
        "Mid-credits, post-credits, extras",
        "A **stinger** is a scene during or after the credits.\n"
        "- **mid-credits**: after the first, designed credits, before the long roll of names. "
        "Usually the one that matters for the next film.\n"
        "- **post-credits**: after the last name. Often shorter, often a joke to end on.\n"
        "- **extras** are no scenes: a sound, bloopers, a dedication, still images, music, "
        "artwork. Stinger lists them as “also” and never counts them.\n"
        "\nA film may have both, one, or none, and “none” is only said where a source says so.",
    ),
    Topic(
        "clues",
        "Kinds of clue",
        "- **easter egg placement**: an object or a name that only those who look will find.\n"
        "- **credits sequence change**: the credits themselves look or sound different, or stop.\n"
        "- **mid-credits tease**: a scene that interrupts the credits and opens something.\n"
        "- **after-credits stinger**: the scene behind the last name.\n"
        "- **sequel setup**: somebody, something or somewhere that the next film needs.",
    ),
    Topic(
        "why",
        "Why stingers exist",
        "- **sequel tease**: it sells the next film while you still care about this one.\n"
        "- **easter egg**: a thank-you to those who know the earlier films, or the book.\n"
        "- **tone change**: after a heavy ending a joke lets you out; after a light one, a chill.\n"
        "- **universe link**: it ties the film to others that tell one larger story.\n"
        "\nAnd it keeps people in their seats while the names of those who made the film go by.",
    ),
    Topic(
        "weighing",
        "How theories are weighed",
        "A theory is rated on three criteria, each from 1 to 5 or by kind of source:\n"
        "- **source** (40 %): official counts most, then on record, press material, a reputable "
        "outlet, a verified insider, and anonymous least.\n"
        "- **consistency** (35 %): does it fit what the films have shown?\n"
        "- **simplicity** (25 %): Occam's razor; of two readings the one with fewer assumptions.\n"
        "\nFew ballots give a wide margin. Where most rest on anonymous sources, the score stays "
        "at 60 or below. Ballots are secret, and a good record gives a voice a little more weight.",
    ),
    Topic(
        "confirming",
        "How to confirm a theory",
        "**With the film**\n"
        "- Pause and take a screenshot: what does the screen really say?\n"
        "- Watch the credits again: cast, thanks, music and locations are named there.\n"
        "- Check timestamps: is the detail where others say it is?\n"
        "\n**With its makers**\n"
        "- Interviews with writers and directors, with date and address.\n"
        "- The audio commentary, and what the studio has published.\n"
        "- Extras on the disc: cut scenes often tell what was meant.\n"
        "\nA theory is resolved with an official source or one on record, and a second curator.",
    ),
    Topic(
        "patterns",
        "Patterns to know",
        "- **The Marvel model**: a mid-credits scene that carries the story on, a post-credits "
        "scene that plays. Common, and still no rule: some of these films have one or none.\n"
        "- **Studio cameos**: somebody from another film of the same studio walks in.\n"
        "- **Genre turns**: horror shows that it is not over, comedy shows what went wrong on "
        "set, animation lets a side character have the last word.\n"
        "- **Universe building**: first a hint, films later a name, then a whole film about it.",
    ),
    Topic(
        "tips",
        "Tips for the seat",
        "- Stay seated until you know. `/stinger` tells without telling what happens.\n"
        "- At home, watch the credits at double speed; slow down when the music changes.\n"
        "- Follow the official channels of the film rather than screenshots of screenshots.\n"
        "- Use spoiler-free guides before the film, and open spoilers after it.\n"
        "- Community timestamps say how long you wait: add yours, it helps the next row.",
    ),
    Topic(
        "eggs",
        "The Easter-egg checklist",
        "Five groups to go through, with pause and headphones:\n"
        "- **visual callbacks**: props, costumes, framing, numbers seen in an earlier film.\n"
        "- **score and sound cues**: a theme that belongs to somebody, a sound before a cut.\n"
        "- **cast cameos**: a face in the crowd, a voice on the radio, a portrait on the wall.\n"
        "- **location hints**: street signs, maps, skylines, the language of a notice.\n"
        "- **dialogue tags**: a line said before, a name dropped, an answer to an old question.",
    ),
    Topic(
        "production",
        "The production view",
        "What a scene after the credits does for those who make it:\n"
        "- A new actor or a new contract can be introduced without touching the marketing.\n"
        "- The audience's reaction can be tested before a sequel is paid for.\n"
        "- The ending keeps its pace, because the smaller reveal comes after it.\n"
        "- Budget and schedule limit a cameo to one short moment, so directors work in visual "
        "shorthand and strong motifs.\n"
        "Stingers are often shot late, sometimes by the next film's director. Plans change after "
        "them: a tease is a wish, not a contract. They may differ between premiere, cinema and "
        "disc, and a re-release can add one. Credits are as long as they are because every name "
        "is owed a place; a scene in between goes where the music allows it.",
    ),
    Topic(
        "faq",
        "Questions people ask",
        "**Does a post-credits scene change the ending?** Seldom. It adds to it, or turns the "
        "light on what comes next; the story is told before the credits.\n"
        "**Do I need it to understand this film?** Hardly ever; the next one, sometimes.\n"
        "**Will it affect future films?** Often that is the point, but plans change: some teases "
        "were never taken up.\n"
        "**Mid or post, which matters more?** Mid-credits scenes mostly carry the story.\n"
        "**Why does Stinger say “not known yet”?** Because no source says yes or no so far. "
        "Missing data is never a no.\n"
        "**Sources disagree, and now?** Stay if you can, and add what you saw.\n"
        "**How do I verify a theory?** See the page on how to confirm one.",
    ),
    Topic(
        "spirit",
        "The spirit",
        "A stinger is an invitation to imagine, not a definitive answer. Theories here are "
        "offered, weighed and sometimes right; being wrong in an interesting way is welcome. Say "
        "what you saw apart from what you think, let others find it for themselves, and keep the "
        "surprise behind the bars for those who have not been yet.",
    ),
)

TOPICS: Mapping[str, Topic] = {topic.key: topic for topic in _PAGES}
"""All pages by key, in the order in which they are offered."""
