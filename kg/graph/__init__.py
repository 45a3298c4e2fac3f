"""From records to the gated graph: describe, sort, merge."""
