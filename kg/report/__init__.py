"""Findings and counts, in every form in which they are told."""
