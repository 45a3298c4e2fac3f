"""The terms of SHACL that the gate knows."""

import tomllib
from pathlib import Path
from typing import Any

_WORDS: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("shacl.toml").read_text("utf-8"))

COMPONENTS: dict[str, tuple[str, str]] = {name: tuple(said) for name, said in _WORDS["components"].items()}
"""Constraint component → the parameter that calls for it, and what it demands in words; {} is the parameter's value."""

NODE_KINDS: dict[str, str] = _WORDS["node_kinds"]
"""Kind of node → what it is in words."""

TARGETS = frozenset(["targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"])

# SHACL Core, sections 2 to 4 of the recommendation, by what a term is for.
STRUCTURE = frozenset(["NodeShape", "PropertyShape", "property", "path", "deactivated", "severity", "message"])
SEVERITIES = frozenset(["Violation", "Warning", "Info"])
PRESENTATION = frozenset(["name", "description", "order", "group", "defaultValue", "PropertyGroup"])
PATHS = frozenset(["alternativePath", "inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"])
CONSTRAINTS = frozenset(parameter for parameter, _ in COMPONENTS.values()) | frozenset(
    ["flags", "ignoredProperties", "qualifiedValueShape", "qualifiedValueShapesDisjoint"]
)
SPARQL = frozenset(["SPARQLConstraint", "select", "prefixes", "declare", "prefix", "namespace"])

KNOWN = TARGETS | STRUCTURE | SEVERITIES | NODE_KINDS.keys() | PRESENTATION | PATHS | CONSTRAINTS | SPARQL
