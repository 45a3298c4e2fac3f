"""Reelgraph: from film records to a validated, published schema.org knowledge graph.

>>> import kg
>>> release = kg.open("out")
>>> release.query("films-by-composer", composer="Zarvos")[0]["title"]
'May December'
"""

from kg.face import Endpoint, Film, Release, build, endpoint, init, open, read, reconcile, validate
from kg.system.errors import ReelgraphError

__version__ = "0.1.0"
__all__ = [
    "Endpoint",
    "Film",
    "ReelgraphError",
    "Release",
    "build",
    "endpoint",
    "init",
    "open",
    "read",
    "reconcile",
    "validate",
]
