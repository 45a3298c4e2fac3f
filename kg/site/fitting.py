"""How much of a label has room in a picture.

Nothing asks how wide a text is in some font: the fonts of the machine would show in the bytes. So labels are cut by an
estimate that fits most fonts.
"""

from __future__ import annotations

import unicodedata

_SIZE = 13
# Widths in em, by letter or else by category, of what is not as wide as most. Letters from Devanagari on are wider.
_MOST = 0.6
_WIDER, _WIDE = "\u0900", 0.9
_WIDTHS = {"Mn": 0.05, "Me": 0.05, "Cf": 0.05, "Lu": 0.72} | dict.fromkeys("mwMW@%—", 1.0)
_WIDTHS |= dict.fromkeys("Ifijl.,:;'|!/ ", 0.33) | dict.fromkeys("rt()[]-", 0.4)


def cut(text: str, width: float) -> str:
    """As much of a text as stands in so many pixels, on one line, with an ellipsis if that is not all."""
    text, room = " ".join(text.split()), width / _SIZE
    if sum(map(_em, text)) <= room:
        return text
    end, room = 0, room - 1
    while (room := room - _em(text[end])) > 0:
        end += 1
    return text[:end].rstrip() + "…"


def _em(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    category = unicodedata.category(letter)
    most = _WIDE if category == "Lo" and letter >= _WIDER else _MOST
    return _WIDTHS.get(letter, _WIDTHS.get(category, most))
