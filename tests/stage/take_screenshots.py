"""Takes pictures of the stage, to look at them or to show them in the documents.

    python -m tests.stage.take_screenshots FOLDER [NAME …]
    python -m tests.stage.take_screenshots --documents docs/screenshots [NAME …]

The first takes the page in the width of a desktop and of a phone, the second the messages that
the documents show. Needs Chromium.
"""

import argparse
import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.hang import HANG
from tests.stage.theatre import FRAME, IDLE, MESSAGES, NEWEST, Theatre, performance, saying

DESKTOP, PHONE = 1280, 390
TALL = 1500
"""A window high enough for each answer as a whole."""

MARGIN = 8
FILM = "Iron Man (2008)"
FRANCHISE = "Marvel Cinematic Universe"
LATER = "The Avengers (2012)"
QUESTION = "@Stinger is there something after the credits of iron man?"
BALLOT = {"source": "official", "consistency": "4", "simplicity": "4"}
CALM = f"{IDLE} && !document.body.hasAttribute('aria-busy')"

OWN = ("id", "number", "status", "outcome", "message_id", "thread_id")
"""What a settled theory does not share with the club's one."""

SETTLED = [
    (score, "confirmed" if turn < right else "debunked")
    for score, right, many in ((14, 1, 12), (33, 4, 13), (52, 8, 15), (71, 10, 14), (88, 10, 11))
    for turn in range(many)
]
"""Credibilities of settled theories, and how each came out."""

Scene = Callable[[Theatre], Awaitable[None]]


async def does(theatre: Theatre, deed: str) -> None:
    """Let the page's own visitor do something, and wait until nothing is under way."""
    await theatre.page.until(CALM)
    assert await theatre.page.evaluate(
        f"""import("/stage/visitor.js").then(({{ Visitor }}) => {{
            const visitor = new Visitor(document.getElementById("preview"));
            return visitor.{deed};
        }})"""
    ), deed
    await theatre.page.until(CALM)


async def runs(theatre: Theatre, command: str, *, pick: str = FILM, **options: str) -> None:
    """Use a command; ``pick`` is what is chosen of what its first option offers."""
    await does(theatre, f"run({json.dumps(command)}, {json.dumps(options)}, {json.dumps(pick)})")


async def visits(theatre: Theatre, player: str, name: str) -> None:
    await theatre.be(player)
    await theatre.page.evaluate(
        f"""[...document.querySelectorAll("#channels button")]
        .find(one => one.textContent.includes({json.dumps(name)})).click()"""
    )
    await theatre.page.until(f'{FRAME}.getElementById("channel-name").textContent === "{name}"')
    await theatre.settled()


async def first_view(_theatre: Theatre) -> None:
    """Nothing has been done yet."""


async def answer(theatre: Theatre) -> None:
    await runs(theatre, "stinger", film="Iron Man")


async def chat_answer(theatre: Theatre) -> None:
    await does(theatre, f"say({json.dumps(QUESTION)})")
    await theatre.newest_says("sources")


async def menu(theatre: Theatre) -> None:
    opener = f'{saying("Tickets for Ballerina")}.querySelector(".stage-more")'
    await theatre.page.evaluate(f"{opener}.click()")
    await theatre.page.until(f'{FRAME}.querySelector(".stage-menu").checkVisibility()')


async def evening(theatre: Theatre) -> None:
    """Past the pocket card, through the film, past the last scene."""
    await runs(theatre, "remind stay", film="Iron Man", showtime="in 15 minutes")
    await does(theatre, 'press("Save")')
    await theatre.newest_says("Saved")
    for seconds in (600, 3600, 3600, 3600):
        await theatre.page.until(CALM)
        await theatre.page.evaluate(
            f"document.querySelector('[data-seconds=\"{seconds}\"]').click()"
        )
    await theatre.newest_says("You can go")
    await theatre.page.until(CALM)


async def relay(theatre: Theatre) -> None:
    """The question at the end of the evening, and the second one."""
    await evening(theatre)
    await does(theatre, 'press("After")')
    await theatre.newest_says("worth the wait")
    await theatre.page.until(CALM)


async def horizon(theatre: Theatre) -> None:
    """A member's own list of a franchise, two films of it seen."""
    for film in (FILM, "The Incredible Hulk (2008)"):
        await runs(theatre, "me seen", pick=film, film=film)
        await theatre.newest_says("marked as seen")
    await runs(theatre, "stingers", pick=FRANCHISE, franchise=FRANCHISE)
    await does(theatre, 'press("What I have seen")')
    await theatre.newest_says("your next")
    await theatre.page.until(CALM)


async def closed(theatre: Theatre) -> None:
    """A private card of a film before which one is left to see."""
    await runs(theatre, "stinger", pick=LATER, film=LATER)
    await does(theatre, 'press("Show privately")')
    await theatre.newest_says("See first")


async def calibration(theatre: Theatre) -> None:
    """Of a club that has settled many theories."""
    settle_theories(theatre.database)
    await does(theatre, 'run("theory record", {})')
    await theatre.newest_says("How far credibility is to be believed")
    await theatre.page.until(CALM)


def settle_theories(database: Path) -> None:
    """Write settled theories beside the running stage: as many as it takes years to gather."""
    with closing(sqlite3.connect(database, timeout=HANG)) as connection, connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(theory)")]
        told = ", ".join(column for column in columns if column not in OWN)
        for number, (score, outcome) in enumerate(SETTLED, 100):
            row = connection.execute(
                f"INSERT INTO theory (number, status, outcome, {told}) "
                f"SELECT ?, 'resolved', ?, {told} FROM theory WHERE number = 1 RETURNING id",
                (number, outcome),
            ).fetchone()
            connection.execute(
                "INSERT INTO theory_resolution (theory_id, server_id, outcome, source,"
                " source_class, proposed_at, effective_at, score)"
                " SELECT id, server_id, outcome, '', 'official', 1, 1, ? FROM theory WHERE id = ?",
                (score, row[0]),
            )


async def theory(theatre: Theatre) -> None:
    """With a ballot of one's own, and so with the score."""
    await visits(theatre, "member", "Theory 1 · Iron Man")
    await does(theatre, 'press("Rate")')
    form = f'{FRAME}.querySelector(".modal-dialog")'
    for name, value in BALLOT.items():
        choice = f'{form}.querySelector(\'input[name="{name}"][value="{value}"]\')'
        await theatre.page.until(choice)
        await theatre.page.evaluate(f"{choice}.click()")
    await theatre.page.evaluate(f'{form}.querySelector("[type=submit]").click()')
    await theatre.newest_says("Credibility")
    await theatre.page.until(CALM)


async def set_up(theatre: Theatre) -> None:
    await visits(theatre, "admin", "lobby")
    await runs(theatre, "config setup")


async def guide(theatre: Theatre) -> None:
    await runs(theatre, "guide", film="Iron Man")


async def party(theatre: Theatre) -> None:
    """A party before it is posted."""
    await runs(theatre, "party new", film="Iron Man", when="in 24 hours")
    await theatre.newest_says("Nothing is posted yet.")


async def film_night(theatre: Theatre) -> None:
    """A vote with two films."""
    await does(theatre, 'run("party vote", {"when": "in 24 hours"})')
    await does(theatre, 'press("Post")')
    await theatre.newest_says("Suggest a film until")
    await runs(theatre, "party suggest", film="Iron Man")
    await theatre.newest_says("Suggested.")


PAGES: dict[str, Scene] = {
    "first-view": first_view,
    "answer": answer,
    "menu": menu,
    "evening": evening,
    "relay": relay,
    "horizon": horizon,
    "closed": closed,
    "calibration": calibration,
    "theory": theory,
    "party": party,
    "film-night": film_night,
    "set-up": set_up,
}
DOCUMENTS: dict[str, tuple[Scene, str]] = {
    "chat-answer": (chat_answer, f"{MESSAGES}.at(-2)"),
    "evening": (evening, saying("Saved:")),
    "theory": (theory, saying("Hypothesis")),
    "set-up": (set_up, NEWEST),
    "guide": (guide, NEWEST),
    "relay": (relay, saying("You can go")),
    "horizon": (horizon, NEWEST),
    "calibration": (calibration, NEWEST),
}
"""Scenes with the message at which the picture begins; it ends with the newest one."""

ON_A_PHONE = ("relay",)
"""What is shown as a phone shows it."""


@asynccontextmanager
async def opened(width: int, height: int) -> AsyncIterator[Theatre]:
    """A stage of its own for each picture: none shows what another one did."""
    with TemporaryDirectory() as folder:
        async with performance(Path(folder)) as theatre:
            resize = theatre.page.be_phone if width == PHONE else theatre.page.be_desktop
            await resize(width, height)
            await theatre.come_in()
            yield theatre


async def take_pages(folder: Path, names: Sequence[str]) -> None:
    for name in names or PAGES:
        for width, height in ((DESKTOP, 800), (PHONE, 844)):
            async with opened(width, height) as theatre:
                await PAGES[name](theatre)
                picture = await theatre.page.photograph()
            (folder / f"{name}-{width}.png").write_bytes(picture)


async def take_documents(folder: Path, names: Sequence[str]) -> None:
    for name in names or DOCUMENTS:
        scene, first = DOCUMENTS[name]
        async with opened(PHONE if name in ON_A_PHONE else DESKTOP, TALL) as theatre:
            await scene(theatre)
            picture = await theatre.page.photograph(await part(theatre, first))
        (folder / f"{name}.png").write_bytes(picture)


async def part(theatre: Theatre, first: str) -> dict[str, float]:
    """Where the messages from the first on are, in the window."""
    box: dict[str, float] = await theatre.page.evaluate(f"""(() => {{
        const frame = document.getElementById("preview").getBoundingClientRect();
        const top = {first}.getBoundingClientRect().top - {MARGIN};
        const bottom = {NEWEST}.getBoundingClientRect().bottom + {MARGIN};
        return {{ x: frame.left, y: frame.top + top, width: frame.width, height: bottom - top }};
    }})()""")
    return box


def main() -> None:
    """Write the pictures into the folder that the command line names."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", action="store_true")
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME")
    arguments = parser.parse_args()
    known = DOCUMENTS if arguments.documents else PAGES
    if unknown := set(arguments.names) - known.keys():
        parser.error(f"no picture is called {unknown.pop()}; there are {', '.join(known)}")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    take = take_documents if arguments.documents else take_pages
    asyncio.run(take(arguments.folder, arguments.names))


if __name__ == "__main__":
    main()
