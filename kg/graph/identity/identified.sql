-- `identified`: mentions with identifiers, and the things that these join; `known`: by which authorities.
CREATE TABLE identified (mention INTEGER PRIMARY KEY, thing INTEGER);
INSERT INTO identified SELECT DISTINCT identifier.mention, COALESCE(joined.entity, identifier.mention)
FROM identifier LEFT JOIN joined USING (mention);
CREATE TABLE known (thing INTEGER, scheme TEXT, PRIMARY KEY (thing, scheme)) WITHOUT ROWID;
INSERT OR IGNORE INTO known SELECT thing, scheme FROM identified JOIN identifier USING (mention);
