"""Text of others on a terminal: one line, and nothing that steers it."""

_LONGEST = 80


def shown(text: object) -> str:
    """The text with what cannot be seen escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(text))


def short(text: str) -> str:
    """The beginning of a text, as one line."""
    line = shown(" ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
