"""The terms of the house as pages: the ontology, what it borrows from schema.org, and the shapes."""
