-- What has become of documents that the ledger has and that are not published: by the keys that others have now, else
-- by where the ledger says that they lead, from one to the next.
CREATE INDEX bound_mention ON bound (mention);
INSERT INTO moved SELECT now.* FROM now JOIN published AS here ON here.folder = new_folder AND here.slug = new_slug
WHERE NOT EXISTS (SELECT 1 FROM published WHERE published.folder = now.folder AND published.slug = now.slug);

WITH RECURSIVE way (folder, slug, new_slug) AS (
    SELECT folder, slug, new_slug FROM led WHERE (folder, slug) NOT IN (SELECT folder, slug FROM moved)
    UNION SELECT way.folder, way.slug, moved.new_slug FROM way JOIN moved ON moved.folder = way.folder AND moved.slug = way.new_slug
    UNION SELECT way.folder, way.slug, led.new_slug FROM way JOIN led ON led.folder = way.folder AND led.slug = way.new_slug
    WHERE NOT EXISTS (SELECT 1 FROM published WHERE published.folder = way.folder AND published.slug = way.new_slug)
)
INSERT INTO moved SELECT way.folder, way.slug, way.folder, way.new_slug
FROM way JOIN published AS here ON here.folder = way.folder AND here.slug = way.new_slug
WHERE NOT EXISTS (SELECT 1 FROM published WHERE published.folder = way.folder AND published.slug = way.slug);
