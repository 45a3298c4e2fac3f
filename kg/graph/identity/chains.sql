-- Titles that are in no doubt make chains: the film of two directors stands between two of one director each.
CREATE TABLE chain AS SELECT DISTINCT MIN(key) OVER (PARTITION BY entity) AS cause, mention
FROM joined JOIN key USING (mention) WHERE scheme IN ('name', 'title', 'evidence') AND entity IN (
    SELECT entity FROM joined JOIN identified USING (mention) JOIN known USING (thing)
    GROUP BY entity, known.scheme HAVING COUNT(DISTINCT thing) > 1);
INSERT OR IGNORE INTO apart SELECT cause, mention FROM chain;
DELETE FROM key
WHERE scheme IN ('name', 'title', 'evidence') AND mention IN (SELECT mention FROM chain JOIN identified USING (mention));
