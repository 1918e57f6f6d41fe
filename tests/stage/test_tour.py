"""The tour plays by itself to its end, on a desktop and on a phone."""

from pathlib import Path

import pytest

from tests.stage.theatre import BROWSED, performance, saying

SPEED = 20
SEEN = {
    "en": ("Free to go · Ballerina (2025)", "Stay seated: 1 scene", "You can go: the last scene"),
    "pt-BR": ("Pergunta pro bot", "Pode ir embora · Ballerina (2025)", "a última cena acabou"),
}

pytestmark = BROWSED


@pytest.mark.parametrize(
    ("phone", "language"), [(False, "en"), (True, "pt-BR")], ids=["desktop", "phone"]
)
async def test_the_tour_shows_everything_and_can_be_seen_again(
    tmp_path: Path, phone: bool, language: str
) -> None:
    async with performance(tmp_path, "--tour") as theatre:
        page = theatre.page
        assert theatre.address.endswith("#tour")
        await (page.be_phone() if phone else page.be_desktop())
        await page.open(theatre.address.replace("#tour", f"?lang={language}#tour={SPEED}"))
        await page.until('document.body.dataset.tour === "over"')
        assert await page.evaluate("document.body.dataset.missed") is None
        assert await page.evaluate('document.getElementById("caption").hidden')
        for words in SEEN[language]:
            assert await page.evaluate(f"Boolean({saying(words)})"), words
        assert await theatre.notice() is None

        await page.click('document.getElementById("show-me")')
        await page.until('document.body.dataset.tour === "playing"')
        await page.click('document.getElementById("tour-stop")')
        await page.until('document.body.dataset.tour === "stopped"')
        assert await page.evaluate('document.getElementById("caption").hidden')
