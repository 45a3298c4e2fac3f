"""RDF as others write it: files in any syntax, JSON-LD in pages."""
