"""How Japanese speaks of credits scenes, to whoever asks the bot: words, and no rules."""

from __future__ import annotations

from cogs.answers.rules.languages.language import Language, anywhere, folded

JAPANESE = Language(
    code="ja",
    scene=anywhere(
        *("ポストクレジットシーン", "ポストクレジット", "ミッドクレジット", "エンドロール後"),
        *("エンドロールの後", "エンドクレジット後", "エンドクレジットの後", "エンディング後"),
        *("おまけ映像", "クレジット後", "クレジットの後"),
    ),
    stay=anywhere("最後まで座", "エンドロールまで", "最後まで見"),
    asks=anywhere(
        *("はありますか", "がありますか", "ありますか", "はある?", "ある?", "はあります?"),
        *("ですか", "ますか", "はいくつ", "いくつ", "べき", "何か"),
    ),
    opens=anywhere("ありますか", "ですか", "いくつ"),
    talk=anywhere("最高だった", "よかった", "良かった", "なぜ", "どうして"),
    states=anywhere("だった", "でした", "すごい"),
    hints=anywhere("クレジット", "エンドロール", "エンディング", "おまけ", "本編後", "最後まで"),
    frame=frozenset(("の", "に", "は")),
    endings=tuple(folded(part) for part in ("には", "に", "は", "の", "って", "で")),
    listens=False,
)
