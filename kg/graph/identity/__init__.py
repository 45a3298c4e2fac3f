"""Who is who: which mentions in the records stand for one thing, and which IRI it has."""
