-- `identified`: mentions with identifiers, and the things that these join; `known`: by which authorities;
-- `apart`: who is kept apart, and why.
CREATE TABLE identified (mention INTEGER PRIMARY KEY, thing INTEGER);
INSERT INTO identified SELECT DISTINCT identifier.mention, COALESCE(joined.entity, identifier.mention)
FROM identifier LEFT JOIN joined USING (mention);
CREATE TABLE known (thing INTEGER, scheme TEXT, PRIMARY KEY (thing, scheme)) WITHOUT ROWID;
INSERT OR IGNORE INTO known SELECT thing, scheme FROM identified JOIN identifier USING (mention);
CREATE TABLE apart (cause TEXT, mention INTEGER, PRIMARY KEY (cause, mention)) WITHOUT ROWID;

INSERT INTO apart SELECT key, mention FROM key WHERE scheme IN ('name', 'title') AND key IN (
    SELECT key.key FROM key JOIN identified USING (mention) JOIN known USING (thing)
    WHERE key.scheme IN ('name', 'title') GROUP BY key.key, known.scheme HAVING COUNT(DISTINCT thing) > 1);
DELETE FROM key
WHERE mention IN (SELECT mention FROM identified) AND (key, mention) IN (SELECT cause, mention FROM apart);
