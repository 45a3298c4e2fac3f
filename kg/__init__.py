"""Reelgraph: from film records to a validated, published schema.org knowledge graph."""

__version__ = "0.1.0"
