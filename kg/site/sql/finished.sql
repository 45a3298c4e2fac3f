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

-- Two things to which one source links, through a field and through another.
CREATE VIEW pair AS SELECT one.iri AS one, x.field AS field, other.iri AS other, y.field AS other_field, x.source,
    one.folder = other.folder AS alike
    FROM link x JOIN link y ON x.source = y.source AND x.target <> y.target
    JOIN card AS one ON one.id = x.target JOIN card AS other ON other.id = y.target;

CREATE TABLE facet (facet TEXT, slug TEXT, value TEXT, source INTEGER);
INSERT INTO facet SELECT facet, slug, value, card.id FROM row_facet JOIN card ON card.iri = row_facet.source
    ORDER BY facet, slug, card.id;
CREATE INDEX facet_value ON facet (facet, slug, source);

-- The values of a facet, each called as it is most often, with how many things have it.
CREATE TABLE value (facet TEXT, slug TEXT, value TEXT, things INTEGER, PRIMARY KEY (facet, slug)) WITHOUT ROWID;
INSERT OR IGNORE INTO value SELECT facet, slug, value, things
    FROM (SELECT facet, slug, value, COUNT(*) AS n FROM facet GROUP BY facet, slug, value)
    JOIN (SELECT facet, slug, COUNT(DISTINCT source) AS things FROM facet GROUP BY facet, slug) USING (facet, slug)
    ORDER BY facet, slug, n DESC, value;

-- Showings are numbered in order of time, by the instant; a day is that of the clock of the place.
CREATE TABLE showing (id INTEGER PRIMARY KEY, day TEXT, venue TEXT, film TEXT, edition TEXT, lines BLOB);
INSERT INTO showing SELECT NULL, day, venue, film, edition, lines FROM row_showing ORDER BY instant, iri;
CREATE INDEX showing_day ON showing (day);
CREATE INDEX showing_venue ON showing (venue, day);
CREATE INDEX showing_film ON showing (film, day);
CREATE INDEX showing_edition ON showing (edition, day);

DROP TABLE row_showing;
DROP TABLE row; DROP TABLE row_name; DROP TABLE row_link; DROP TABLE row_facet;
