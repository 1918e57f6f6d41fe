"""Foreign text made harmless: hidden behind spoiler bars, or shown literally in the clear.

This is the only place of the project that writes ``||``. Whoever shows words that the project did
not write itself takes one of three functions:

* :func:`hide` for what gives a plot away,
* :func:`hide_link` for the address of a page, which often tells in its last words what happens,
* :func:`plain` for what everyone may read (film titles, names).

How the words are made harmless, and why that way:

* **Bars become a look-alike.** Discord's clients look for the closing bars in the raw text,
  before they look at escapes, links or code, so a backslash does not protect a bar.
* **Everything else is escaped with a backslash.** The clients' rule (a backslash before anything
  but a letter, a digit or white space is dropped) is the same on desktop, web and phones, and it
  leaves the words exact: nothing foreign gets in when a member copies them. It is kept to ASCII
  punctuation, for phones show an escaped emoji as its short name.
* **Every token of several characters is broken in its middle** (``https\\:\\/\\/``), not only at
  its start. The server unfurls links and invites and looks up mentions in the raw text, where an
  escape in front counts for nothing.
* **One character is inserted, in one place:** ``@everyone``, ``@here`` and ``@`` before an id have
  letters and digits behind the ``@``, which a backslash would not separate but show. A word joiner
  stands there; it has no width and allows no line break.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

from data.text import HiddenText, SafeText

BARS = "||"
ELLIPSIS = "…"
LOOK_ALIKE_BAR = "\N{BOX DRAWINGS LIGHT VERTICAL}"
"""Stands for ``|``. It has no compatibility mapping, so no normalisation turns it back."""

WORD_JOINER = "\N{WORD JOINER}"

MARKS_IN_A_ROW = 5
"""Combining marks kept on one character. Fully pointed biblical Hebrew needs five, no living
language more; what is beyond only climbs over the neighbouring lines."""

_MARKS_BEFORE_NORMALISING = 30
"""Sorting a run of marks takes time in the square of its length; thirty is the bound that Unicode's
stream-safe text format (UAX #15) sets, so real text loses nothing."""

_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})
_INVISIBLE = frozenset(
    chr(code)
    for first, last in (
        (0x034F, 0x034F),  # combining grapheme joiner
        (0x115F, 0x1160),  # Hangul fillers
        (0x17B4, 0x17B5),  # Khmer inherent vowels
        (0x180B, 0x180F),  # Mongolian variation selectors
        (0x2065, 0x2065),
        (0x3164, 0x3164),  # Hangul filler
        (0xFE00, 0xFE0D),  # variation selectors but those two that choose an emoji's look
        (0xFFA0, 0xFFA0),  # Hangul filler
        (0xFFF0, 0xFFF8),
        (0xE0000, 0xE0FFF),  # tags, more variation selectors
    )
    for code in range(first, last + 1)
)
"""What Unicode lists as ``Default_Ignorable_Code_Point`` and no category gives away."""

_NOTHING_TO_CLEAN = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027]*")
"""Latin letters and common punctuation, which are visible and in NFC already: nearly every line."""

_BLANKS = str.maketrans({"\t": " ", "\x1f": " ", "\N{BRAILLE PATTERN BLANK}": " "})
_LONE_EMOJI_SELECTORS = re.compile("(?<!\\S)[\ufe0e\ufe0f]+")
_MARKUP = re.compile(r"([\\`*_~<>\[\]#/@]|:(?=\S)|(?<=\])\(|&(?=[#A-Za-z]))")
_LINE_START = re.compile(r"^([0-9]*)(?=[-+=.)])")
_PING = re.compile(r"@(?=everyone|here|[!&]?[0-9])", re.IGNORECASE)


def hide(text: HiddenText | str, limit: int | None = None) -> SafeText:
    """The text behind spoilers, one per line that has words; blank lines stay as gaps.

    Whatever the input, Discord shows nothing of it until the reader clicks, and then shows its
    words literally: no link, mention, emoji code, heading, list, quote or code. The reader gets
    the input in NFC with control and invisible characters removed, bars as
    :data:`LOOK_ALIKE_BAR`, and at most :data:`MARKS_IN_A_ROW` combining marks on a character.
    Text without anything visible gives ``""``.

    With ``limit`` the result, bars and escapes included, has at most that many code points, which
    is how Discord counts (discord-api-docs #1315); a longer text is cut between characters as a
    reader sees them and ends in an ellipsis inside its spoiler. Where not even ``||…||`` fits the
    result is ``""``.

    The result must start a line or follow a space, so that no bar of another text touches it.
    """
    words = text.unwrap_for_spoiler() if isinstance(text, HiddenText) else text
    spans = [(gap, _escape(line)) for gap, line in _lines(words)]
    whole = "".join(f"{gap}{BARS}{markup}{BARS}" for gap, markup in spans)
    if limit is None or len(whole) <= limit:
        return SafeText(whole)
    return SafeText(_hide_what_fits(spans, limit))


def hide_link(label: str, url: str) -> SafeText:
    """A link behind a spoiler: neither label nor address shows before the click, not even on hover.

    Whatever could end the link or the spoiler is percent-encoded in the address; the server unfurls
    nothing.
    """
    address = quote(url, safe="%/:?#@!$&'+,;=", errors="replace").replace("~", "%7E")
    return SafeText(f"{BARS}[{plain(label)}](<{address}>){BARS}")


def plain(text: str, limit: int | None = None) -> SafeText:
    """The text in the clear, on one line, exactly as written: it can format, link or ping nothing.

    Cleaned as :func:`hide` cleans; white space and line breaks become single spaces. At most
    ``limit`` code points, escapes included, with an ellipsis where it was cut. For message text
    only: a button, a label or a thread's name shows backslashes as they are.
    """
    markup = _escape(" ".join(_clean(" ".join(text.splitlines())).split()))
    if limit is None or len(markup) <= limit:
        return SafeText(markup)
    if limit < len(ELLIPSIS):
        return SafeText("")
    return SafeText(_prefix(markup, limit - len(ELLIPSIS)) + ELLIPSIS)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    gap = ""
    for line in text.splitlines():
        words = _clean(line)
        if words:
            yield gap, words
            gap = "\n"
        elif gap:
            gap = "\n\n"


def _clean(line: str) -> str:
    if not _NOTHING_TO_CLEAN.fullmatch(line):
        line = "".join(char for char in line.translate(_BLANKS) if not _is_invisible(char))
        line = unicodedata.normalize("NFC", _thin_marks(line, _MARKS_BEFORE_NORMALISING))
        line = _LONE_EMOJI_SELECTORS.sub("", _thin_marks(line, MARKS_IN_A_ROW))
    return line.replace("|", LOOK_ALIKE_BAR).strip()


def _is_invisible(char: str) -> bool:
    return char in _INVISIBLE or unicodedata.category(char) in _INVISIBLE_CATEGORIES


def _thin_marks(line: str, most: int) -> str:
    kept = []
    run = 0
    for char in line:
        run = run + 1 if _is_mark(char) else 0
        if run <= most:
            kept.append(char)
    return "".join(kept)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in {"Mn", "Me"}


def _escape(line: str) -> str:
    markup = _LINE_START.sub(r"\1\\", _MARKUP.sub(r"\\\1", line))
    return _PING.sub(f"@{WORD_JOINER}", markup) if "@" in markup else markup


def _hide_what_fits(spans: list[tuple[str, str]], limit: int) -> str:
    """As many spans as the limit allows, the last one ending in an ellipsis."""
    ending = ELLIPSIS + BARS
    shown = ""
    closed = ""
    for gap, markup in spans:
        opened = f"{shown}{gap}{BARS}"
        room = limit - len(opened) - len(ending)
        part = _prefix(markup, room)
        if part or (not closed and room >= 0):
            closed = f"{opened}{part}{ending}"
        if part != markup:
            break
        shown = f"{opened}{markup}{BARS}"
    return closed


def _prefix(markup: str, room: int) -> str:
    """The longest start of escaped text within ``room`` that ends between two characters."""
    if len(markup) <= room:
        return markup
    end = 0
    for atom in _atoms(markup):
        if end + len(atom) > room:
            break
        end += len(atom)
    return markup[:end].rstrip()


def _atoms(markup: str) -> Iterator[str]:
    """What must not be cut: an escape, a character with its marks, an emoji, a flag."""
    atom = ""
    for char in markup:
        if atom and not _continues(atom, char):
            yield atom
            atom = ""
        atom += char
    if atom:
        yield atom


def _continues(atom: str, char: str) -> bool:
    return (
        atom == "\\"
        or char == WORD_JOINER
        or unicodedata.category(char)[0] == "M"
        or "\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}"
        <= char
        <= "\N{EMOJI MODIFIER FITZPATRICK TYPE-6}"
        or (len(atom) == 1 and _is_flag_half(atom) and _is_flag_half(char))
    )


def _is_flag_half(char: str) -> bool:
    first, last = "\N{REGIONAL INDICATOR SYMBOL LETTER A}", "\N{REGIONAL INDICATOR SYMBOL LETTER Z}"
    return first <= char <= last
