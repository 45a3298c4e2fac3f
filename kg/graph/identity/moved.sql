-- What has become of documents that the ledger has and that are not published.
CREATE INDEX bound_mention ON bound (mention);
CREATE TABLE moved AS SELECT now.* FROM now JOIN published AS here ON here.folder = new_folder AND here.slug = new_slug
WHERE NOT EXISTS (SELECT 1 FROM published WHERE published.folder = now.folder AND published.slug = now.slug);
CREATE INDEX moved_document ON moved (folder, slug);
