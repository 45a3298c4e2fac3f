"""SARIF 2.1.0 for code review, which shows findings beside the lines they are about."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from kg import __version__
from kg.report import json
from kg.system.terminal import shown

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def written(rules: Iterable[Mapping[str, Any]], results: Iterable[Mapping[str, Any]]) -> str:
    """A log with one run of the tool."""
    driver = {"name": "reelgraph", "version": __version__, "rules": list(rules)}
    run = {"tool": {"driver": driver}, "results": list(results)}
    return json.written({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def rule(name: str, text: str, address: str = "", full: str = "") -> dict[str, Any]:
    """A rule, what it means, and the address that tells more; `full` is what it asks for, in a sentence or two."""
    more = {"fullDescription": {"text": shown(full)}} if full else {}
    return {"id": name, "shortDescription": {"text": shown(text)}} | more | ({"helpUri": address} if address else {})


def result(of: str, level: str, text: str, path: str, line: int) -> dict[str, Any]:
    """One result against a rule; `line` counts from 1, 0 is not known."""
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    place |= {"region": {"startLine": line}} if line else {}
    return {
        "ruleId": of,
        "level": level,
        "message": {"text": shown(text.strip())},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    """A path as a URI reference (RFC 3986), an address as it is but for what no URI may hold."""
    if path.startswith(("http://", "https://")):
        return quote(path, safe="%/:?#[]@!$&'()*+,;=~")
    return quote(os.fsencode(PurePath(path).as_posix()), safe="/~+,;=@!$&'()*")
