"""Language tags as others write them, made into tags that BCP 47 allows."""

import re
from functools import lru_cache

import pyoxigraph as ox

_LONGEST = 100


def normal(tag: str) -> str:
    """A well-formed tag: `en_US` and `en us` are `en-US`, `en-` is `en`; "" for what cannot be meant for one."""
    parts = re.split(r"[-_\s]+", tag[:_LONGEST].partition(".")[0].strip("-_ \t\r\n"))
    made = "-".join(parts)
    return made if len(tag) <= _LONGEST and is_language(made) else ""


@lru_cache(256)
def is_language(tag: str) -> bool:
    """Whether BCP 47 allows the tag, as the parsers of RDF see it: `e` and `en-US-US` it does not."""
    try:
        ox.Literal("", language=tag)
    except ValueError:
        return False
    return True


def told(tag: str) -> str:
    """What is said of a tag that is not well-formed."""
    made = normal(tag)
    what = f"was read as {made}" if made else "was left out"
    return f'the language "{tag[:_LONGEST]}" is not a BCP 47 tag and {what}'
