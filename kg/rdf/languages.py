"""Language tags as others write them, made into tags that BCP 47 allows."""

import re

_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_LONGEST = 100


def normal(tag: str) -> str:
    """A well-formed tag: `en_US` and `en us` are `en-US`, `en-` is `en`; "" for what cannot be meant for one."""
    parts = re.split(r"[-_\s]+", tag[:_LONGEST].partition(".")[0].strip("-_ \t\r\n"))
    made = "-".join(parts)
    return made if len(tag) <= _LONGEST and _TAG.fullmatch(made) else ""


def told(tag: str) -> str:
    """What is said of a tag that is not well-formed."""
    made = normal(tag)
    what = f"was read as {made}" if made else "was left out"
    return f'the language "{tag[:_LONGEST]}" is no BCP 47 tag and {what}'
