"""How Korean speaks of credits scenes, to whoever asks the bot: words, and no rules."""

from __future__ import annotations

from cogs.answers.rules.languages.language import Language, anywhere, folded

KOREAN = Language(
    code="ko",
    scene=anywhere(
        "쿠키 영상",
        "쿠키영상",
        "쿠키",
        "엔딩 크레딧",
        "엔딩크레딧",
        "크레딧 후",
        "크레딧 뒤",
        "포스트 크레딧",
    ),
    stay=anywhere("끝까지 앉", "끝까지 기다", "끝까지 봐야"),
    asks=anywhere(
        "있나요", "있어", "있음", "있나", "있습니까", "있을까", "몇 개", "몇개", "나오나요", "나와"
    ),
    opens=anywhere("있나요", "있습니까", "몇 개", "몇개", "나오나요"),
    talk=anywhere("왜", "좋았", "대박", "재밌"),
    states=anywhere("좋았", "있었", "최고"),
    hints=anywhere("쿠키", "크레딧", "엔딩", "끝나고", "끝까지", "자막"),
    frame=frozenset(folded("영화 에 는 은 이 가 의 혹시 후 뒤 끝나고 다음에 도").split()),
    endings=tuple(folded(part) for part in ("에는", "에", "는", "은", "의", "도")),
    listens=False,
)
