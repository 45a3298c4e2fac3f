"""The terms of SHACL that the gate knows."""

import tomllib
from pathlib import Path
from typing import Any

_WORDS: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("shacl.toml").read_text("utf-8"))

COMPONENTS: dict[str, tuple[str, str]] = {name: tuple(said) for name, said in _WORDS["components"].items()}
"""Constraint component → the parameter that calls for it, and what it demands in words; {} is the parameter's value."""

NODE_KINDS: dict[str, str] = _WORDS["node_kinds"]
"""Kind of node → what it is in words."""

STATEMENTS: dict[str, str] = _WORDS["statements"]
"""The beginning of a demand → that of a statement that it is met; the longest first."""

BROKEN: dict[str, str] = _WORDS["broken"]
"""A demand → what a report says of its violation, where that is plainer."""

_TERMS: dict[str, list[str]] = _WORDS["terms"]

TARGETS = frozenset(_TERMS["targets"])
PATHS = frozenset(_TERMS["paths"])
CONSTRAINTS = frozenset(parameter for parameter, _ in COMPONENTS.values()).union(_TERMS["constraints"])

KNOWN = CONSTRAINTS.union(NODE_KINDS, *_TERMS.values())
