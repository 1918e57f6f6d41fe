"""A made-up language: what stays plain English has not been through the catalogue of messages.

A sentence stands in brackets, so that a cut one shows, is longer by two fifths, as translations
are, and has an accent on every letter, while what Discord or the code reads in it stays as it is.
"""

from __future__ import annotations

import re
from gettext import NullTranslations

LONGER = 0.4

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "áƀçđéƒğĥíĵķłɱñóþǫŕšţúṽŵẋýžÁƁÇĐÉƑĞĤÍĴĶŁṀÑÓÞǪŔŠŢÚṼŴẊÝŽ"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)

_KEPT = re.compile(r"\{[^{}]*\}|</[^>]*>|<[^>]*>|https?://\S+|`[^`]*`|(?<!\w)/[a-z]+(?: [a-z]+)?")
"""Placeholders, mentions, addresses, code and commands."""


def pseudo(message: str) -> str:
    """The sentence in the made-up language; its placeholders are the same."""
    kept = _KEPT.findall(message)
    parts = [part.translate(_ACCENTS) for part in _KEPT.split(message)]
    whole = parts[0] + "".join(map("".join, zip(kept, parts[1:], strict=True)))
    padding = "·" * round(len(message) * LONGER)
    return f"[!!! {whole}{padding} !!!]" if message.strip() else message


class Pseudo(NullTranslations):
    """Every sentence in the made-up language."""

    def gettext(self, message: str) -> str:
        """The sentence."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form for a number."""
        return pseudo(super().ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:
        """The sentence, whatever its meaning."""
        return pseudo(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """The form for a number."""
        return self.ngettext(msgid1, msgid2, n)
