-- What indexing the parts gave, row by row.
CREATE TABLE row (iri TEXT, folder TEXT, time TEXT, year TEXT, data BLOB);
CREATE TABLE row_name (iri TEXT, language TEXT, name TEXT);
CREATE TABLE row_link (target TEXT, field INTEGER, source TEXT);
CREATE TABLE row_facet (facet TEXT, slug TEXT, value TEXT, source TEXT);
CREATE TABLE row_showing (instant REAL, day TEXT, iri TEXT, venue TEXT, film TEXT, edition TEXT, lines BLOB);
CREATE TABLE filled (shape TEXT, field TEXT, count INTEGER);
