-- Records without a name of their own that are called otherwise than in the ledger, since other fields say something
-- else. Eight hexadecimal digits are the hash of what a record said. `absent`: names that only the ledger has.
CREATE TABLE absent AS
SELECT folder, slug, name, SUBSTR(name, 1, INSTR(name, '/')) AS source,
    name GLOB '*-[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]' AS hashed
FROM (SELECT folder, slug, SUBSTR(key, LENGTH(folder) + 9) AS name FROM ledger WHERE SUBSTR(key, LENGTH(folder) + 1, 8) = ':record:')
WHERE name NOT IN (SELECT name FROM said JOIN mention ON id = film);
CREATE INDEX absent_slug ON absent (folder, slug);

-- `successor`: records that the ledger does not know, and those that it knows at the address of one that is absent
-- (`promised`), which may have been called so before. Records of one title and year are one film, if nothing tells them
-- apart; those without a year count one by one (`film`).
CREATE TABLE present AS SELECT DISTINCT film, ledger.folder, ledger.slug
FROM said JOIN key ON mention = film JOIN ledger USING (key);
CREATE TABLE successor AS
SELECT mention.folder, mention.slug, name, source || '/' AS source, year, present.slug AS promised,
    name GLOB '*-[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]' AS hashed,
    IIF(year = 0, name, mention.slug) AS film
FROM said JOIN mention ON id = film LEFT JOIN present USING (film)
WHERE mention.slug <> ''
AND (promised IS NULL OR (present.folder, promised) IN (SELECT folder, slug FROM absent));

-- Title and year as they stand in names (`named`) and slugs, and what else does without the hash; a year may be new.
CREATE TABLE stem_before AS SELECT folder, source || slug AS stem, source, slug, name, hashed, 0 AS named FROM absent
UNION SELECT folder, SUBSTR(name, 1, LENGTH(name) - 9), source, slug, name, hashed, 1 FROM absent WHERE hashed;
CREATE INDEX stem_before_stem ON stem_before (folder, stem);
CREATE TABLE stem_now AS SELECT folder, source || slug AS stem, name, film, promised, hashed FROM successor
UNION SELECT folder, source || SUBSTR(slug, 1, LENGTH(slug) - LENGTH('-' || year)), name, film, promised, hashed
FROM successor WHERE slug LIKE '_%-' || year
UNION SELECT folder, SUBSTR(name, 1, LENGTH(name) - 9), name, film, promised, hashed FROM successor WHERE hashed;

-- Who may be whom: by its name goes before by its slug, and who has the address before who is new.
CREATE TABLE follows AS SELECT folder, source, slug, stem_before.name AS old, stem_now.name AS new, film,
    MAX(2 * named + (promised IS NOT NULL)) AS rank
FROM stem_now CROSS JOIN stem_before USING (folder, stem)
WHERE (stem_before.hashed OR stem_now.hashed) AND COALESCE(promised, slug) = slug GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO renamed SELECT folder, source, slug, old, new, film FROM (
    SELECT *, MAX(rank) OVER (PARTITION BY folder, old) AS best FROM follows) WHERE rank = best;
