"""What is written beside a value and is not part of it: footnote marks, and notes in brackets."""

import re

_FOOTNOTE = re.compile(r"\s?\[\s?(?:[0-9]{1,3}|[a-z]|(?:note|nb|n) ?[0-9]{0,3})\s?\]", re.IGNORECASE)
_NOTE = re.compile(r"[(（]([^()（）]*)[)）]")


def without_footnotes(raw: str) -> str:
    """The text without marks like `[1]`, `[a]` and `[note 2]`. A year in square brackets is none."""
    return (_FOOTNOTE.sub("", raw) if "[" in raw else raw).strip()


def apart(raw: str) -> list[tuple[str, tuple[str, ...]]]:
    """What stands outside round brackets, piece by piece, each with the notes that follow it.

    `A (score) B (songs) (uncredited)` → `A` with `score`, `B` with `songs` and `uncredited`. A footnote mark ends a
    piece as well, and is no note.
    """
    if "(" not in raw and "（" not in raw and "[" not in raw:  # nearly all texts
        return [(raw.strip(), ())] if raw.strip() else []
    first, *rest = _NOTE.split(_FOOTNOTE.sub("()", raw))
    pieces: list[tuple[str, list[str]]] = [(first.strip(), [])]
    for note, after in zip(rest[::2], rest[1::2], strict=True):
        if note.strip():
            pieces[-1][1].append(note.strip())
        if after.strip():
            pieces.append((after.strip(), []))
    return [(said, tuple(notes)) for said, notes in pieces if said or notes]
