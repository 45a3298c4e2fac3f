-- What is known of one build's mentions, and what follows from it once it is joined (the tables of the other scripts).

PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -32000;
CREATE TABLE mention (id INTEGER PRIMARY KEY, folder TEXT, slug TEXT, precedence INTEGER, name TEXT);
CREATE TABLE key (key TEXT, mention INTEGER, scheme TEXT, PRIMARY KEY (key, mention)) WITHOUT ROWID;
CREATE TABLE ledger (key TEXT PRIMARY KEY, folder TEXT, slug TEXT, since TEXT) WITHOUT ROWID;
CREATE TABLE own (scheme TEXT);
CREATE TABLE renamed (folder TEXT, source TEXT, slug TEXT, old TEXT, new TEXT, film TEXT);
CREATE TABLE held (folder TEXT, slug TEXT, PRIMARY KEY (folder, slug)) WITHOUT ROWID;
CREATE TABLE joined (mention INTEGER PRIMARY KEY, entity INTEGER);
CREATE INDEX joined_entity ON joined (entity);
CREATE TABLE bound (film INTEGER, mention INTEGER, entity INTEGER, PRIMARY KEY (film, mention)) WITHOUT ROWID;
CREATE TABLE beside (one INTEGER, other INTEGER, grounds TEXT);
CREATE TABLE fallen (entity INTEGER, person INTEGER, said TEXT);
CREATE TABLE scattered (person INTEGER PRIMARY KEY);
CREATE TABLE origin (name TEXT, digest TEXT, path TEXT, line INTEGER, facts TEXT, PRIMARY KEY (name, digest));
CREATE TABLE published (folder TEXT, slug TEXT, PRIMARY KEY (folder, slug)) WITHOUT ROWID;
CREATE TABLE moved (folder TEXT, slug TEXT, new_folder TEXT, new_slug TEXT);
CREATE INDEX moved_document ON moved (folder, slug);

-- What records say of their films (see said.py).
CREATE TABLE said (film INTEGER PRIMARY KEY, source TEXT, kind TEXT, year INTEGER, titles TEXT, main_titles TEXT, written TEXT);
CREATE TABLE title (kind TEXT, form TEXT, year INTEGER, film INTEGER, PRIMARY KEY (kind, form, year, film)) WITHOUT ROWID;
CREATE TABLE main_title (kind TEXT, form TEXT, titles TEXT, PRIMARY KEY (kind, form, titles)) WITHOUT ROWID;
CREATE TABLE credit (film INTEGER, role TEXT, person INTEGER, year INTEGER, PRIMARY KEY (film, role, person)) WITHOUT ROWID;

-- The people of each film, packed: it is small, and often asked (see careers.py).
CREATE TABLE cast (film INTEGER PRIMARY KEY, people BLOB);

-- Keys that say who somebody is.
CREATE VIEW identifier AS SELECT * FROM key WHERE scheme NOT IN ('name', 'title', 'evidence', 'credit', 'record');

-- The key of a record joins nothing: two of one key that say different things are a fault, not one film.
CREATE VIEW shared_identifier AS SELECT key, mention FROM identifier
WHERE key IN (SELECT key FROM key GROUP BY key HAVING COUNT(*) > 1);
CREATE VIEW shared_key AS SELECT key, mention FROM key
WHERE scheme <> 'record' AND key IN (SELECT key FROM key GROUP BY key HAVING COUNT(*) > 1);

-- Who has credits, and whose credits are all somebody else's.
CREATE VIEW spoken_for AS SELECT person FROM credit LEFT JOIN bound ON bound.film = credit.film AND mention = person
GROUP BY person HAVING COUNT(entity) = COUNT(*);

-- Mentions that may share an entity with others: the credits of each other are their own, and all of one entity's.
CREATE VIEW entangled AS
SELECT mention FROM joined UNION SELECT mention FROM bound UNION SELECT entity FROM bound;

-- Mentions that do not get the slug that they would like, but for those of records; and what is so in one record alone.
-- (`+` takes the type of a column away: that of entity.id is none, and its index serves no other.)
CREATE VIEW exception AS SELECT mention.id AS mention, entity.slug AS slug
FROM mention LEFT JOIN joined ON joined.mention = mention.id
JOIN entity ON entity.id = COALESCE(joined.entity, mention.id)
WHERE entity.slug <> mention.slug AND mention.id NOT IN (SELECT film FROM said);
CREATE VIEW meant AS SELECT bound.film AS film, bound.mention AS mention, entity.slug AS slug
FROM bound CROSS JOIN entity ON entity.id = +bound.entity
UNION ALL SELECT film, film, entity.slug FROM said JOIN mention ON mention.id = film LEFT JOIN joined ON joined.mention = film
JOIN entity ON entity.id = COALESCE(joined.entity, film) WHERE entity.slug <> mention.slug;

-- Mentions that say what a release of this catalogue called them: `folder:scheme:name`. The ledger goes before.
CREATE VIEW named AS SELECT mention, SUBSTR(key, INSTR(key, ':') + LENGTH(scheme) + 2) AS slug
FROM key JOIN own USING (scheme);

CREATE VIEW document AS SELECT folder || '/' || slug || '/' AS path FROM entity
UNION SELECT 'record/' || SUBSTR(key, INSTR(key, ':record:') + 8) || '/' FROM key WHERE scheme = 'record';

-- Where the ledger says that documents lead: `film:address:kin-2001` to `kin-2000`.
CREATE VIEW led AS SELECT key, folder, SUBSTR(key, LENGTH(folder || ':address:') + 1) AS slug, slug AS new_slug
FROM ledger WHERE SUBSTR(key, LENGTH(folder) + 1, 9) = ':address:';

CREATE VIEW next_ledger AS SELECT key, folder, slug, since FROM ledger WHERE key NOT IN (
    SELECT key FROM led WHERE (folder, slug) IN (SELECT folder, slug FROM moved UNION SELECT folder, slug FROM published))
UNION SELECT at.key, at.folder, at.new_slug, since FROM (
    SELECT folder || ':address:' || slug AS key, folder, MIN(new_slug) AS new_slug FROM moved
    GROUP BY folder, moved.slug HAVING COUNT(*) = 1) AS at
LEFT JOIN ledger ON ledger.key = at.key AND ledger.slug = at.new_slug
UNION SELECT key.key, entity.folder, entity.slug, NULL FROM key LEFT JOIN joined ON joined.mention = key.mention
JOIN entity ON entity.id = COALESCE(joined.entity, key.mention)
JOIN published ON published.folder = entity.folder AND published.slug = entity.slug
WHERE key.scheme <> 'evidence' AND key.key NOT IN (SELECT key FROM ledger)
GROUP BY key.key HAVING COUNT(DISTINCT entity.id) = 1;

-- What has the keys now that the ledger has for a document.
CREATE VIEW now AS SELECT ledger.folder AS folder, ledger.slug AS slug, entity.folder AS new_folder, entity.slug AS new_slug
FROM ledger JOIN key USING (key) LEFT JOIN joined ON joined.mention = key.mention
CROSS JOIN entity ON entity.id = COALESCE(joined.entity, key.mention)
UNION SELECT ledger.folder, ledger.slug, entity.folder, entity.slug
FROM ledger JOIN key USING (key) JOIN bound ON bound.mention = key.mention CROSS JOIN entity ON entity.id = +bound.entity;

-- Who is kept apart, with the cause and an identifier a row.
CREATE VIEW told_apart AS SELECT DISTINCT cause, folder, slug, stated.key AS key
FROM apart LEFT JOIN joined USING (mention)
JOIN entity ON entity.id = COALESCE(joined.entity, apart.mention) LEFT JOIN stated ON stated.entity = entity.id;

-- Who has several identifiers of one authority.
CREATE VIEW several AS SELECT folder, slug, scheme, stated.key AS key
FROM stated JOIN entity ON entity.id = stated.entity
WHERE (stated.entity, scheme) IN (SELECT entity, scheme FROM stated GROUP BY entity, scheme HAVING COUNT(*) > 1);
