"""Numbers and truth values in XSD's canonical forms."""

import re

from kg.system.errors import NotUnderstood

_INTEGER = re.compile(r"([+-]?)0*([0-9]{1,18})")
_DECIMAL = re.compile(r"([+-]?)0*+([0-9]{0,18})(?:\.([0-9]*+))?")
_MOST = 18


def integer(raw: str) -> str:
    """An xsd:integer of at most 18 digits."""
    found = _INTEGER.fullmatch(raw.strip())
    if not found:
        raise NotUnderstood("not a whole number")
    return str(int(found[1] + found[2]))


def decimal(raw: str) -> str:
    """An xsd:decimal, as XSD 1.1 writes it: `7`, `7.3`."""
    found = _DECIMAL.fullmatch(raw.strip())
    fraction = (found[3] or "").rstrip("0") if found else ""
    if not found or len(fraction) > _MOST or not (found[2] or fraction or raw.strip().rstrip(".").endswith("0")):
        raise NotUnderstood("not a number in digits")
    digits = f"{found[2] or '0'}.{fraction}" if fraction else found[2] or "0"
    return f"-{digits}" if found[1] == "-" and digits.strip("0.") else digits


def boolean(raw: str) -> str:
    """An xsd:boolean."""
    if raw.strip() not in ("true", "false"):
        raise NotUnderstood("not true or false")
    return raw.strip()
