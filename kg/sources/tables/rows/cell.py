"""Cells of formats that know types, as JSON values."""

import datetime
import math
from decimal import Decimal
from typing import Any

_EXACT = 2.0**53
"""Whole numbers below this are themselves as floating point numbers."""


def cell(value: Any) -> Any:
    """Whole numbers as integers, others as text, dates and times by ISO 8601; NaN and infinities stay as they are.

    Bytes are text in UTF-8, which old writers of Parquet leave unmarked; others become surrogates, refused everywhere.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape").strip()
    if isinstance(value, float | Decimal):
        number = float(value)
        if not math.isfinite(number):
            return number
        return int(number) if number.is_integer() and abs(number) < _EXACT else str(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() and not value.tzinfo else value.isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return f"PT{round(value.total_seconds())}S"
    if isinstance(value, list) and value and isinstance(value[0], tuple):
        value = dict(value)  # a map of Arrow
    if isinstance(value, list):
        return [cell(member) for member in value]
    if isinstance(value, dict):
        return {str(key): cell(member) for key, member in value.items()}
    return repr(value)
