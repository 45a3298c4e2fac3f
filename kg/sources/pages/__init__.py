"""Pages without markup, recognised by their layout."""
