"""A rule for what may have no place, where others tell of that or nobody needs to know."""

from collections.abc import Callable
from typing import Any, TypeVar

from kg.system.errors import NotUnderstood

_Found = TypeVar("_Found")


def tried(rule: Callable[..., _Found], *given: Any) -> _Found | None:
    """What a rule makes of what is said; None where it has no place."""
    try:
        return rule(*given)
    except NotUnderstood:
        return None
