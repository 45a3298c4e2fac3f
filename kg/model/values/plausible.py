"""The years in which films are made."""

from kg.system.errors import NotUnderstood

FIRST_YEAR, LAST_YEAR = 1870, 2099
"""Before the one there was no film; after the other a slip of the hand is likelier than a plan."""


def plausible(number: int) -> int:
    """The year, if it is one of them."""
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise NotUnderstood(f"outside {FIRST_YEAR} to {LAST_YEAR}")
    return number
