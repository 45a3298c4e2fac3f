"""Puts the markup of a release's films into HTML pages that somebody else made."""
