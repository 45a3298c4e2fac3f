"""Asking: SPARQL over a release, or over any endpoint, by named queries or files."""
