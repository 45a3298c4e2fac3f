-- Things are numbered from the newest to the oldest, so that lists sorted by number are sorted by time.
CREATE TABLE card (id INTEGER PRIMARY KEY, iri TEXT, folder TEXT, year TEXT, data BLOB);
INSERT INTO card SELECT NULL, iri, folder, year, data FROM row ORDER BY time, iri;
CREATE UNIQUE INDEX card_iri ON card (iri);
CREATE INDEX card_folder ON card (folder, id);

CREATE TABLE name (language TEXT, folder TEXT, name TEXT, card INTEGER,
    PRIMARY KEY (language, folder, name, card)) WITHOUT ROWID;
INSERT INTO name SELECT language, folder, name, id FROM row_name JOIN card USING (iri) ORDER BY 1, 2, 3, 4;

CREATE TABLE link (target INTEGER, field INTEGER, source INTEGER, PRIMARY KEY (target, field, source)) WITHOUT ROWID;
INSERT OR IGNORE INTO link SELECT target.id, field, source.id FROM row_link
    JOIN card AS target ON target.iri = row_link.target JOIN card AS source ON source.iri = row_link.source
    ORDER BY target.id, field, source.id;
CREATE INDEX link_source ON link (source, field, target);
CREATE VIEW linked AS SELECT iri, link.* FROM link JOIN card ON id = target;

CREATE TABLE facet (facet TEXT, slug TEXT, value TEXT, source INTEGER);
INSERT INTO facet SELECT facet, slug, value, card.id FROM row_facet JOIN card ON card.iri = row_facet.source
    ORDER BY facet, slug, card.id;
CREATE INDEX facet_value ON facet (facet, slug, source);

DROP TABLE row; DROP TABLE row_name; DROP TABLE row_link; DROP TABLE row_facet;
