"""What comes into a channel is followed, and never takes a reader away from what is being read."""

import pytest

from tests.stage.theatre import (
    BROWSED,
    FRAME,
    IDLE,
    MESSAGES,
    NEWEST,
    Theatre,
    button,
    saying,
    within,
)

TIMELINE = f'{FRAME}.getElementById("channel-timeline")'
DOWN = f"{TIMELINE}.scrollHeight - {TIMELINE}.scrollTop - {TIMELINE}.clientHeight < 2"
NEWS = f'{FRAME}.getElementById("stage-news")'

pytestmark = [*BROWSED, pytest.mark.asyncio(loop_scope="module")]


async def ask(theatre: Theatre, text: str) -> None:
    """Click something to try, and wait for what comes of it."""
    count = await theatre.page.evaluate(f"{MESSAGES}.length")
    await theatre.page.click(button("controls", text))
    await theatre.page.until(f"{MESSAGES}.length > {count} && {IDLE}")


async def something_comes(theatre: Theatre) -> None:
    """The bot says something without the reader's doing."""
    count = await theatre.page.evaluate(f"{MESSAGES}.length")
    await theatre.page.evaluate(f"""fetch("/stage/menu", {{
        method: "POST",
        headers: {{ "X-Stage-Token": document.querySelector("meta[name=stage-token]").content }},
        body: JSON.stringify({{
            name: "Any stinger?",
            message: {saying("Tickets for Ballerina")}.dataset.messageId,
        }}),
    }})""")
    await theatre.page.until(f"{MESSAGES}.length > {count} && {IDLE}")


async def test_what_comes_is_followed_unless_the_reader_has_scrolled_up(theatre: Theatre) -> None:
    page = theatre.page
    for _ in range(4):
        await ask(theatre, "film: The Monkey")
        await page.until(DOWN)
    await something_comes(theatre)
    await page.until(DOWN)
    assert await page.evaluate(f"{NEWS}.hidden")
    await page.scroll(TIMELINE, -500)
    still = f"""new Promise(done => {{
        let last = -1;
        const look = () => {{
            if ({TIMELINE}.scrollTop === last) done(true);
            else {{ last = {TIMELINE}.scrollTop; setTimeout(look, 200); }}
        }};
        look();
    }})"""
    await page.until(f"!({DOWN})")
    await page.evaluate(still)
    read = await page.evaluate(f"{TIMELINE}.scrollTop")
    # What is below, but has been read, is not counted.
    assert await page.evaluate(f"{NEWS}.hidden")
    await something_comes(theatre)
    await something_comes(theatre)
    assert abs(await page.evaluate(f"{TIMELINE}.scrollTop") - read) < 2
    assert await page.evaluate(f"{NEWS}.textContent") == "New messages: 2 ↓"
    first = f"{MESSAGES}.at(-2).getBoundingClientRect().top"
    hidden = f"{first} - {TIMELINE}.getBoundingClientRect().bottom"
    await page.scroll(TIMELINE, round(await page.evaluate(hidden)) + 60)
    await page.until(f'{NEWS}.textContent === "New messages: 1 ↓"')
    await page.evaluate(still)
    await page.click(NEWS)
    await page.until(f"{DOWN} && {NEWS}.hidden")


async def test_a_long_answer_is_followed_from_its_first_line(theatre: Theatre) -> None:
    page = theatre.page
    await page.be_desktop(1280, 460)
    begins = f"""(() => {{
        const top = {NEWEST}.getBoundingClientRect().top - {TIMELINE}.getBoundingClientRect().top;
        return {NEWEST}.offsetHeight > {TIMELINE}.clientHeight && top >= 0 && top < 40;
    }})()"""
    for text in ("film: Iron Man", "/stingers"):
        await ask(theatre, text)
        await page.until(begins)
    # It stays there, whatever comes after it, until the reader does something.
    shown = await page.evaluate(f"{TIMELINE}.scrollTop")
    await something_comes(theatre)
    assert await page.evaluate(f"{TIMELINE}.scrollTop") == shown
    assert await page.evaluate(f"{NEWS}.textContent") == "New messages: 1 ↓"
    await ask(theatre, "film: Ballerina 2023")
    await page.until(f"{NEWS}.hidden && {within(NEWEST + '.firstElementChild')}")


async def test_a_channel_opens_at_what_has_come_since(theatre: Theatre) -> None:
    page = theatre.page
    await page.be_desktop(1280, 460)
    await ask(theatre, "/remind stay")
    await theatre.press("Save")
    await theatre.newest_says("Saved: Iron Man (2008)")
    await theatre.go_to("spoilers")
    await page.click("document.querySelector('[data-seconds=\"10800\"]')")
    await page.until('document.getElementById("done").textContent === "Skipped 3 h."')
    await theatre.go_to("lobby")
    card = saying("Film from about")
    await page.until(f"{IDLE} && {within(card + '.firstElementChild')}")
    assert await page.evaluate(f"!({DOWN}) && !{NEWS}.hidden")


async def test_what_a_button_brings_is_followed_from_wherever_it_stands(theatre: Theatre) -> None:
    page = theatre.page
    for text in ("film: Ballerina", "film: Iron Man", "film: The Monkey"):
        await ask(theatre, text)
    await theatre.press("Why?", saying("Free to go · Ballerina (2025)"))
    await theatre.newest_says("Only you can see this")
    await page.until(f"{IDLE} && {within(NEWEST + '.firstElementChild')}")
