"""Between the names in a text. Where white space begins, it is looked at once: time is linear in the text."""

import re

BULLET = "(?<![\u3040-\u9fff])•|•(?![\u3040-\u9fff])"
"""A bullet, but not the one that Chinese may write inside a foreign name."""


def between(marks: str, spaced: str) -> re.Pattern[str]:
    """What stands between two names, with the white space around it: lines, tabs, `marks`, and `spaced` between spaces.

    Both are expressions; neither begins or ends with white space.
    """
    return re.compile(
        rf"(?:(?<!\s)\s++)?+(?:{marks})\s*+|(?<!\s)(?:\s++(?<![\n\r\t])(?:{spaced})\s++|[^\S\n\r\t]*+[\n\r\t]\s*+)",
        re.IGNORECASE,
    )
