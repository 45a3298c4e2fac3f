-- One row an entity: the first of its keys, and the slug that its most authoritative mention would like.
CREATE TABLE entity (id INTEGER PRIMARY KEY, folder TEXT, first_key TEXT, slug TEXT, promised INTEGER);
INSERT INTO entity SELECT id, folder, (SELECT MIN(key) FROM key WHERE mention = id), slug, 0
FROM mention WHERE id NOT IN (SELECT mention FROM joined) ORDER BY id;
INSERT INTO entity SELECT entity, folder, MIN(first_key),
    SUBSTR(MIN(PRINTF('%d%010d', slug = '', 1000000000 - precedence) || slug), 12), 0
FROM (SELECT entity, folder, slug, precedence, (SELECT MIN(key) FROM key WHERE mention = id) AS first_key
    FROM joined CROSS JOIN mention ON id = mention)
GROUP BY entity ORDER BY entity;
UPDATE entity SET promised = 1, slug = found.slug FROM (
    SELECT COALESCE(joined.entity, named.mention) AS id, MIN(named.slug) AS slug
    FROM named LEFT JOIN joined ON joined.mention = named.mention GROUP BY 1
) AS found WHERE found.id = entity.id;
-- Of several that were promised the oldest stays. Whose name is the same as in the ledger goes before who was renamed.
UPDATE entity SET promised = found.promised, slug = SUBSTR(found.slug, INSTR(found.slug, ' ') + 1) FROM (
    SELECT COALESCE(joined.entity, key.mention) AS id, MIN(ledger.since || ' ' || ledger.slug) AS slug,
        1 + MAX(key NOT IN (SELECT folder || ':record:' || new FROM renamed)) AS promised
    FROM key JOIN ledger USING (key) LEFT JOIN joined ON joined.mention = key.mention GROUP BY 1
) AS found WHERE found.id = entity.id;
CREATE INDEX entity_slug ON entity (folder, slug);

-- Who would like none gets one that is made of a key. Of those who want one slug the first keeps it, if it is
-- not promised to another key.
UPDATE entity SET slug = digest(first_key) WHERE slug = '';
UPDATE entity SET slug = slug || '-' || digest(first_key) WHERE id IN (
    SELECT id FROM (
        SELECT id, ROW_NUMBER() OVER (PARTITION BY folder, slug ORDER BY promised DESC, first_key) AS place, reserved
        FROM entity JOIN (
            SELECT folder, slug, MAX(promised) = 0 AND (folder, slug) IN (SELECT folder, slug FROM ledger) AS reserved
            FROM entity GROUP BY folder, slug HAVING COUNT(*) > 1 OR reserved
        ) USING (folder, slug)
    ) WHERE reserved OR place > 1);

-- The identifiers that an entity has.
CREATE TABLE stated AS SELECT DISTINCT COALESCE(entity, mention) AS entity, scheme, key
FROM identified JOIN identifier USING (mention) LEFT JOIN joined USING (mention);
CREATE INDEX stated_entity ON stated (entity, scheme);
