"""A unified diff of a page before and after, in the bytes of both: what `patch` takes."""

from __future__ import annotations

_CONTEXT = 3


def unified(name: str, old: bytes, new: bytes) -> bytes:
    """One hunk, as one place differs; b"" where none does."""
    if old == new:
        return b""
    before, after = _lines(old), _lines(new)
    shorter = min(len(before), len(after))
    start = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    same = next((i for i in range(shorter - start) if before[-1 - i] != after[-1 - i]), shorter - start)
    begin, ahead = max(0, start - _CONTEXT), min(same, _CONTEXT)
    removed, added = before[start : len(before) - same], after[start : len(after) - same]
    behind = before[len(before) - same :][:ahead]
    sizes = (f"{begin + 1},{start - begin + len(lines) + ahead}" for lines in (removed, added))
    head = f"--- {name}\n+++ {name}\n@@ -{next(sizes)} +{next(sizes)} @@\n".encode("utf-8", "backslashreplace")
    hunk = [(b" ", before[begin:start]), (b"-", removed), (b"+", added), (b" ", behind)]
    return head + b"".join(_marked(mark, line) for mark, lines in hunk for line in lines)


def _lines(data: bytes) -> list[bytes]:
    lines = [line + b"\n" for line in data.split(b"\n")]
    return [*lines[:-1], *([lines[-1][:-1]] if lines[-1] != b"\n" else [])]


def _marked(mark: bytes, line: bytes) -> bytes:
    return mark + line if line.endswith(b"\n") else mark + line + b"\n\\ No newline at end of file\n"
