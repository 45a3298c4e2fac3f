"""Addresses of pages as they are compared: what makes no difference to which page is meant is left out."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_SAFE = "/:@!$&'()*+,;=~%"
_ESCAPE = re.compile("%[0-9a-fA-F]{2}")
_DEFAULT_PORTS = (None, 80, 443)


def normal(address: str) -> str:
    """Host, path and query of a web address: http is https, a slash at the end is none. "" for what is no address."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = parts.hostname if port in _DEFAULT_PORTS else f"{parts.hostname}:{port}"
    query = f"?{_escaped(parts.query)}" if parts.query else ""
    return f"{host}{_escaped(parts.path).rstrip('/')}{query}"


def _escaped(text: str) -> str:
    """Percent-encoded, as browsers send it."""
    return _ESCAPE.sub(lambda match: match[0].upper(), quote(text, safe=_SAFE, errors="replace"))
