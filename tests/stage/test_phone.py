"""The real bot on the stage, in the width of a phone and by touch alone."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.stage.theatre import (
    BROWSED,
    COMPOSER,
    FRAME,
    IDLE,
    MESSAGES,
    NEWEST,
    SEND,
    Theatre,
    button,
    performance,
    saying,
    within,
)

WIDTHS = (360, 390, 430)
SUGGESTIONS = f'[...{FRAME}.querySelectorAll(".command-suggestion")]'
MENU = f'[...{FRAME}.querySelectorAll(".stage-menu [role=menuitem]")]'
OPEN_PLACES = 'document.getElementById("open-places")'
OPEN_CONTROLS = 'document.getElementById("open-controls")'

pytestmark = [*BROWSED, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Theatre]:
    async with performance(tmp_path_factory.mktemp("phone")) as theatre:
        yield theatre


@pytest_asyncio.fixture(params=WIDTHS, loop_scope="module")
async def theatre(house: Theatre, request: pytest.FixtureRequest) -> AsyncIterator[Theatre]:
    await house.page.be_phone(request.param)
    await house.come_in()
    await house.be("member")
    yield house
    assert await house.notice() is None
    for part in ("document", FRAME):
        wide = await house.page.evaluate(f"{part}.scrollingElement.scrollWidth")
        assert wide <= request.param, part


async def try_out(theatre: Theatre, text: str) -> None:
    await theatre.page.tap(OPEN_CONTROLS)
    await theatre.page.tap(button("controls", text))


async def test_the_first_glance_says_what_it_is(theatre: Theatre) -> None:
    for element in ("#picture", "h1", "#now", "#restart", "#show-me", '[data-seconds="600"]'):
        assert await theatre.page.evaluate(within(f"document.querySelector('{element}')")), element
    buttons = '[...document.querySelectorAll("header button")].filter(one => one.checkVisibility())'
    assert await theatre.page.evaluate(f"{buttons}.every(one => one.offsetHeight >= 40)")


async def test_one_tap_asks_and_the_answer_is_seen(theatre: Theatre) -> None:
    await try_out(theatre, "film: Ballerina")
    await theatre.newest_says("Free to go · Ballerina (2025)")
    await theatre.page.until(within(f'[...{NEWEST}.querySelectorAll("button")].at(-1)'))
    assert not await theatre.page.evaluate(within('document.getElementById("controls")'))


async def test_a_command_is_typed_its_options_edited_and_sent(theatre: Theatre) -> None:
    page = theatre.page
    await page.tap(COMPOSER)
    await page.type("/stinger")
    entry = f"""[...{FRAME}.querySelectorAll(".command-entry")]
        .find(one => one.querySelector("strong").textContent === "/stinger")"""
    await page.until(f"{IDLE} && {within(entry)}")
    await page.tap(entry)
    await page.until(within(SEND))
    await page.type("Ballerina")
    pick = f'{SUGGESTIONS}.find(one => one.textContent === "Ballerina (2025)")'
    await page.until(f"{IDLE} && {pick} && {within(pick)} && {within(SEND)}")
    await page.tap(pick)
    film = f"""{FRAME}.querySelector('.command-option-input[data-option="film"]')"""
    await page.until(f'{film}.value === "Ballerina (2025)" && {within(film)} && {within(SEND)}')
    await page.tap(f'{FRAME}.querySelector(".command-ghost")')
    share = f'{SUGGESTIONS}.find(one => one.dataset.value === "share")'
    await page.until(f"{IDLE} && {within(share)}")
    await page.tap(share)
    alone = f'{SUGGESTIONS}.find(one => one.textContent === "only me")'
    await page.until(f"{IDLE} && {within(alone)}")
    await page.tap(alone)
    await page.until(f"{IDLE} && {within(SEND)}")
    await page.tap(SEND)
    await theatre.newest_says("Free to go · Ballerina (2025)")
    await theatre.newest_says("Only you can see this")
    await page.until(within(f'[...{NEWEST}.querySelectorAll("button")].at(-1)'))


async def test_a_name_is_completed_by_touch(theatre: Theatre) -> None:
    page = theatre.page
    await page.tap(COMPOSER)
    await page.type("@sti")
    name = f'{FRAME}.querySelector(".stage-names [role=option]")'
    await page.until(f"{IDLE} && {within(name)}")
    count = await page.evaluate(f"{MESSAGES}.length")
    await page.tap(name)
    await page.until(f'{COMPOSER}.value === "@Stinger "')
    assert await page.evaluate(f"{MESSAGES}.length") == count
    await page.type("any stinger in the avengers?")
    await page.until(f"{IDLE} && {within(SEND)}")
    await page.tap(SEND)
    await page.until(f"{MESSAGES}.length >= {count} + 2")
    await theatre.newest_says("Stinger")


async def test_a_long_press_opens_the_menu(theatre: Theatre) -> None:
    page = theatre.page
    message = saying("Tickets for Ballerina")
    shown = f"{MENU}.filter(one => one.checkVisibility())"
    x, y = await page.middle(message)
    await page.touch(x, y)
    await page.until(f"{shown}.length >= 3")
    await page.release()
    assert await page.evaluate(f"{shown}.length") >= 3
    choice = f'{MENU}.find(one => one.textContent === "Any stinger?")'
    assert await page.evaluate(within(choice))
    await page.tap(choice)
    await theatre.newest_says("Free to go · Ballerina (2025)")
    await theatre.newest_says("Only you can see this")


async def test_the_button_of_the_menu_is_there_without_a_mouse(theatre: Theatre) -> None:
    page = theatre.page
    opener = f'{saying("Tickets for Ballerina")}.querySelector(".stage-more")'
    assert (
        await page.evaluate(
            f'getComputedStyle({opener}.closest(".message-context-actions")).opacity'
        )
        == "1"
    )
    await page.tap(opener)
    await page.until(f"{MENU}.filter(one => one.checkVisibility()).length >= 3")
    # A tap beside it closes it, and reaches nothing below.
    count = await page.evaluate(f"{MESSAGES}.length")
    await page.tap(f'{FRAME}.querySelector(".channel-header")')
    await page.until(f"{MENU}.every(one => !one.checkVisibility())")
    assert await page.evaluate(f"{MESSAGES}.length") == count


async def test_the_lists_at_the_sides_can_be_reached_and_left(theatre: Theatre) -> None:
    page = theatre.page
    await page.tap(OPEN_PLACES)
    await page.until(within('document.getElementById("player")'))
    await page.tap(button("channels", "spoilers"))
    await page.until(f'{FRAME}.getElementById("channel-name").textContent === "spoilers"')
    assert await page.evaluate('!document.getElementById("places").checkVisibility()')
    await theatre.settled()
    await page.tap(OPEN_CONTROLS)
    last = '[...document.querySelectorAll("#controls button")].at(-1)'
    await page.middle(last)
    assert await page.evaluate(within(last))
    await page.tap(f'{FRAME}.querySelector(".channel-header").firstElementChild')
    await page.until('!document.getElementById("controls").checkVisibility()')


async def test_a_form_fits_and_is_sent(theatre: Theatre) -> None:
    page = theatre.page
    await try_out(theatre, "Omar’s theory")
    form = f'{FRAME}.querySelector(".modal-dialog")'
    for name, value in (("source", "official"), ("consistency", "4"), ("simplicity", "4")):
        await page.tap(f"""{form}.querySelector('input[name="{name}"][value="{value}"]')""")
    submit = f'{form}.querySelector("[type=submit]")'
    assert await page.evaluate(within(submit))
    await page.tap(submit)
    await theatre.newest_says("Credibility")
