"""Pages with markup, and RDF."""
