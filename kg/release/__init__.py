"""A release: what is made from the gated graph, on disk."""
