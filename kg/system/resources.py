"""Where the house keeps what is not code: shapes, ontology, queries and manual."""

from pathlib import Path

_PACKAGED = Path(__file__).parents[1] / "data"
_ROOT = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parents[2]

SHAPES = _ROOT / "shapes"
ONTOLOGY = _ROOT / "ontology"
QUERIES = _ROOT / "queries"
DOCS = _ROOT / "docs"
