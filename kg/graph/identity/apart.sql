-- `apart`: who is kept apart by identifiers, and which key was to join them.
CREATE TABLE apart (cause TEXT, mention INTEGER, PRIMARY KEY (cause, mention)) WITHOUT ROWID;

INSERT INTO apart SELECT key, mention FROM key WHERE scheme IN ('name', 'title', 'evidence') AND key IN (
    SELECT key.key FROM key JOIN identified USING (mention) JOIN known USING (thing)
    WHERE key.scheme IN ('name', 'title', 'evidence') GROUP BY key.key, known.scheme HAVING COUNT(DISTINCT thing) > 1);
DELETE FROM key
WHERE mention IN (SELECT mention FROM identified) AND (key, mention) IN (SELECT cause, mention FROM apart);
