"""The real bot on the stage, tried in a desktop browser as somebody would in a minute."""

import pytest

from tests.hang import HANG
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
    saying,
    within,
)

FORM = f'{FRAME}.querySelector(".modal-dialog")'
MENU = f'[...{FRAME}.querySelectorAll(".stage-menu [role=menuitem]")]'

pytestmark = [*BROWSED, pytest.mark.asyncio(loop_scope="module")]


async def test_the_first_glance_says_what_it_is(theatre: Theatre) -> None:
    page = theatre.page
    assert await page.evaluate("window.innerHeight") == 800
    sentence = await page.evaluate('document.querySelector("h1").innerText')
    assert sentence == "Stinger says whether to stay for the credits, and never spoils why."
    for element in ("#picture", "#now", "#restart", "#show-me", '[data-seconds="10800"]'):
        assert await page.evaluate(within(f"document.querySelector('{element}')")), element
    assert await page.evaluate('document.getElementById("picture").naturalWidth') > 0
    titles = await page.evaluate(
        '[...document.querySelectorAll("#controls h2")].map(h => h.innerText)'
    )
    assert [title.casefold() for title in titles[:4]] == ["ask", "hide", "argue", "stay seated"]


async def test_one_click_asks_and_shows_the_answer(theatre: Theatre) -> None:
    page = theatre.page
    for text, answer in (
        ("film: Ballerina", "Free to go · Ballerina (2025)"),
        ("film: spiderman 3", "Spider-Man 3 (2007)"),
        ("film: Iron Man", "Stay seated · Iron Man (2008)"),
        ("/stingers", "Marvel Cinematic Universe"),
    ):
        await page.click(button("controls", text))
        await theatre.newest_says(answer)
        await page.until(within(f'[...{NEWEST}.querySelectorAll("button")].at(-1)'))


async def test_hidden_words_are_shown_by_a_click(theatre: Theatre) -> None:
    page = theatre.page
    await page.click(button("controls", "film: Iron Man"))
    await theatre.newest_says("Stay seated · Iron Man (2008)")
    spoiler = f'{NEWEST}.querySelector(".markdown-spoiler")'
    assert not await page.evaluate(f'{spoiler}.classList.contains("is-revealed")')
    await page.click(spoiler)
    await page.until(f'{spoiler}.classList.contains("is-revealed")')


async def test_a_question_in_ones_own_words_is_answered(theatre: Theatre) -> None:
    page = theatre.page
    await page.click(COMPOSER)
    await page.type("@Sti")
    names = f'[...{FRAME}.querySelectorAll(".stage-names:not([hidden]) [role=option]")]'
    await page.until(f'{names}.map(one => one.textContent).join() === "@Stinger"')
    await page.enter()
    await page.until(f'{COMPOSER}.value === "@Stinger "')
    await page.type("is there something after the credits of iron man?")
    await page.until(f"{IDLE} && {names}.length === 0")
    count = await page.evaluate(f"{MESSAGES}.length")
    await page.enter()
    await page.until(f"{MESSAGES}.length >= {count} + 2")
    await theatre.newest_says("Iron Man (2008)")
    asked = f"{MESSAGES}.at(-2)"
    mention = f'{asked}.querySelector(".mention").textContent'
    assert await page.evaluate(mention) == "@Stinger"
    assert await page.evaluate(f'{NEWEST}.querySelectorAll(".markdown-spoiler").length') > 2


async def test_a_mention_can_be_typed_whole(theatre: Theatre) -> None:
    page = theatre.page
    await page.click(COMPOSER)
    await page.type("@Stinger any stinger in thor?")
    await page.until(IDLE)
    await page.click(SEND)
    await theatre.newest_says("Thor (2011)")


async def test_every_message_has_a_menu(theatre: Theatre) -> None:
    page = theatre.page
    offered = ["Any stinger?", "Spoiler-tag this", "Start a theory from this"]
    message = saying("Tickets for Ballerina")
    names = f"{MENU}.filter(one => one.checkVisibility()).map(one => one.textContent)"
    opener = f'{message}.querySelector(".stage-more")'
    shown = f'getComputedStyle({opener}.closest(".message-context-actions")).opacity'
    await page.hover(f"{FRAME}.querySelector('.channel-header')")
    assert await page.evaluate(shown) == "0"
    await page.hover(message)
    await page.until(f'{shown} === "1"')
    await page.click(opener)
    assert (await page.until(f"{names}.length && {names}"))[:3] == offered
    await page.press("Escape", 27)
    await page.until(f"!{names}.length")
    await page.click(message, button="right")
    assert (await page.until(f"{names}.length && {names}"))[:3] == offered
    await page.click(f'{MENU}.find(one => one.textContent === "Any stinger?")')
    await theatre.newest_says("Free to go · Ballerina (2025)")
    await theatre.newest_says("Only you can see this")


async def test_a_message_becomes_a_theory(theatre: Theatre) -> None:
    page = theatre.page
    await page.click(button("controls", "Start a theory from this"))
    film = f"""{FORM}.querySelector('input[type="text"], input:not([type])')"""
    assert await page.until(f'{film}.value && "Iron Man (2008)"') == await page.evaluate(
        f"{film}.value"
    )
    await page.click(f'{FRAME}.querySelector(".modal-close")')
    await page.until(f"!{FORM}")


async def test_somebodys_words_are_covered_and_keep_their_name(theatre: Theatre) -> None:
    page = theatre.page
    await page.click(button("controls", "Spoiler-tag this"))
    await theatre.newest_says("covered by a moderator")
    assert await page.evaluate(f'{NEWEST}.querySelector(".message-author").textContent') == "Kit"
    assert await page.evaluate(f'Boolean({NEWEST}.querySelector(".markdown-spoiler"))')
    assert await page.evaluate(f'{NEWEST}.innerText.includes("Delete")')


async def test_a_ballot_shows_the_score(theatre: Theatre) -> None:
    page = theatre.page
    await page.click(button("controls", "Omar’s theory"))
    for name, value in (("source", "official"), ("consistency", "4"), ("simplicity", "4")):
        await page.click(f"""{FORM}.querySelector('input[name="{name}"][value="{value}"]')""")
    await page.click(f'{FORM}.querySelector("[type=submit]")')
    await theatre.newest_says("Credibility")
    await theatre.newest_says("from 7 ballots")


async def test_eggs_can_be_ticked(theatre: Theatre) -> None:
    page = theatre.page
    await page.click(button("controls", "/eggs"))
    await theatre.newest_says("eggs known here")
    await page.click(f'{NEWEST}.querySelector(".select-trigger")')
    await page.click(f'{FRAME}.querySelector(".select-option")')
    await page.until(f'{IDLE} && {FRAME}.querySelector(".select-option[aria-selected=true]")')
    await page.click(f'{FRAME}.querySelector(".channel-header")')
    await theatre.newest_says("✓")


async def test_no_reminder_asks_for_a_time_zone(theatre: Theatre) -> None:
    page = theatre.page
    await page.click(button("controls", "/remind stay"))
    await theatre.newest_says("credits ≈")
    await theatre.press("Save")
    await theatre.newest_says("Saved: Iron Man (2008)")
    await page.click(button("controls", "/party new"))
    await theatre.newest_says("Nothing is posted yet.")
    await theatre.press("Post")
    await page.until(saying("Hosted by"))
    await page.click(button("controls", "/party vote"))
    await theatre.newest_says("Film night")


async def test_a_refusal_is_an_answer_and_no_failure(theatre: Theatre) -> None:
    page = theatre.page
    sent = """import("/stage/visitor.js").then(({ Visitor }) =>
        new Visitor(document.getElementById("preview")).run("theory withdraw", { number: "99" }))"""
    assert await page.evaluate(sent)
    await theatre.newest_says("Only you can see this")
    await page.until(f"{IDLE} && !{FRAME}.querySelector('.command-row')")
    assert await theatre.notice() is None


async def test_listening_can_be_switched_on(theatre: Theatre) -> None:
    page = theatre.page
    await page.click(button("controls", "/config setup"))
    await theatre.newest_says("Listening")
    await theatre.newest_says("theories")
    trigger = f"""[...{NEWEST}.querySelectorAll(".select-trigger")]
        .find(one => one.textContent.includes("In no channel"))"""
    await page.click(trigger)
    await page.click(
        f"""[...{FRAME}.querySelectorAll(".select-option")]
        .find(one => one.textContent.includes("lobby"))"""
    )
    await page.until(f"{IDLE} && !{trigger}")
    await page.click(f'{FRAME}.querySelector(".channel-header")')
    await page.until(f'{IDLE} && !{NEWEST}.textContent.includes("In no channel")')
    await theatre.be("member")
    await page.click(COMPOSER)
    await page.type("does guardians of the galaxy have a post-credits scene?")
    await page.until(IDLE)
    await page.click(SEND)
    await theatre.newest_says("Guardians of the Galaxy (2014)")


async def test_places_time_and_a_restart(theatre: Theatre) -> None:
    page = theatre.page
    await theatre.go_to("spoilers")
    await page.until(f'{FRAME}.getElementById("channel-name").textContent === "spoilers"')
    await theatre.go_to("theories")
    await page.until('document.getElementById("posts").textContent.includes("How we write")')
    await theatre.go_to("lobby")
    await page.click(button("controls", "film: Ballerina"))
    await theatre.newest_says("Free to go · Ballerina (2025)")
    clock = 'Date.parse(document.getElementById("now").dateTime) / 1000'
    before = await page.evaluate(clock)
    await page.click("document.querySelector('[data-seconds=\"3600\"]')")
    await page.until('document.getElementById("done").textContent === "Skipped 1 h."')
    assert 3600 <= await page.evaluate(clock) - before < 3600 + HANG
    await page.click('document.getElementById("restart")')
    await page.until('document.getElementById("done").textContent === "The bot was restarted."')
    await theatre.press("Why?", saying("Free to go · Ballerina (2025)"))
    await theatre.newest_says("Only you can see this")


async def test_links_lead_within_the_stage(theatre: Theatre) -> None:
    page = theatre.page
    await page.click(button("controls", "/theory new"))
    for script in (
        f"""{FORM}.querySelector('input[name="kind"][value="echo"]')""",
        f"""{FORM}.querySelector('input[name="source"][value="official"]')""",
    ):
        await page.click(script)
    for number, text in enumerate(("A claim", "The film itself")):
        await page.click(f'{FORM}.querySelectorAll("textarea")[{number}]')
        await page.type(text)
    await page.click(f'{FORM}.querySelector("[type=submit]")')
    await theatre.newest_says("Posted")
    await page.click(f'{NEWEST}.querySelector("a[href], .mention")')
    await page.until(
        'document.querySelector("#channels [aria-current]").textContent.includes("Theory")'
    )
    await theatre.settled()
    assert await page.evaluate("location.host") == theatre.address.split("/")[2]
    await page.until(f'{FRAME}.getElementById("channel-name").textContent.includes("Iron Man")')


async def test_page_and_bot_speak_german_to_a_german(theatre: Theatre) -> None:
    page = theatre.page
    await theatre.come_in("?lang=de")
    await theatre.be("member")
    assert await page.evaluate("document.documentElement.lang") == "de"
    sentence = await page.evaluate('document.querySelector("h1").innerText')
    assert sentence == "Stinger sagt, ob du zum Abspann bleiben sollst, und verrät nie, warum."
    assert "Neu starten" in await page.evaluate('document.getElementById("restart").innerText')
    assert "Mitglied" in await page.evaluate('document.getElementById("player").innerText')
    await page.click(button("controls", "film: Ballerina"))
    await theatre.newest_says("Du kannst gehen · Ballerina (2025)")
    await page.click(button("controls", "/erinnerung sitzenbleiben"))
    await theatre.newest_says("Speichern")
    await page.evaluate(f'{NEWEST}.querySelector(".stage-more").click()')
    await page.until(f'{MENU}.some(one => one.textContent === "Als Spoiler verdecken")')
